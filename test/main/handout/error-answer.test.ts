// An error on the wire and back: the fields that a program can rely on, and that no cause is sent.
import { expect, it } from 'vitest';
import { AxiomTokenError, ERROR_CODES } from '../../../main/core/base/errors';
import { NO_SESSION } from '../../../main/adapters/keychain/keychain-error';
import { fromErrorAnswer, remedyForPrograms, toErrorAnswer } from '../../../main/handout/error-answer';

it.each(ERROR_CODES)('%s is read back with code, message and time to wait', (code) => {
  const failure = new AxiomTokenError(code, { message: 'What.', remedy: 'Do.', retryAfterMs: 5, cause: 'secret' });
  const answer = toErrorAnswer(failure);
  expect(JSON.stringify(answer)).not.toContain('secret');
  const back = fromErrorAnswer(JSON.parse(JSON.stringify(answer)));
  expect([back.code, back.message, back.remedy, back.retryAfterMs]).toEqual([code, 'What.', 'Do.', 5]);
});

it('gives the time to wait in whole milliseconds, rounded up', () => {
  const failure = new AxiomTokenError('NOT_ANSWERED', { retryAfterMs: 59_379.926_099_000_03 });
  expect(toErrorAnswer(failure).retry_after_ms).toBe(59_380);
});

it('gives the exit code and whether it may end by itself', () => {
  expect(toErrorAnswer(new AxiomTokenError('NETWORK'))).toMatchObject({
    exit: 9,
    temporary: true,
    retry_after_ms: null,
  });
  expect(toErrorAnswer(new AxiomTokenError('DENIED'))).toMatchObject({ exit: 6, temporary: false });
});

it.each([
  ['a code of a later version', { code: 'NEW', message: 'What.' }, 'What.'],
  ['nothing', undefined, new AxiomTokenError('INTERNAL').message],
  [
    'fields of other types',
    { code: 3, message: 4, hint: [], retry_after_ms: 'soon' },
    new AxiomTokenError('INTERNAL').message,
  ],
])('%s is INTERNAL', (_what, answer, message) => {
  expect(fromErrorAnswer(answer)).toMatchObject({ code: 'INTERNAL', message });
});

it('names the command that moves tokens, for a person without a window', () => {
  expect(toErrorAnswer(new AxiomTokenError('STORAGE_UNAVAILABLE')).hint).toContain(
    'choose another place with: axiom-tokens migrate sealed-file PATH',
  );
  expect(remedyForPrograms('Unlock it.')).toBe('Unlock it.');
  expect(remedyForPrograms(NO_SESSION.remedy)).toMatch(/On a server there is none: choose another place with: axiom-/);
});
