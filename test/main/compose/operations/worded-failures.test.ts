import { expect, it } from 'vitest';
import { wordFailures } from '../../../../main/compose/operations/worded-failures';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Operations } from '../../../../main/handout/operations';

const failing = (error: unknown, source: 'broker' | 'standalone') =>
  wordFailures({ logout: () => Promise.reject(error) } as unknown as Operations, source)
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

it.each([
  ['broker', 'The app tries again automatically then. Your tokens are untouched.'],
  [
    'standalone',
    'Without the app, nothing tries again once this command has ended: run it again in 2 s. Your tokens are untouched.',
  ],
] as const)('only the app tries again: %s', async (source, remedy) => {
  const asked = new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 1_500 });
  expect(await failing(asked, source)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1_500, remedy });
});

it('other failures, and answers, stay as they are', async () => {
  const other = new AxiomTokenError('NETWORK', { retryAfterMs: 5 });
  expect(await failing(other, 'broker')).toBe(other);
  expect(await failing('no error of ours', 'broker')).toBe('no error of ours');
  const operations = wordFailures({ ping: async () => ({ now: 'now' }) } as unknown as Operations, 'broker');
  expect(await operations.ping({}, {} as never)).toEqual({ now: 'now' });
});
