import { expect, it } from 'vitest';
import { wordLocks } from '../../../../main/compose/operations/worded-locks';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Operations } from '../../../../main/handout/operations';

const failing = (error: unknown, source: 'broker' | 'standalone') =>
  wordLocks({ logout: () => Promise.reject(error) } as unknown as Operations, source)
    .logout({}, {} as never)
    .catch((failure: unknown) => failure);

it.each([
  ['broker', 'Enter the passphrase in the window of the app. Nothing was changed.'],
  ['standalone', 'Enter the passphrase in a terminal, where this command asks for it. Nothing was changed.'],
] as const)('a locked sealed file is worded for who makes the call: %s', async (source, remedy) => {
  const locked = new AxiomTokenError('STORAGE_LOCKED', {
    message: 'It is locked.',
    remedy: 'Enter the passphrase. Nothing was changed.',
  });
  expect(await failing(locked, source)).toMatchObject({ code: 'STORAGE_LOCKED', message: 'It is locked.', remedy });
});

it('other failures, and answers, stay as they are', async () => {
  const other = new AxiomTokenError('NETWORK', { retryAfterMs: 5 });
  expect(await failing(other, 'broker')).toBe(other);
  expect(await failing('no error of ours', 'broker')).toBe('no error of ours');
  const operations = wordLocks({ ping: async () => ({ now: 'now' }) } as unknown as Operations, 'broker');
  expect(await operations.ping({}, {} as never)).toEqual({ now: 'now' });
});
