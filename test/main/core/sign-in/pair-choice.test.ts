// Choosing a pair from a group. With texts: pasted-tokens.roles.test.ts and pasted-tokens.refusals.test.ts.
import { expect, it } from 'vitest';
import { type KnownToken, knowToken } from '../../../../main/core/sign-in/known-token';
import type { FaultyToken } from '../../../../main/core/token-texts/labelled-tokens';
import { pairOf } from '../../../../main/core/sign-in/pair-choice';
import { makeJwt } from '../../../support/make-jwt';
import { A, NOW, OLD, R } from '../../../support/read-paste';

const known = (text: string, role: KnownToken['role'], rank: KnownToken['rank'] = 0, at = 0) =>
  knowToken({ text, role, rank, at, family: '', isJwt: text.includes('.') }, NOW);
const choose = (group: readonly KnownToken[], faults: readonly FaultyToken[] = [], more = {}) =>
  pairOf(group, { faults, all: group, isOneTwice: false, commented: 0, nowMs: NOW, ...more }).map(({ text }) => text);
const fault = (remnant: string, given: Partial<FaultyToken> = {}): FaultyToken => ({
  role: 'access',
  rank: 3,
  family: '',
  at: 0,
  fault: 'cut',
  remnant,
  ...given,
});

it.each([
  ['names', [known(A, 'access', 2), known(R, 'refresh', 2)]],
  ['swapped names', [known(R, 'access', 2), known(A, 'refresh', 2)]],
  ['one name', [known(R, 'bare'), known(A, 'access', 3)]],
  ['one wrong name', [known(R, 'access', 2), known(A, 'bare')]],
  ['no names', [known(R, 'bare'), known(A, 'bare')]],
  ['names of one family', [known(R, 'refresh', 1), known(A, 'access', 1)]],
  ['an older one', [known(OLD, 'access', 3), known(A, 'access', 3), known(R, 'refresh', 3)]],
  [
    'an opaque one behind a plain name',
    [known(A, 'access', 3), known('v1-12345', 'refresh', 2), known(R, 'refresh', 3)],
  ],
])('by %s', (_what, group) => {
  expect(choose(group)).toEqual([A, R]);
});

it('a token without an account does not complete a pair with an Axiom cookie, but with a plain name it may', () => {
  const nobodys = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 30 * 86_400_000 }).expose();
  expect(choose([known(A, 'access', 2), known(nobodys, 'bare')])).toEqual([A, nobodys]);
  expect(() => choose([known(A, 'access', 3), known(nobodys, 'bare')])).toThrow('refresh token is missing');
});

it('of several refresh tokens without an account, the newest counts only if it was issued with the access token', () => {
  const [soon, now, before] = [20_000, 0, -600_000].map((ms) =>
    makeJwt({ issuedAtMs: NOW + ms, extra: { refreshTokenId: 'x' } }).expose(),
  ) as [string, string, string];
  const group = (refreshes: readonly string[]) => [
    known(A, 'access', 3),
    ...refreshes.map((refresh) => known(refresh, 'refresh', 3)),
  ];
  expect(choose(group([before, now]))).toEqual([A, now]);
  expect(choose(group([before]))).toEqual([A, before]);
  expect(() => choose(group([now, soon]))).toThrow('more than two tokens');
});

it.each([
  ['cut, later in the text', fault(A.slice(0, 70), { at: 9 }), 'cut off'],
  ['cut, issued later', fault(A.slice(0, -3)), 'cut off'],
  ['cut, by another name', fault(A.slice(0, 70), { family: 'new_' }), 'cut off'],
  ['a placeholder by a surer name', fault('your_token', { fault: 'placeholder' }), 'placeholder'],
])('a newer one that is %s is not passed over', (what, damaged, words) => {
  const rank = what.startsWith('a placeholder') ? 2 : 3;
  expect(() => choose([known(OLD, 'access', rank), known(R, 'refresh', rank)], [damaged])).toThrow(words);
});

it.each([
  ['earlier in the text', fault(A.slice(0, 70), { at: -1 })],
  ['issued earlier', fault(OLD.slice(0, -3), { at: 9 })],
  ['a copy', fault(A.slice(0, -3), { at: 9 })],
  ['a placeholder', fault('your_token', { at: 9, fault: 'placeholder' })],
  ['behind a plain name', fault(A.slice(0, 70), { at: 9, rank: 2 })],
])('a damaged one is that is %s', (_what, damaged) => {
  expect(choose([known(A, 'access', 3), known(R, 'refresh', 3)], [damaged])).toEqual([A, R]);
});

it('without a pair, the error gives the most specific reason', () => {
  const alone = [known(A, 'access', 3)];
  expect(() => choose(alone)).toThrow('The refresh token is missing.');
  expect(() => choose(alone, [fault('x', { role: 'refresh' })])).toThrow('The refresh token is cut off');
  expect(() => choose(alone, [], { isOneTwice: true })).toThrow('the same token twice');
  expect(() => choose([], [], { commented: 1 })).toThrow('commented out');
});
