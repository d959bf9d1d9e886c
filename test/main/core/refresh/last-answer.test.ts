import { expect, it } from 'vitest';
import { type LastAnswer, NO_LAST_ANSWER, lastAnswerAfter } from '../../../../main/core/refresh/last-answer';
import type { RefreshAttempt } from '../../../../main/core/refresh/refresh-attempts';

type Given = Omit<RefreshAttempt, 'atMs' | 'durationMs'>;
const WORKED: Given = { host: 'api6.axiom.trade' };
const failed = (failureCode: RefreshAttempt['failureCode'] & string, more: Given = {}): Given => ({
  failureCode,
  ...more,
});
const REFUSED = failed('UNAUTHORIZED');

/** The result after these attempts: the last answer, its attempt, and whether Axiom was not reached afterwards. */
function after(...given: Given[]): readonly [string, number, boolean] | readonly [boolean] {
  const all = given.map((attempt, at) => ({ atMs: at * 1_000, durationMs: 210, ...attempt }));
  const { answer, isUnreachedSince } = all.reduce<LastAnswer>(lastAnswerAfter, NO_LAST_ANSWER);
  return answer ? [answer.kind, Math.floor(answer.atMs / 1_000), isUnreachedSince] : [isUnreachedSince];
}

it.each<[string, Given[], ReturnType<typeof after>]>([
  ['nothing was tried', [], [false]],
  ['it worked', [WORKED], ['accepted', 0, false]],
  ['it was refused', [REFUSED], ['refused', 0, false]],
  ['it was refused twice', [REFUSED, REFUSED], ['refused-again', 1, false]],
  ['it was refused three times', [REFUSED, REFUSED, REFUSED], ['refused-again', 2, false]],
  ['it was refused, worked, and was refused', [REFUSED, WORKED, REFUSED], ['refused', 2, false]],
  ['it was refused, not reached, and refused', [REFUSED, failed('NETWORK'), REFUSED], ['refused-again', 2, false]],
  ['Axiom asked to wait', [failed('RATE_LIMITED')], ['asked-to-wait', 0, false]],
  ['Axiom wants a browser', [failed('BROWSER_REQUIRED')], ['wants-browser-check', 0, false]],
  ['Axiom has trouble', [failed('BAD_RESPONSE')], ['error', 0, false]],
  ['there was never a network', [failed('NETWORK', { isUnsent: false })], [true]],
  ['nobody ever answered', [failed('TIMEOUT')], [true]],
  ['the network went', [WORKED, failed('NETWORK'), failed('TIMEOUT')], ['accepted', 0, true]],
  ['the network went and came', [WORKED, failed('NETWORK'), WORKED], ['accepted', 2, false]],
  ['the network’s own page came', [WORKED, failed('BAD_RESPONSE', { isFromElsewhere: true })], ['accepted', 0, true]],
  ['what is used up was kept back', [failed('UNAUTHORIZED', { isUnsent: true })], [false]],
  ['its start could not be noted', [WORKED, failed('STORAGE_FULL', { isUnsent: true })], ['accepted', 0, false]],
  ['it could not be saved', [WORKED, failed('STORAGE_LOCKED')], ['accepted', 0, false]],
  ['a sign-out came in between', [WORKED, failed('CANCELLED')], ['accepted', 0, false]],
  ['the app itself failed', [WORKED, failed('INTERNAL')], ['accepted', 0, false]],
  ['it was kept back while the network was gone', [failed('NETWORK'), failed('STORAGE_FULL')], [true]],
])('where %s', (_what, attempts, known) => {
  expect(after(...attempts)).toEqual(known);
});

it('is dated by when the answer had come, and names its host', () => {
  const { answer } = lastAnswerAfter(NO_LAST_ANSWER, { atMs: 5_000, durationMs: 1_200, host: 'api6.axiom.trade' });
  expect(answer).toEqual({ kind: 'accepted', atMs: 6_200, durationMs: 1_200, host: 'api6.axiom.trade' });
});
