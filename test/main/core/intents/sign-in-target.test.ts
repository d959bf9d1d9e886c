// One Axiom account in two profiles: main notices, and the person decides whether it is a new sign-in of the first one or a second one.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { createHandlers } from '../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../support/core-graph';
import { makeJwt, makeTokens } from '../../../support/make-jwt';
import { TestServices } from '../../../support/make-services';

const MAIN = { profileId: 'default' };
const HEDGE = { profileId: 'hedge' };
const ANSWERS = ['Sign in again to main', 'Keep both'];
const [AGAIN, BOTH] = [0, 1];

/** main is signed in as account-1, Hedge is empty. */
async function opened() {
  const services = await new TestServices().signedIn();
  const handlers = createHandlers(services);
  await handlers.addProfile({ name: 'Hedge' });
  await services.clock.advance(60_000);
  const former = services.registry.get('default').manager.getTokens();
  const holds = ({ profileId }: typeof MAIN, tokens: AuthTokens | undefined): boolean =>
    tokens !== undefined && services.registry.get(profileId).manager.holds(tokens);
  return { services, handlers, former, holds };
}

type Way = (services: TestServices, tokens: AuthTokens) => Promise<{ profileId: string } | { isUndecided: true }>;

/** The ways of bringing tokens into Hedge. */
const WAYS: Record<string, Way> = {
  'the browser window': (services, tokens) => {
    services.browserTokens = tokens;
    return createHandlers(services).signInWithBrowser(HEDGE);
  },
  'a paste': (services, { accessToken, refreshToken }) =>
    createHandlers(services).signInWithTokens({
      ...HEDGE,
      text: `${accessToken.expose()}\n${refreshToken.expose()}`,
    }),
  'a file': (services, tokens) => {
    services.tokenFile = tokens;
    return createHandlers(services).importTokens({ ...HEDGE, source: 'file' });
  },
  'the environment': (services, { accessToken, refreshToken }) => {
    services.env = { AXIOM_ACCESS_TOKEN: accessToken.expose(), AXIOM_REFRESH_TOKEN: refreshToken.expose() };
    return createHandlers(services).importTokens({ ...HEDGE, source: 'environment' });
  },
  'e-mail and code': async (services, tokens) => {
    services.gateway.startPasswordSignIn = async () => ({
      email: 'trader@example.com',
      hashedPassword: new Secret('h'),
      otpToken: new Secret('o'),
    });
    services.gateway.completePasswordSignIn = async () => ({ ...services.gateway.issue(), tokens });
    const handlers = createHandlers(services);
    await handlers.startPasswordSignIn({ ...HEDGE, email: 'trader@example.com', password: 'x' });
    return handlers.completePasswordSignIn({ code: '123456' });
  },
};

describe.each(Object.entries(WAYS))('the account of main, brought for Hedge by %s', (way, bring) => {
  it('is main’s new sign-in when the person chooses that: Hedge stays empty, and main can go back', async () => {
    const { services, former, holds } = await opened();
    const tokens = makeTokens(services.clock.nowMs());
    services.chooses = AGAIN;
    // The new ones would be refreshed at once, and then "Undo" would end.
    services.lifecycle.pause();
    expect(await bring(services, tokens)).toEqual(MAIN);
    expect([services.choices, services.questions]).toEqual([[ANSWERS], []]);
    expect([holds(MAIN, tokens), services.registry.get('hedge').manager.getTokens()]).toEqual([true, undefined]);
    expect(services.keychain('hedge').kept).toBeUndefined();
    expect(services.index.list().map(({ id }) => id)).toEqual(['default']);
    expect(services.registry.get('default').manager.replaced?.tokens).toEqual(former);
    expect(services.activity.list()[0]).toMatchObject({ profileId: 'default' });
    expect(services.activity.list()[0]?.text).toMatch(/^Signed in with /);
  });

  it('is in both when the person chooses that, and asks nothing more', async () => {
    const { services, former, holds } = await opened();
    const tokens = makeTokens(services.clock.nowMs());
    services.chooses = BOTH;
    expect(await bring(services, tokens)).toEqual(HEDGE);
    expect([services.choices, services.questions]).toEqual([[ANSWERS], []]);
    expect([holds(HEDGE, tokens), holds(MAIN, former)]).toEqual([true, true]);
  });

  it('is kept by no account when the person cancels', async () => {
    const { services, former, holds } = await opened();
    services.chooses = undefined;
    const outcome = await outcomeOf(bring(services, makeTokens(services.clock.nowMs())));
    // The code is used up by then, so the tokens wait.
    expect(outcome).toEqual(way === 'e-mail and code' ? { isUndecided: true } : 'CANCELLED');
    expect([holds(MAIN, former), services.registry.get('hedge').manager.getTokens()]).toEqual([true, undefined]);
  });

  it('has the focus on signing in again only if a server has set the tokens', async () => {
    const { services } = await opened();
    await bring(services, makeTokens(services.clock.nowMs()));
    expect(services.preferred).toEqual([/window|code/.test(way) ? AGAIN : undefined]);
  });
});

it('if two accounts here have it, the one that the person chooses is signed in again', async () => {
  const { services, former, holds } = await opened();
  services.chooses = BOTH;
  await WAYS['a paste']?.(services, makeTokens(services.clock.nowMs()));
  await createHandlers(services).addProfile({ name: 'Fund' });
  const tokens = makeTokens(services.clock.nowMs());
  const { accessToken, refreshToken } = tokens;
  services.chooses = 1;
  const text = `${accessToken.expose()}\n${refreshToken.expose()}`;
  expect(await createHandlers(services).signInWithTokens({ profileId: 'fund', text })).toEqual(HEDGE);
  expect(services.choices.at(-1)).toEqual(['Sign in again to main', 'Sign in again to Hedge', 'Keep all']);
  expect([holds(HEDGE, tokens), holds(MAIN, former)]).toEqual([true, true]);
});

describe('is not asked', () => {
  const nameless = (services: TestServices, extra: Record<string, unknown> = {}): AuthTokens => {
    const receivedAtMs = services.clock.nowMs();
    const livingFor = (ms: number) => makeJwt({ issuedAtMs: receivedAtMs, expiresAtMs: receivedAtMs + ms, extra });
    return createAuthTokens({
      accessToken: livingFor(900_000),
      refreshToken: livingFor(30 * 24 * 3_600_000),
      receivedAtMs,
    });
  };

  it.each<[what: string, make: (services: TestServices) => AuthTokens, questions: string[]]>([
    [
      'for another account',
      ({ clock }) => makeTokens(clock.nowMs(), 900_000, 'account-2'),
      ['Sign Hedge in as account “account-2”?'],
    ],
    ['for tokens that name none', (services) => nameless(services), ['Use this sign-in for Hedge?']],
    [
      'for a name of another kind',
      (services) => nameless(services, { sub: 'account-1' }),
      ['Sign Hedge in as account “account-1”?'],
    ],
  ])('%s', async (_what, make, questions) => {
    const { services, holds } = await opened();
    const tokens = make(services);
    await WAYS['a paste']?.(services, tokens);
    expect([services.choices, services.questions, holds(HEDGE, tokens)]).toEqual([[], questions, true]);
  });

  it('for exactly the same tokens: those are refused, before any question', async () => {
    const { services, former } = await opened();
    if (!former) throw new Error('main is signed in');
    await expect(WAYS['a paste']?.(services, former)).rejects.toMatchObject({
      message: 'These tokens are in main already.',
    });
    expect([services.choices, services.questions]).toEqual([[], []]);
  });

  it('when the profile has the account as well, and is signed in again', async () => {
    const { services, handlers, holds } = await opened();
    services.chooses = BOTH;
    await WAYS['the browser window']?.(services, makeTokens(services.clock.nowMs()));
    await services.clock.advance(60_000);
    const later = makeTokens(services.clock.nowMs());
    services.browserTokens = later;
    expect(await handlers.signInWithBrowser(HEDGE)).toEqual(HEDGE);
    expect([services.choices.length, holds(HEDGE, later)]).toEqual([1, true]);
  });

  it('once main is signed out', async () => {
    const { services, handlers } = await opened();
    await handlers.signOut(MAIN);
    await WAYS['a paste']?.(services, makeTokens(services.clock.nowMs()));
    expect(services.choices).toEqual([]);
  });

  it('about the demo account, whose tokens are from another server', async () => {
    const services = new TestServices();
    await services.registry.open();
    const demo = services.registry.addForThisRun('demo', 'demo', services.gateway);
    await demo.manager.setTokens(services.gateway.issue().tokens);
    services.browserTokens = makeTokens(services.clock.nowMs() + 1_000);
    await createHandlers(services).signInWithBrowser(MAIN);
    expect(services.choices).toEqual([]);
  });
});

it('keeping both asks again before it replaces tokens that name no Axiom account', async () => {
  const { services, handlers } = await opened();
  const jwt = () => makeJwt({ expiresAtMs: services.clock.nowMs() + 900_000 });
  const nameless = createAuthTokens({ accessToken: jwt(), refreshToken: jwt(), receivedAtMs: services.clock.nowMs() });
  services.browserTokens = nameless;
  await handlers.signInWithBrowser(HEDGE);
  services.chooses = BOTH;
  await WAYS['a paste']?.(services, makeTokens(services.clock.nowMs()));
  expect(services.questions).toEqual(['Use this sign-in for Hedge?', 'Replace the sign-in of Hedge?']);
});

it.each([
  [
    'is signed out',
    async ({ handlers }: Awaited<ReturnType<typeof opened>>) => handlers.signOut(MAIN),
    'INVALID_INPUT',
  ],
  [
    'is signed out and in to another account',
    async ({ handlers, services }: Awaited<ReturnType<typeof opened>>) => {
      await handlers.signOut(MAIN);
      const { manager } = services.registry.get('default');
      await manager.setTokens(makeTokens(services.clock.nowMs(), 900_000, 'account-2'));
    },
    'INVALID_INPUT',
  ],
])('when main %s while the question is open, nobody gets the tokens', async (_what, meanwhile, code) => {
  const all = await opened();
  const { services } = all;
  const tokens = makeTokens(services.clock.nowMs());
  services.chooses = AGAIN;
  services.onChoice = () => meanwhile(all);
  expect(await outcomeOf(WAYS['the browser window']?.(services, tokens) ?? Promise.resolve())).toBe(code);
  expect([all.holds(MAIN, tokens), all.holds(HEDGE, tokens)]).toEqual([false, false]);
});

it.each(['removed', 'signed out'])('tokens that come after Hedge was %s are not offered to main', async (what) => {
  const { services, handlers, former, holds } = await opened();
  const tokens = makeTokens(services.clock.nowMs());
  services.browserSignIn.run = async () => {
    if (what === 'removed') await handlers.removeProfile(HEDGE);
    else await handlers.signOut(HEDGE);
    return tokens;
  };
  expect(await outcomeOf(handlers.signInWithBrowser(HEDGE))).toBe(
    what === 'removed' ? 'TOKEN_NOT_FOUND' : 'INVALID_INPUT',
  );
  expect([services.choices, holds(MAIN, former)]).toEqual([[], true]);
});

describe('cancelling the question after a code', () => {
  async function undecided() {
    const opening = await opened();
    const { services } = opening;
    const tokens = makeTokens(services.clock.nowMs());
    services.chooses = undefined;
    await WAYS['e-mail and code']?.(services, tokens);
    // The server accepts a code only once.
    services.gateway.completePasswordSignIn = () => Promise.reject(new AxiomTokenError('INVALID_OTP'));
    return { ...opening, tokens };
  }

  it.each([
    [AGAIN, MAIN],
    [BOTH, HEDGE],
  ])('lets the person choose once more, without a new code: %d', async (answer, target) => {
    const { services, handlers, tokens, holds } = await undecided();
    services.chooses = answer;
    expect(await handlers.completePasswordSignIn({ code: '123456' })).toEqual(target);
    expect([services.choices, holds(target, tokens)]).toEqual([[ANSWERS, ANSWERS], true]);
    expect(services.activity.list()[0]?.text).toMatch(/^Signed in with e-mail/);
  });

  it('forgets the tokens when the sign-in is given up, and says so', async () => {
    const { services, handlers, former, holds } = await undecided();
    await handlers.cancelSignIn(undefined);
    expect(await outcomeOf(handlers.completePasswordSignIn({ code: '123456' }))).toBe('OTP_REQUIRED');
    expect(services.activity.list()[0]?.text).toBe('Not signed in: the new tokens for the code were discarded');
    expect(holds(MAIN, former)).toBe(true);
    await handlers.cancelSignIn(undefined);
    expect(services.activity.list().filter(({ text }) => text.startsWith('Not signed in'))).toHaveLength(1);
  });
});
