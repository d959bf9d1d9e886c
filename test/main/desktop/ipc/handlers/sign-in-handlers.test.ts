import { describe, expect, it } from 'vitest';
import { type AuthTokens, createAuthTokens } from '../../../../../main/core/tokens/auth-tokens';
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

describe('the account of the tokens', () => {
  const asText = ({ accessToken, refreshToken }: AuthTokens) => `${accessToken.expose()}\n${refreshToken.expose()}`;

  /** The ways of bringing tokens from outside, each with the same pair. */
  const ways: Record<string, (services: TestServices, tokens: AuthTokens) => Promise<unknown>> = {
    'the browser window': (services, tokens) => {
      services.browserTokens = tokens;
      return createHandlers(services).signInWithBrowser(profile);
    },
    'a paste': (services, tokens) => createHandlers(services).signInWithTokens({ ...profile, text: asText(tokens) }),
    'a file': (services, tokens) => {
      services.tokenFile = tokens;
      return createHandlers(services).importTokens({ ...profile, source: 'file' });
    },
    'the environment': (services, { accessToken, refreshToken }) => {
      services.env = { AXIOM_ACCESS_TOKEN: accessToken.expose(), AXIOM_REFRESH_TOKEN: refreshToken.expose() };
      return createHandlers(services).importTokens({ ...profile, source: 'environment' });
    },
  };

  it.each(Object.entries(ways))('is asked before an empty account takes them from %s', async (_what, bring) => {
    const { services, manager } = await opened();
    services.agrees = false;
    expect(await outcomeOf(bring(services, makeTokens(services.clock.nowMs())))).toBe('CANCELLED');
    expect([services.questions, manager.getTokens()]).toEqual([['Sign main in as account “account-1”?'], undefined]);
  });

  it.each(Object.entries(ways))(
    'and older tokens, or tokens without an account, replace none from %s unless the person agrees',
    async (_what, bring) => {
      const services = await new TestServices().signedIn();
      const { manager } = services.registry.get('default');
      const before = manager.getTokens();
      await services.clock.advance(60_000);
      services.agrees = false;
      const nameless = (): AuthTokens => {
        const nowMs = services.clock.nowMs();
        const jwt = (lifeMs: number) => makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + lifeMs });
        return createAuthTokens({
          accessToken: jwt(900_000),
          refreshToken: jwt(30 * 86_400_000),
          receivedAtMs: nowMs,
        });
      };
      for (const tokens of [makeTokens(services.clock.nowMs() - 600_000), nameless()]) {
        expect(await outcomeOf(bring(services, tokens))).toBe('CANCELLED');
        expect([services.questions.pop(), manager.getTokens()]).toEqual(['Replace the sign-in of main?', before]);
      }
      services.agrees = true;
      const wanted = nameless();
      await bring(services, wanted);
      expect(manager.holds(wanted)).toBe(true);
    },
  );

  it('is not asked for later ones of the same account, nor for those of another, which are refused', async () => {
    const services = await new TestServices().signedIn();
    await services.clock.advance(60_000);
    const later = makeTokens(services.clock.nowMs());
    await ways['the browser window']?.(services, later);
    const stranger = makeTokens(services.clock.nowMs() + 1_000, 900_000, 'account-2');
    expect(await outcomeOf(ways['a paste']?.(services, stranger) ?? Promise.resolve())).toBe('WRONG_ACCOUNT');
    expect([services.questions, services.registry.get('default').manager.holds(later)]).toEqual([[], true]);
  });
});

describe('undoing a sign-in over another one', () => {
  it('restores the former tokens while they are kept, and can be undone itself', async () => {
    const services = await new TestServices().signedIn();
    const { manager } = services.registry.get('default');
    const former = manager.getTokens();
    services.lifecycle.pause();
    await services.clock.advance(60_000);
    const later = makeTokens(services.clock.nowMs());
    await manager.setTokens(later);
    expect(services.snapshot().profiles[0]?.canUndoSignIn).toBe(true);
    await createHandlers(services).undoSignIn(profile);
    expect([manager.getTokens()?.refreshToken, manager.replaced?.tokens]).toEqual([former?.refreshToken, later]);
    expect(services.activity.list()[0]?.text).toBe('The tokens from before the last sign-in are in use again');
    await createHandlers(services).undoSignIn(profile);
    expect(manager.holds(later)).toBe(true);
  });

  it('is refused once the new ones were refreshed', async () => {
    const services = await new TestServices().signedIn();
    await services.clock.advance(60_000);
    await services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs()));
    await services.clock.advance(1_000);
    expect(services.snapshot().profiles[0]?.canUndoSignIn).toBeUndefined();
    expect(await outcomeOf(createHandlers(services).undoSignIn(profile))).toBe('INVALID_INPUT');
  });
});

describe('tokens of several accounts', () => {
  const pairs = (services: TestServices) =>
    ['account-1', 'account-2'].map((account) => makeTokens(services.clock.nowMs(), 900_000, account));

  it('are for the person to choose from', async () => {
    const { services, handlers, manager } = await opened();
    services.tokenFile = pairs(services);
    services.chooses = 1;
    await handlers.importTokens({ ...profile, source: 'file' });
    expect([services.choices, manager.getTokens()?.accountId]).toEqual([
      [['Account account-1', 'Account account-2']],
      'account-2',
    ]);
  });

  it('change nothing where none is chosen', async () => {
    const { services, handlers, manager } = await opened();
    services.tokenFile = pairs(services);
    services.chooses = undefined;
    expect(await outcomeOf(handlers.importTokens({ ...profile, source: 'file' }))).toBe('CANCELLED');
    expect(manager.getTokens()).toBeUndefined();
  });

  it('are those of the account that is signed in, without a question', async () => {
    const services = await new TestServices().signedIn();
    await services.clock.advance(60_000);
    const [mine, others] = pairs(services);
    services.tokenFile = [others, mine].flatMap((tokens) => (tokens ? [tokens] : []));
    await createHandlers(services).importTokens({ ...profile, source: 'file' });
    expect([services.choices, mine && services.registry.get('default').manager.holds(mine)]).toEqual([[], true]);
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
