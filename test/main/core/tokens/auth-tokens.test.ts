import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_TOKEN_LENGTH,
  createAuthTokens,
  isOtherAccount,
  isSameAccount,
  isSameTokens,
  isTokenText,
  joinTokens,
  keepNames,
  opaqueOnes,
} from '../../../../main/core/tokens/auth-tokens';
import type { AccountNames } from '../../../../main/core/tokens/jwt-claims';
import { Secret } from '../../../../main/core/base/secret';
import { decodeTokenRecord, encodeTokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { makeJwt, makeTokens } from '../../../support/make-jwt';
import { exposed } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const opaque = new Secret('opaque-token');
const create = (given: Partial<Parameters<typeof createAuthTokens>[0]> = {}) =>
  createAuthTokens({ accessToken: opaque, refreshToken: opaque, receivedAtMs: NOW, ...given });

it('lists the tokens that are not JWTs', () => {
  const jwt = makeJwt();
  expect([
    opaqueOnes(create()),
    opaqueOnes(create({ accessToken: jwt })),
    opaqueOnes(create({ refreshToken: jwt })),
    opaqueOnes(create({ accessToken: jwt, refreshToken: jwt })),
  ]).toEqual([['access', 'refresh'], ['refresh'], ['access'], []]);
});

describe('createAuthTokens', () => {
  it('reads expiry, issue, account and the end of the sign-in from the tokens', () => {
    const tokens = create({
      accessToken: makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 900_000, accountId: 'u1' }),
      refreshToken: makeJwt({ expiresAtMs: NOW + 86_400_000 }),
    });
    expect(tokens).toMatchObject({
      expiresAtMs: NOW + 900_000,
      issuedAtMs: NOW,
      refreshExpiresAtMs: NOW + 86_400_000,
      accountId: 'u1',
    });
  });

  it.each([
    ['the token says sooner', { expiresAtMs: NOW + 900_000 }, NOW + 3_600_000, NOW + 900_000],
    ['the token says later', { expiresAtMs: NOW + 3_600_000 }, NOW + 900_000, NOW + 3_600_000],
    ['the token says that it is over', { expiresAtMs: NOW - 1_000 }, NOW + 3_600_000, NOW - 1_000],
    ['the token says none', {}, NOW + 3_600_000, NOW + 3_600_000],
    ['the token says nonsense', { extra: { exp: 'soon' } }, NOW + 3_600_000, NOW + 3_600_000],
    ['neither says one', {}, undefined, undefined],
  ])(
    'takes the end from the token itself, and a noted one only for want of that: %s',
    (_what, claims, noted, endMs) => {
      expect(create({ accessToken: makeJwt(claims), expiresAtMs: noted }).expiresAtMs).toBe(endMs);
    },
  );

  it('reads none of these from an opaque token, and uses what was noted about it', () => {
    expect(Object.keys(create()).sort()).toEqual(['accessToken', 'receivedAtMs', 'refreshToken']);
    const noted = {
      issuedAtMs: NOW,
      expiresAtMs: NOW + 900_000,
      accountId: 'u1',
      authenticatedUserId: 'u1',
      subject: 's1',
    };
    expect(create(noted)).toMatchObject(noted);
  });

  it('accepts times from the first to the last possible date, cut to milliseconds, and no other', () => {
    expect([0, 1.9, 8.64e15, 8.64e15 + 2, -1].map((expiresAtMs) => create({ expiresAtMs }).expiresAtMs)).toEqual([
      ...[0, 1, 8.64e15, undefined, undefined],
    ]);
    expect(create({ issuedAtMs: 1.9 }).issuedAtMs).toBe(1);
    expect(create({ receivedAtMs: -1 }).receivedAtMs).toBe(0);
  });

  it('has no start for a token that has none', () => {
    expect(create({ accessToken: makeJwt({ expiresAtMs: NOW + 1_000 }) })).not.toHaveProperty('issuedAtMs');
  });

  it('uses the account of the refresh token when the access token names none', () => {
    expect(create({ refreshToken: makeJwt({ accountId: 'u2' }) }).accountId).toBe('u2');
  });

  it('refuses tokens of two Axiom accounts, and compares only ids of the same kind', () => {
    const [one, two] = [makeJwt({ accountId: 'u1' }), makeJwt({ accountId: 'u2' })];
    const bySubject = makeJwt({ extra: { sub: 'user|u1' } });
    expect(() => create({ accessToken: one, refreshToken: two })).toThrow(
      expect.objectContaining({
        code: 'WRONG_ACCOUNT',
        message: 'The access token and the refresh token belong to different accounts.',
        remedy: 'Take both tokens from one sign-in. Nothing was changed.',
      }),
    );
    expect(create({ accessToken: one, refreshToken: one }).accountId).toBe('u1');
    expect(create({ accessToken: one, refreshToken: bySubject }).accountId).toBe('u1');
    expect(create({ accessToken: bySubject, refreshToken: one }).accountId).toBe('user|u1');
  });

  it.each([
    ['15 minutes before the end', 15 * 60_000, true],
    ['a minute before the end', 60_000, true],
    ['nearer to the end than a minute', 59_000, false],
    ['at the end', 0, false],
    ['after the end', -1_000, false],
  ])('believes an issue that lies %s: %#', (_where, beforeMs, isBelieved) => {
    const [issuedAtMs, expiresAtMs] = [NOW + 900_000 - beforeMs, NOW + 900_000];
    const known = { issuedAtMs: isBelieved ? issuedAtMs : undefined, expiresAtMs };
    expect(create({ accessToken: makeJwt({ issuedAtMs, expiresAtMs }) })).toMatchObject({ expiresAtMs });
    expect(create({ accessToken: makeJwt({ issuedAtMs, expiresAtMs }) }).issuedAtMs).toBe(known.issuedAtMs);
    expect(create({ issuedAtMs, expiresAtMs }).issuedAtMs).toBe(known.issuedAtMs);
    expect(create({ accessToken: makeJwt({ issuedAtMs }), expiresAtMs }).issuedAtMs).toBe(known.issuedAtMs);
  });

  it('takes the end of the sign-in only from the refresh token', () => {
    const refreshToken = makeJwt({ expiresAtMs: NOW + 86_400_000 });
    expect(create({ refreshToken }).refreshExpiresAtMs).toBe(NOW + 86_400_000);
    expect(create({ refreshToken: makeJwt(), expiresAtMs: NOW + 900_000 })).not.toHaveProperty('refreshExpiresAtMs');
  });

  it.each([
    ['a second before the end', -1_000, true],
    ['at the end', 0, false],
    ['after the end', 1_000, false],
  ])('an access token issued %s of the refresh token shows whether that was one: %#', (_when, afterMs, isEnd) => {
    const accessToken = makeJwt({ issuedAtMs: NOW + afterMs, expiresAtMs: NOW + afterMs + 30_000 });
    const tokens = create({ accessToken, refreshToken: makeJwt({ expiresAtMs: NOW }) });
    expect(tokens.refreshExpiresAtMs).toBe(isEnd ? NOW : undefined);
  });

  it.each(['', ' ', 'a b', 'a\nb', 'a\r\nSet-Cookie:x', 'tökén', 'a\u0000'])('refuses %j as a token', (text) => {
    expect(() => create({ accessToken: new Secret(text) })).toThrowError(
      expect.objectContaining({ code: 'INVALID_TOKEN' }),
    );
    expect(() => create({ refreshToken: new Secret(text) })).toThrowError(
      expect.objectContaining({ code: 'INVALID_TOKEN' }),
    );
  });

  it('refuses a token over 16 KiB and accepts one of exactly that', () => {
    const length = (n: number) => new Secret('x'.repeat(n));
    expect(create({ accessToken: length(MAX_TOKEN_LENGTH) }).accessToken.expose()).toHaveLength(MAX_TOKEN_LENGTH);
    expect(() => create({ accessToken: length(MAX_TOKEN_LENGTH + 1) })).toThrowError(
      expect.objectContaining({ code: 'SECRET_TOO_LARGE' }),
    );
  });

  it('makes tokens that can be saved and read again, whatever times it is given', () => {
    // JSON has no -0; nor has time.
    const odd = fc.double().map((number) => number + 0);
    const time = fc.oneof(odd, fc.integer(), fc.constant(undefined));
    const token = fc
      .record({ exp: time, iat: time, sub: fc.string(), authenticatedUserId: fc.string() }, { requiredKeys: [] })
      .map((extra) => makeJwt({ extra: { ...extra, authenticatedUserId: extra.authenticatedUserId && 'u1' } }));
    fc.assert(
      fc.property(token, token, time, odd, (accessToken, refreshToken, expiresAtMs, receivedAtMs) => {
        const tokens = create({ accessToken, refreshToken, expiresAtMs, receivedAtMs });
        const record = { tokens, origin: 'https://axiom.trade', recordGeneration: 1, savedAtMs: NOW };
        expect(exposed(decodeTokenRecord(encodeTokenRecord(record)))).toStrictEqual(exposed(record));
      }),
    );
  });
});

describe('isOtherAccount', () => {
  const [one, both, later] = [
    { subject: 's1' },
    { subject: 's1', authenticatedUserId: 'u1' },
    { authenticatedUserId: 'u1' },
  ];
  it.each<[string, AccountNames | undefined, AccountNames | undefined, boolean]>([
    ['the same sub', one, one, false],
    ['sub, then both', one, both, false],
    ['both, then Axiom’s id alone', both, later, false],
    ['sub, then Axiom’s id alone: not to be compared', one, later, false],
    ['names, then none', both, {}, false],
    ['nothing at all', undefined, both, false],
    ['two subs', one, { subject: 's2' }, true],
    ['two ids', later, { authenticatedUserId: 'u2' }, true],
    ['two ids under one sub', both, { subject: 's1', authenticatedUserId: 'u2' }, true],
    ['one id under two subs', both, { subject: 's2', authenticatedUserId: 'u1' }, false],
    ['another sub, where the id cannot be compared', both, { subject: 's2' }, true],
    ['one’s id as the other’s sub', { authenticatedUserId: 'x' }, { subject: 'y' }, false],
  ])('%s', (_what, a, b, isOther) => {
    expect([isOtherAccount(a, b), isOtherAccount(b, a)]).toEqual([isOther, isOther]);
  });

  it.each<[string, AccountNames, AccountNames, boolean]>([
    ['the same sub', one, one, true],
    ['sub, then both', one, both, true],
    ['both, then Axiom’s id alone', both, later, true],
    ['one id under two subs', both, { subject: 's2', authenticatedUserId: 'u1' }, true],
    ['sub, then Axiom’s id alone: not to be compared', one, later, false],
    ['two ids under one sub', both, { subject: 's1', authenticatedUserId: 'u2' }, false],
    ['two subs', one, { subject: 's2' }, false],
    ['names, then none', both, {}, false],
    ['none twice', {}, {}, false],
  ])('is not the opposite of isSameAccount: %s', (_what, a, b, isSame) => {
    expect([isSameAccount(a, b), isSameAccount(b, a)]).toEqual([isSame, isSame]);
  });

  it('recognises an account by both names in its tokens', () => {
    const names = (access: Record<string, unknown>, refresh: Record<string, unknown>): unknown[] => {
      const made = create({ accessToken: makeJwt({ extra: access }), refreshToken: makeJwt({ extra: refresh }) });
      return [made.accountId, made.authenticatedUserId, made.subject];
    };
    expect(names({ sub: 's1' }, {})).toEqual(['s1', undefined, 's1']);
    expect(names({ sub: 's1', authenticatedUserId: 'u1' }, {})).toEqual(['u1', 'u1', 's1']);
    expect(names({ sub: 's1' }, { authenticatedUserId: 'u1', sub: 'session' })).toEqual(['s1', 'u1', 's1']);
    expect(names({ authenticatedUserId: 'u1' }, { sub: 'session' })).toEqual(['u1', 'u1', undefined]);
    expect(names({}, { sub: 's1' })).toEqual(['s1', undefined, 's1']);
  });

  it('uses a noted account of unknown kind as Axiom’s id, unless the tokens have a better one', () => {
    expect(create({ accountId: 'u1' })).toMatchObject({ accountId: 'u1', authenticatedUserId: 'u1' });
    const bySubject = create({ accessToken: makeJwt({ extra: { sub: 's1' } }), accountId: 's1' });
    expect(bySubject).toMatchObject({ accountId: 's1', subject: 's1' });
    expect(bySubject).not.toHaveProperty('authenticatedUserId');
  });
});

describe('two pairs of one account', () => {
  const [first, second] = [makeTokens(NOW), makeTokens(NOW + 60_000, 3_600_000)];

  it('join to the access token of one and the refresh token of the other, each with its own times', () => {
    expect(joinTokens(second, first)).toEqual({
      ...second,
      refreshToken: first.refreshToken,
      refreshExpiresAtMs: first.refreshExpiresAtMs,
    });
    const endless = create({ refreshToken: opaque });
    expect(joinTokens(first, endless)).not.toHaveProperty('refreshExpiresAtMs');
    const noted = create({ expiresAtMs: NOW + 5_000, accountId: 'u9' });
    expect(joinTokens(noted, first)).toMatchObject({ expiresAtMs: NOW + 5_000, authenticatedUserId: 'account-1' });
  });

  it('have the same tokens only when both are', () => {
    const { accessToken, refreshToken } = first;
    expect(isSameTokens(first, { ...second, accessToken, refreshToken })).toBe(true);
    expect([
      isSameTokens(first, { ...first, accessToken: opaque }),
      isSameTokens(first, { ...first, refreshToken: opaque }),
    ]).toEqual([false, false]);
  });

  it('keep the names that only the former one has', () => {
    const former = create({ accountId: 'u1', authenticatedUserId: 'u1', subject: 's1' });
    const named = create({ accessToken: makeJwt({ extra: { sub: 's2' } }) });
    expect(keepNames(create(), former)).toMatchObject({ accountId: 'u1', authenticatedUserId: 'u1', subject: 's1' });
    expect(keepNames(named, former)).toMatchObject({ accountId: 's2', authenticatedUserId: 'u1', subject: 's2' });
    expect(Object.keys(keepNames(create(), create())).sort()).toEqual(['accessToken', 'receivedAtMs', 'refreshToken']);
  });
});

describe('isTokenText', () => {
  it.each([
    ['x'.repeat(MAX_TOKEN_LENGTH), true],
    ['x'.repeat(MAX_TOKEN_LENGTH + 1), false],
    ['!~', true],
    ['', false],
    ['a b', false],
    [' a', false],
    ['a\u007f', false],
  ])('is right about text %#', (text, isOne) => {
    expect(isTokenText(text)).toBe(isOne);
  });
});
