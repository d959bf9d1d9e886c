// What is special about this store; the common contract is contracts/token-store.contract.ts.
import { describe, expect, it } from 'vitest';
import { createEnvironmentTokenStore } from '../../../../main/adapters/stores/environment-token-store';
import { FAKE_START_MS, FakeClock } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';
import { exposed, makeRecord } from '../../../support/make-record';

const origin = 'https://axiom.trade';
const claims = { issuedAtMs: FAKE_START_MS - 60_000, accountId: 'account-1' };
const access = makeJwt({ ...claims, expiresAtMs: FAKE_START_MS + 840_000 }).expose();
const refresh = makeJwt({ ...claims, expiresAtMs: FAKE_START_MS + 86_400_000 }).expose();
const both = { AXIOM_ACCESS_TOKEN: access, AXIOM_REFRESH_TOKEN: refresh };

const openStore = (env: Record<string, string | undefined>, clock = new FakeClock()) =>
  createEnvironmentTokenStore({ env, clock, origin });

describe('the environment store', () => {
  it('names the variables to the person', () => {
    const { kind, place } = openStore({});
    expect(kind).toBe('environment');
    for (const name of Object.keys(both)) expect(place).toContain(name);
  });

  it('makes a record of the first generation, received and saved now, with the tokens’ claims', async () => {
    expect(exposed(await openStore(both).load())).toEqual({
      tokens: {
        accessToken: access,
        refreshToken: refresh,
        issuedAtMs: FAKE_START_MS - 60_000,
        expiresAtMs: FAKE_START_MS + 840_000,
        refreshExpiresAtMs: FAKE_START_MS + 86_400_000,
        receivedAtMs: FAKE_START_MS,
        accountId: 'account-1',
        authenticatedUserId: 'account-1',
      },
      origin,
      recordGeneration: 0,
      savedAtMs: FAKE_START_MS,
    });
  });

  it('accepts tokens with space around them, as a shell leaves it, and tokens that are not JWTs', async () => {
    const store = openStore({ AXIOM_ACCESS_TOKEN: ` ${access}\n`, AXIOM_REFRESH_TOKEN: '\topaque ' });
    const tokens = (await store.load())?.tokens;
    expect([tokens?.accessToken.expose(), tokens?.refreshToken.expose()]).toEqual([access, 'opaque']);
    expect(tokens?.refreshExpiresAtMs).toBeUndefined();
  });

  it.each([
    ['nothing', {}],
    ['the access token alone', { AXIOM_ACCESS_TOKEN: access }],
    ['the refresh token alone', { AXIOM_REFRESH_TOKEN: refresh }],
    ['an empty access token', { ...both, AXIOM_ACCESS_TOKEN: '' }],
    ['an empty refresh token', { ...both, AXIOM_REFRESH_TOKEN: ' \n' }],
    ['a variable that was unset', { ...both, AXIOM_REFRESH_TOKEN: undefined }],
  ])('holds no record with %s', async (_what, env) => {
    expect(await openStore(env).load()).toBeUndefined();
  });

  it('reads the variables and the clock at each load', async () => {
    const env: Record<string, string> = {};
    const clock = new FakeClock();
    const store = openStore(env, clock);
    expect(await store.load()).toBeUndefined();
    Object.assign(env, both);
    await clock.advance(5_000);
    expect((await store.load())?.tokens.receivedAtMs).toBe(FAKE_START_MS + 5_000);
  });

  it.each([
    ['two words', 'INVALID_TOKEN'],
    ['t\u00f6ken', 'INVALID_TOKEN'],
    ['x'.repeat(16 * 1024 + 1), 'SECRET_TOO_LARGE'],
  ])('says that a variable holds no token, without showing it (case %#)', async (text, code) => {
    for (const name of Object.keys(both)) {
      const error: unknown = await openStore({ ...both, [name]: text })
        .load()
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code });
      expect(JSON.stringify(error) + String(error)).not.toContain(text);
    }
  });

  it('accepts a token of the maximum length', async () => {
    const longest = 'x'.repeat(16 * 1024);
    expect((await openStore({ ...both, AXIOM_REFRESH_TOKEN: longest }).load())?.tokens.refreshToken.expose()).toBe(
      longest,
    );
  });

  it('does not mix tokens of two accounts into one record', async () => {
    const other = makeJwt({ accountId: 'account-2' }).expose();
    await expect(openStore({ ...both, AXIOM_REFRESH_TOKEN: other }).load()).rejects.toMatchObject({
      code: 'WRONG_ACCOUNT',
    });
  });

  it('refuses to be written or cleared, names other places, and stays readable', async () => {
    const env = { ...both };
    const store = openStore(env);
    const refused = { code: 'STORAGE_DENIED', remedy: expect.stringContaining('keychain') };
    await expect(store.save(makeRecord())).rejects.toMatchObject(refused);
    await expect(store.clear()).rejects.toMatchObject(refused);
    expect(env).toEqual(both);
    expect(await store.load()).toBeDefined();
  });
});
