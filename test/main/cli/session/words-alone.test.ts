import { describe, expect, it } from 'vitest';
import { withWordsAlone } from '../../../../main/cli/session/words-alone';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Operations } from '../../../../main/handout/operations';

const failureOf = (error: unknown) =>
  withWordsAlone({ ping: () => Promise.reject(error) } as unknown as Operations)
    .ping({}, {} as never)
    .catch((failure: unknown) => failure);

describe('the advice of a failure without the app', () => {
  it.each([
    [
      new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 600_000 }),
      'Without the app, nothing tries again once this command has ended: run it again in 10 min. Your tokens are untouched.',
    ],
    [
      new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 1_001 }),
      'Without the app, nothing tries again once this command has ended: run it again in 2 s. Your tokens are untouched.',
    ],
    [
      new AxiomTokenError('RATE_LIMITED'),
      'Without the app, nothing tries again once this command has ended: run it again later. Your tokens are untouched.',
    ],
    [
      new AxiomTokenError('TIMEOUT', { remedy: 'It is tried again automatically. Your tokens are untouched.' }),
      'Without the app, nothing tries again once this command has ended: run it again. Your tokens are untouched.',
    ],
  ])('%s', async (error, remedy) => {
    const { code, message, retryAfterMs } = error;
    expect(await failureOf(error)).toMatchObject({ code, message, remedy });
    expect(await failureOf(error)).toHaveProperty('retryAfterMs', retryAfterMs);
  });

  it('stays as it is where it holds alone, too', async () => {
    const error = new AxiomTokenError('NETWORK', { remedy: 'Check the network.' });
    expect(await failureOf(error)).toBe(error);
    expect(await failureOf('no error of ours')).toBe('no error of ours');
  });

  it('leaves answers alone', async () => {
    const operations = withWordsAlone({ ping: async () => ({ now: 'now' }) } as unknown as Operations);
    expect(await operations.ping({}, {} as never)).toEqual({ now: 'now' });
  });
});
