import { expect, it } from 'vitest';
import { Secret } from '../../../../../main/core/base/secret';
import { createAuthTokens } from '../../../../../main/core/tokens/auth-tokens';
import { createClaimsHandler } from '../../../../../main/desktop/ipc/handlers/claims-handler';
import { CALL_SCHEMAS } from '../../../../../preload/contract/schemas';
import { outcomeOf } from '../../../../support/core-graph';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../../support/make-services';
import { makeJwt } from '../../../../support/make-jwt';

const MAIN = { profileId: 'default' };

it('returns the claims of both tokens, and none of their text, also while everything is paused', async () => {
  const services = await new TestServices().signedIn();
  services.lifecycle.pause();
  const reply = await createClaimsHandler(services).describeTokens(MAIN);
  expect(CALL_SCHEMAS.describeTokens.reply.parse(reply)).toEqual(reply);
  expect(reply.access?.claims).toEqual(
    expect.arrayContaining([
      { name: 'authenticatedUserId', value: 'account-1' },
      { name: 'iat', value: String(FAKE_START_MS / 1000), atMs: FAKE_START_MS },
      { name: 'jti', value: '…' },
    ]),
  );
  expect(reply.refresh?.claims.map(({ name }) => name)).toEqual(['authenticatedUserId', 'iat', 'exp', 'jti']);
  const { manager } = services.registry.get('default');
  const parts = [manager.getAccessToken(), manager.getRefreshToken()].flatMap((token) => token.expose().split('.'));
  expect(parts.filter((part) => JSON.stringify(reply).includes(part))).toEqual([]);
});

it('leaves a token out that is no JWT', async () => {
  const services = await new TestServices().signedIn();
  const { manager } = services.registry.get('default');
  await manager.setTokens(
    createAuthTokens({
      accessToken: makeJwt({ accountId: 'account-1' }),
      refreshToken: new Secret('opaque-refresh-token-0123456789'),
      receivedAtMs: services.clock.nowMs(),
    }),
  );
  expect(Object.keys(await createClaimsHandler(services).describeTokens(MAIN))).toEqual(['access']);
});

it('says that there are no tokens, or why they cannot be read', async () => {
  const services = new TestServices();
  await services.registry.open();
  const { describeTokens } = createClaimsHandler(services);
  expect(await outcomeOf(describeTokens(MAIN))).toBe('NOT_AUTHENTICATED');
  services.keychain().fail(['load'], 'STORAGE_LOCKED');
  await services.registry.get('default').manager.retryStorage();
  expect(await outcomeOf(describeTokens(MAIN))).toBe('STORAGE_LOCKED');
  expect(await outcomeOf(describeTokens({ profileId: 'nobody' }))).toBe('TOKEN_NOT_FOUND');
});
