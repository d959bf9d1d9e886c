import { describe, expect, it } from 'vitest';
import {
  distinctTokens,
  isLongLived,
  isRefreshFirst,
  isSwapped,
  type KnownToken,
  knowToken,
  newestOf,
} from '../../../../main/core/sign-in/known-token';
import { FAKE_START_MS as NOW } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const MINUTE = 60_000;
const DAY = 86_400_000;

function token(given: Partial<KnownToken> & { readonly lifeMs?: number } = {}): KnownToken {
  const { lifeMs, ...facts } = given;
  const issuedAtMs = 'issuedAtMs' in facts ? facts.issuedAtMs : NOW;
  return {
    text: 'a.b.c',
    isJwt: true,
    at: 0,
    maker: undefined,
    role: 'bare',
    rank: 0,
    family: '',
    kind: undefined,
    account: 'account-1',
    expiresAtMs: lifeMs === undefined || issuedAtMs === undefined ? undefined : issuedAtMs + lifeMs,
    ...facts,
    issuedAtMs,
  };
}

it('a token has its account, its times and its kind', () => {
  const extra = { type: 'refresh' };
  const text = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + DAY, accountId: 'account-7', extra }).expose();
  const label = { text, at: 7, isJwt: true, role: 'bare', rank: 0, family: '' } as const;
  expect(knowToken(label, NOW)).toEqual({
    ...label,
    kind: 'refresh',
    maker: 'axiom',
    account: 'account-7',
    issuedAtMs: NOW,
    expiresAtMs: NOW + DAY,
  });
});

it('of several copies of one token, the one with the most specific name counts', () => {
  const copies = [
    token({ role: 'other' }),
    token({ role: 'bare' }),
    token({ role: 'access', rank: 2 }),
    token({ role: 'refresh', rank: 1 }),
  ];
  expect(distinctTokens(copies)).toEqual([copies[2]]);
  expect(distinctTokens(copies.slice(0, 2))).toEqual([copies[1]]);
});

describe('the newest', () => {
  const [old, young] = [token({ issuedAtMs: NOW - 1_000 }), token({ issuedAtMs: NOW })];
  it('is the one that was issued last', () => {
    expect([newestOf([old, young]), newestOf([young, old]), newestOf([old])]).toEqual([young, young, old]);
  });
  it.each([
    ['two of the same second', [young, token({ text: 'd.e.f' })]],
    ['one that does not say when', [young, token({ issuedAtMs: undefined })]],
    ['two accounts', [old, token({ account: 'account-2' })]],
    ['one account and nobody', [old, token({ account: undefined })]],
    ['none', []],
  ])('cannot be told of %s', (_what, tokens) => {
    expect(newestOf(tokens)).toBeUndefined();
  });
});

it.each([
  ['by what it says', token({ kind: 'refresh' }), token(), true],
  ['by what the other says', token(), token({ kind: 'access' }), true],
  ['by its later end', token({ lifeMs: DAY }), token({ lifeMs: MINUTE }), true],
  ['by having no end', token(), token({ lifeMs: DAY }), true],
  ['not by an earlier end', token({ lifeMs: MINUTE }), token({ lifeMs: DAY }), false],
])('the first of two is the refresh token %s', (_what, first, second, isFirst) => {
  expect(isRefreshFirst(first, second)).toBe(isFirst);
});

it.each([
  ['both say so', token({ kind: 'refresh' }), token({ kind: 'access' }), true],
  ['one says so, and the other nothing', token({ kind: 'refresh' }), token(), true],
  ['they say that they are right', token({ kind: 'access' }), token({ kind: 'refresh' }), false],
  [
    'the first lives for days and the second for minutes',
    token({ lifeMs: 30 * DAY }),
    token({ lifeMs: 15 * MINUTE }),
    true,
  ],
  ['both live for days', token({ lifeMs: 30 * DAY }), token({ lifeMs: 7 * DAY }), false],
  ['one does not say how long it lives', token({ lifeMs: 30 * DAY }), token(), false],
])('names are swapped where %s: %#', (_what, access, refresh, expected) => {
  expect(isSwapped(access, refresh)).toBe(expected);
});

it.each([
  [token({ kind: 'refresh' }), true],
  [token({ kind: 'access', lifeMs: 30 * DAY }), false],
  [token({ lifeMs: DAY }), true],
  [token({ lifeMs: DAY - 1 }), false],
  [token(), false],
])('lives as long as a refresh token: %#', (one, expected) => {
  expect(isLongLived(one)).toBe(expected);
});
