import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { makeJwt, makeTokens } from '../../../../support/make-jwt';
import { TestServices } from '../../../../support/make-services';

const profile = { profileId: 'default' };

async function opened() {
  const services = new TestServices();
  await services.registry.open();
  return { services, handlers: createHandlers(services), manager: services.registry.get('default').manager };
}

describe('signing in with the browser window', () => {
  it('takes the window’s tokens', async () => {
    const { services, handlers, manager } = await opened();
    services.browserTokens = makeTokens(services.clock.nowMs());
    await handlers.signInWithBrowser(profile);
    expect(services.keychain().kept?.tokens.accessToken.equals(manager.getAccessToken())).toBe(true);
  });

  it('changes nothing when the window is closed', async () => {
    const { handlers, manager } = await opened();
    expect(await outcomeOf(handlers.signInWithBrowser(profile))).toBe('CANCELLED');
    expect(manager.getTokens()).toBeUndefined();
  });
});

describe('signing in with tokens', () => {
  it('takes two pasted JWTs', async () => {
    const { services, handlers, manager } = await opened();
    const nowMs = services.clock.nowMs();
    const access = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + 900_000 });
    const refresh = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + 86_400_000 });
    await handlers.signInWithTokens({ ...profile, text: `${access.expose()}\n${refresh.expose()}` });
    expect([manager.getAccessToken().equals(access), manager.getRefreshToken().equals(refresh)]).toEqual([true, true]);
  });

  it('refuses a text without tokens and changes nothing', async () => {
    const { handlers, manager } = await opened();
    expect(await outcomeOf(handlers.signInWithTokens({ ...profile, text: 'hello' }))).toBe('INVALID_TOKEN');
    expect(manager.getTokens()).toBeUndefined();
  });

  it('takes both variables of the environment, and says when one is missing', async () => {
    const { services, handlers, manager } = await opened();
    const { accessToken, refreshToken } = makeTokens(services.clock.nowMs());
    services.env = { AXIOM_ACCESS_TOKEN: accessToken.expose() };
    expect(await outcomeOf(handlers.importTokens({ ...profile, source: 'environment' }))).toBe('TOKEN_NOT_FOUND');
    services.env['AXIOM_REFRESH_TOKEN'] = refreshToken.expose();
    await handlers.importTokens({ ...profile, source: 'environment' });
    expect(manager.getRefreshToken().equals(refreshToken)).toBe(true);
  });

  it('takes a chosen file, and nothing when none was chosen', async () => {
    const { services, handlers, manager } = await opened();
    services.tokenFile = makeTokens(services.clock.nowMs());
    services.chosenPath = undefined;
    expect(await outcomeOf(handlers.importTokens({ ...profile, source: 'file' }))).toBe('CANCELLED');
    services.chosenPath = '/home/person/.axiom_tokens.json';
    await handlers.importTokens({ ...profile, source: 'file' });
    expect(manager.getTokens()).toBeDefined();
  });

  it('refuses another account’s tokens for a profile that is signed in', async () => {
    const { services, handlers, manager } = await opened();
    services.browserTokens = makeTokens(services.clock.nowMs(), 900_000, 'account-1');
    await handlers.signInWithBrowser(profile);
    services.browserTokens = makeTokens(services.clock.nowMs(), 900_000, 'account-2');
    expect(await outcomeOf(handlers.signInWithBrowser(profile))).toBe('WRONG_ACCOUNT');
    expect(manager.getTokens()?.accountId).toBe('account-1');
  });
});

describe('on a runtime that opens no real account', () => {
  it('every way to the real Axiom is refused before anything is asked, and the demo is not', async () => {
    const { services, handlers, manager } = await opened();
    services.realAccountRefusal = 'This is a development runtime.';
    services.browserTokens = makeTokens(services.clock.nowMs());
    const password = { ...profile, email: 'trader@example.com', password: 'x' };
    expect(await outcomeOf(handlers.signInWithBrowser(profile))).toBe('INVALID_INPUT');
    expect(await outcomeOf(handlers.startPasswordSignIn(password))).toBe('INVALID_INPUT');
    expect(await outcomeOf(handlers.signInWithTokens({ ...profile, text: 'x' }))).toBe('INVALID_INPUT');
    expect(await outcomeOf(handlers.importTokens({ ...profile, source: 'file' }))).toBe('INVALID_INPUT');
    expect(manager.getTokens()).toBeUndefined();
    await handlers.startDemo();
    expect(services.demoStarts).toBe(1);
  });
});
