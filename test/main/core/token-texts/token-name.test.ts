import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../main/core/token-texts/token-name';

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
    ['bot --access-token', 'access', 2, ''],
    ['data-refresh-token', 'refresh', 2, ''],
    ['X-Refresh-Token', 'refresh', 2, ''],
    ['client.setAccessToken', 'access', 2, ''],
    ['let my_access_token', 'access', 1, 'my_'],
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
