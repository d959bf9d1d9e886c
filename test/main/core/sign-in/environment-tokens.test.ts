import { describe, expect, it } from 'vitest';
import { environmentTokens, hasEnvironmentTokens } from '../../../../main/core/sign-in/environment-tokens';
import { FAKE_START_MS as NOW } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const ACCESS = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 900_000 }).expose();
const REFRESH = makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 86_400_000 }).expose();

describe('tokens in the environment', () => {
  const env = { AXIOM_ACCESS_TOKEN: ACCESS, AXIOM_REFRESH_TOKEN: REFRESH };
  const read = (changed: Record<string, string>) => {
    const [pair] = environmentTokens({ ...env, ...changed }, NOW) ?? [];
    return pair && [pair.tokens.accessToken.expose(), pair.tokens.refreshToken.expose()];
  };

  it.each([
    ['one missing', { AXIOM_ACCESS_TOKEN: ACCESS }],
    ['one empty', { ...env, AXIOM_ACCESS_TOKEN: '' }],
    ['none', {}],
  ])('are none with %s', (_what, some: Record<string, string>) => {
    expect([environmentTokens(some, NOW), hasEnvironmentTokens(some)]).toEqual([undefined, false]);
  });

  it.each([
    ['as they are', {}],
    ['under the Python client’s name', { AXIOM_ACCESS_TOKEN: '', AXIOM_AUTH_TOKEN: ACCESS }],
    ['under both names', { AXIOM_AUTH_TOKEN: ACCESS }],
    ['with quotes in the value', { AXIOM_ACCESS_TOKEN: `"${ACCESS}"` }],
    ['with the end of a Windows line', { AXIOM_ACCESS_TOKEN: `${ACCESS}\r` }],
    ['swapped', { AXIOM_ACCESS_TOKEN: REFRESH, AXIOM_REFRESH_TOKEN: ACCESS }],
  ])('are read %s', (_what, changed: Record<string, string>) => {
    expect(read(changed)).toEqual([ACCESS, REFRESH]);
  });

  it.each([
    ['your_auth_access_token', 'The access token is a placeholder, as in example files.'],
    ['two words', 'The access token is missing.'],
    [ACCESS.slice(0, -2), 'The access token is cut off: some of its characters are missing.'],
  ])('that are none are refused in words', (AXIOM_ACCESS_TOKEN, message) => {
    expect(() => read({ AXIOM_ACCESS_TOKEN })).toThrow(expect.objectContaining({ code: 'INVALID_TOKEN', message }));
  });
});
