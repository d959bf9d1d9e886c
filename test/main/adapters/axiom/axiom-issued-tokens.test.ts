import { describe, expect, it } from 'vitest';
import { acceptRefreshedTokens, acceptSignInTokens } from '../../../../main/adapters/axiom/axiom-issued-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { makeJwt, makeTokens } from '../../../support/make-jwt';

compareSecretsByText();

const nowMs = FAKE_START_MS;
const current = makeTokens(nowMs - 600_000);
const claims = { issuedAtMs: nowMs, expiresAtMs: nowMs + 900_000, accountId: 'account-1' };
const access = { value: makeJwt(claims) };
const refresh = { value: makeJwt({ ...claims, expiresAtMs: nowMs + 30 * 86_400_000 }) };
const huge = { value: makeJwt({ ...claims, extra: { padding: 'x'.repeat(75_000) } }) };
const opaque = (text: string) => ({ value: new Secret(text) });

describe('after a refresh', () => {
  it('both tokens are the new ones, with their own claims', () => {
    expect(acceptRefreshedTokens({ access, refresh }, current, nowMs)).toEqual({
      accessToken: access.value,
      refreshToken: refresh.value,
      expiresAtMs: nowMs + 900_000,
      issuedAtMs: nowMs,
      receivedAtMs: nowMs,
      refreshExpiresAtMs: nowMs + 30 * 86_400_000,
      accountId: 'account-1',
      authenticatedUserId: 'account-1',
    });
  });

  it('the refresh token and its end stay when no new one came', () => {
    const tokens = acceptRefreshedTokens({ access }, current, nowMs);
    expect(tokens.accessToken).toBe(access.value);
    expect(tokens.refreshToken).toBe(current.refreshToken);
    expect(tokens.refreshExpiresAtMs).toBe(current.refreshExpiresAtMs);
  });

  it.each([
    ['no access token came', { refresh }],
    ['the access token is no JWT', { access: opaque('garbage'), refresh }],
    ['the access token is too large', { access: huge, refresh }],
  ])('a rotated refresh token is kept beside the old access token when %s', (_what, answered) => {
    const tokens = acceptRefreshedTokens(answered, current, nowMs);
    expect(tokens).toEqual({ ...current, refreshToken: refresh.value, refreshExpiresAtMs: nowMs + 30 * 86_400_000 });
  });

  it.each([
    ['too large', huge],
    ['not printable', opaque('a b')],
  ])('the old refresh token stays beside the new access token when the new one is %s', (_what, odd) => {
    const tokens = acceptRefreshedTokens({ access, refresh: odd }, current, nowMs);
    expect([tokens.accessToken, tokens.refreshToken]).toEqual([access.value, current.refreshToken]);
  });

  it.each([
    ['an access token that is no JWT', { access: opaque('garbage') }],
    ['an access token that is too large', { access: huge }],
    ['two texts that are no tokens', { access: opaque('garbage'), refresh: opaque('garbage') }],
  ])('nothing is taken over from %s', (_what, answered) => {
    expect(() => acceptRefreshedTokens(answered, current, nowMs)).toThrow(
      expect.objectContaining({ code: 'BAD_RESPONSE' }),
    );
  });

  it.each([
    ['in the same second as ours', 600_000],
    ['before ours, by a clock that was set back', 900_000],
  ])('the pair that the server has just issued is taken, though it is dated %s', (_when, beforeMs) => {
    const dates = { issuedAtMs: nowMs - beforeMs, expiresAtMs: nowMs - beforeMs + 900_000 };
    const answered = { access: { value: makeJwt({ ...claims, ...dates }) }, refresh: { value: makeJwt(dates) } };
    const tokens = acceptRefreshedTokens(answered, current, nowMs);
    expect([tokens.accessToken, tokens.refreshToken]).toEqual([answered.access.value, answered.refresh.value]);
    expect(tokens).toMatchObject(dates);
  });

  it.each([
    ['access', { access: { value: makeJwt({ ...claims, accountId: 'account-2' }) } }],
    ['refresh', { access, refresh: { value: makeJwt({ ...claims, accountId: 'account-2' }) } }],
  ])('another account in the %s token is refused', (_which, answered) => {
    expect(() => acceptRefreshedTokens(answered, current, nowMs)).toThrow(
      expect.objectContaining({ code: 'WRONG_ACCOUNT' }),
    );
  });

  it('an account stays the same when its new tokens name it by another of its ids', () => {
    const ours = { ...current, accessToken: makeJwt({ extra: { sub: 'user|1' } }) };
    const both = { value: makeJwt({ ...claims, extra: { sub: 'user|1' } }) };
    const tokens = acceptRefreshedTokens({ access: both }, ours, nowMs);
    expect(tokens).toMatchObject({ accountId: 'account-1', authenticatedUserId: 'account-1', subject: 'user|1' });
    const stranger = { value: makeJwt({ extra: { sub: 'user|2' } }) };
    expect(() => acceptRefreshedTokens({ access: stranger }, ours, nowMs)).toThrow(
      expect.objectContaining({ code: 'WRONG_ACCOUNT' }),
    );
  });

  it('an account is not compared between the two kinds of token', () => {
    const ours = { ...current, refreshToken: makeJwt({ expiresAtMs: nowMs + 1, extra: { sub: 'session-9' } }) };
    const rotated = { value: makeJwt({ ...claims, extra: { sub: 'session-9', authenticatedUserId: undefined } }) };
    expect(acceptRefreshedTokens({ access, refresh: rotated }, ours, nowMs).refreshToken).toBe(rotated.value);
  });

  it('an opaque token may follow an opaque token', () => {
    const ours = { ...current, accessToken: new Secret('opaque-1') };
    expect(acceptRefreshedTokens({ access: opaque('opaque-2') }, ours, nowMs).accessToken.expose()).toBe('opaque-2');
  });

  it('the expiry of the cookie replaces one that the access token does not have; it says nothing about the refresh token', () => {
    const silent = { value: makeJwt({ accountId: 'account-1' }), cookieExpiresAtMs: nowMs + 5000 };
    expect(acceptRefreshedTokens({ access: silent }, current, nowMs).expiresAtMs).toBe(nowMs + 5000);
    const cookieOfRefresh = { value: makeJwt({ accountId: 'account-1' }), cookieExpiresAtMs: nowMs + 5000 };
    expect(acceptRefreshedTokens({ access, refresh: cookieOfRefresh }, current, nowMs)).not.toHaveProperty(
      'refreshExpiresAtMs',
    );
    const saying = { ...access, cookieExpiresAtMs: nowMs + 5000 };
    expect(acceptRefreshedTokens({ access: saying }, current, nowMs).expiresAtMs).toBe(nowMs + 900_000);
  });
});

describe('after a sign-in', () => {
  it('both tokens are needed', () => {
    expect(acceptSignInTokens({ access, refresh }, nowMs)).toMatchObject({
      accountId: 'account-1',
      receivedAtMs: nowMs,
    });
    for (const half of [{ access }, { refresh }, { access, refresh: opaque('a b') }, { access: huge, refresh }]) {
      expect(() => acceptSignInTokens(half, nowMs)).toThrow(expect.objectContaining({ code: 'BAD_RESPONSE' }));
    }
  });

  it('opaque tokens are accepted, with unknown expiry', () => {
    const tokens = acceptSignInTokens({ access: opaque('a'), refresh: opaque('b') }, nowMs);
    expect(tokens.expiresAtMs).toBeUndefined();
  });
});
