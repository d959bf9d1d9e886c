import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TOKEN_LENGTH, createAuthTokens, isTokenText } from '../../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { decodeTokenRecord, encodeTokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;
const opaque = new Secret('opaque-token');
const create = (given: Partial<Parameters<typeof createAuthTokens>[0]> = {}) =>
  createAuthTokens({ accessToken: opaque, refreshToken: opaque, receivedAtMs: NOW, ...given });

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

  it('prefers given times, and knows none of an opaque token', () => {
    expect(create({ accessToken: makeJwt({ expiresAtMs: NOW + 1_000 }), expiresAtMs: NOW + 5_000 }).expiresAtMs).toBe(
      NOW + 5_000,
    );
    expect(Object.keys(create()).sort()).toEqual(['accessToken', 'receivedAtMs', 'refreshToken']);
  });

  it('takes the first and the last moment there are, cut to milliseconds, and no other', () => {
    expect(create({ expiresAtMs: 0, refreshExpiresAtMs: 8.64e15 })).toMatchObject({
      expiresAtMs: 0,
      refreshExpiresAtMs: 8.64e15,
    });
    expect(create({ expiresAtMs: 1.9 }).expiresAtMs).toBe(1);
    expect(create({ receivedAtMs: -1 }).receivedAtMs).toBe(0);
    expect(Object.keys(create({ expiresAtMs: -1, refreshExpiresAtMs: 8.64e15 + 2 }))).not.toEqual(
      expect.arrayContaining([expect.stringContaining('xpiresAtMs')]),
    );
  });

  it('knows no start of a token that says none', () => {
    expect(create({ accessToken: makeJwt({ expiresAtMs: NOW + 1_000 }) })).not.toHaveProperty('issuedAtMs');
  });

  it('takes the account from the refresh token when the access token names none', () => {
    expect(create({ refreshToken: makeJwt({ accountId: 'u2' }) }).accountId).toBe('u2');
  });

  it('refuses tokens of two Axiom accounts, and compares like with like only', () => {
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

  it('does not believe an issue at or after the end', () => {
    const accessToken = makeJwt({ issuedAtMs: NOW + 900_000, expiresAtMs: NOW + 900_000 });
    expect(create({ accessToken })).not.toHaveProperty('issuedAtMs');
  });

  it.each(['', ' ', 'a b', 'a\nb', 'a\r\nSet-Cookie:x', 'tökén', 'a\u0000'])('refuses %j as a token', (text) => {
    expect(() => create({ accessToken: new Secret(text) })).toThrowError(
      expect.objectContaining({ code: 'INVALID_TOKEN' }),
    );
    expect(() => create({ refreshToken: new Secret(text) })).toThrowError(
      expect.objectContaining({ code: 'INVALID_TOKEN' }),
    );
  });

  it('refuses a token over 16 KiB and takes one of exactly that', () => {
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
    fc.assert(
      fc.property(time, time, odd, (expiresAtMs, refreshExpiresAtMs, receivedAtMs) => {
        const tokens = create({ expiresAtMs, refreshExpiresAtMs, receivedAtMs });
        const record = { tokens, origin: 'https://axiom.trade', recordGeneration: 1, savedAtMs: NOW };
        expect(decodeTokenRecord(encodeTokenRecord(record)).tokens.expiresAtMs).toBe(tokens.expiresAtMs);
      }),
    );
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
