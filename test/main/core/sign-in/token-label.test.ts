import { describe, expect, it } from 'vitest';
import { labelAt, labelOf } from '../../../../main/core/sign-in/token-label';

describe('a name', () => {
  it.each([
    ['auth-access-token', 'access', 3, ''],
    ['auth_refresh_token', 'refresh', 3, ''],
    ['AXIOM_AUTH_TOKEN', 'access', 3, 'axiom_'],
    ['BOT1_AXIOM_REFRESH_TOKEN', 'refresh', 3, 'bot1_axiom_'],
    ['access_token', 'access', 2, ''],
    ['refreshToken', 'refresh', 2, ''],
    ['tokens.access', 'access', 2, ''],
    ['my access token', 'access', 2, ''],
    ['GOOGLE_ACCESS_TOKEN', 'access', 1, 'google_'],
    ['wallet-refresh-token', 'refresh', 1, 'wallet-'],
  ])('%s is that of the %s token, of rank %d and family %j', (name, role, rank, family) => {
    expect(labelOf(name)).toEqual({ role, rank, family });
  });

  it.each(['token', 'session', 'inaccess', 'access_tokens', 'access-id', 'token_uri', ''])(
    '%j is that of neither',
    (name) => {
      expect(labelOf(name)).toBeUndefined();
    },
  );
});

describe('a place', () => {
  const roleAt = (text: string) => {
    const start = text.indexOf('@');
    return labelAt(text, { from: 0, start, end: start + 1 }).role;
  };
  it.each([
    ['access_token=@', 'access'],
    ['"refresh_token" : "@"', 'refresh'],
    ['refresh_token => @', 'refresh'],
    ['Cookie("auth-access-token", "@", "/")', 'access'],
    ['"auth-refresh-token","@",".axiom.trade"', 'refresh'],
    ['auth-access-token\t@\t/', 'access'],
    ['{"name":"auth-access-token","path":"/","value":"@"}', 'access'],
    ['{"value":"@","name":"auth-refresh-token"}', 'refresh'],
    ['{"name":"_analytics","value":"@"},{"name":"auth-access-token","value":"x"}', 'other'],
    ['{"access":{"token":"@"}}', 'access'],
    ['refresh token\n@', 'refresh'],
    ['${AXIOM_ACCESS_TOKEN:-@}', 'access'],
    ['refresh_token: >-\n    @', 'refresh'],
    ['session=@', 'other'],
    ['token=@', 'bare'],
    ['these are mine: @', 'bare'],
    ['@', 'bare'],
  ])('%j is %s', (text, role) => {
    expect(roleAt(text)).toBe(role);
  });
});
