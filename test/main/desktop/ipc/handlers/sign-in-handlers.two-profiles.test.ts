// Overlapping sign-ins of two profiles: one pair for both, one window for both, a profile that is removed in the meantime.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../../main/core/base/secret';
import type { IssuedTokens, OtpChallenge } from '../../../../../main/core/ports/auth-gateway';
import { BrowserSignIn } from '../../../../../main/core/sign-in/browser-sign-in';
import type { AuthTokens } from '../../../../../main/core/tokens/auth-tokens';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { settle } from '../../../../support/fakes/clock/fake-clock';
import { createGate } from '../../../../support/gate';
import { TestServices } from '../../../../support/make-services';

const MAIN = { profileId: 'default' };
const HEDGE = { profileId: 'hedge' };
const REFUSED = { code: 'INVALID_INPUT', message: 'These tokens are in main already.' };

/** Profiles main and Hedge, both signed out. Questions about the same account are answered with "keep both". */
async function opened() {
  const services = new TestServices();
  await services.registry.open();
  services.chooses = 1;
  const handlers = createHandlers(services);
  await handlers.addProfile({ name: 'Hedge' });
  const tokensOf = ({ profileId }: { profileId: string }): AuthTokens | undefined =>
    services.registry.get(profileId).manager.getTokens();
  return { services, handlers, tokensOf };
}

function pasted({ accessToken, refreshToken }: AuthTokens): string {
  return `${accessToken.expose()}\n${refreshToken.expose()}`;
}

/** The server sends a code at once and accepts any; `wait` delays its answer to a step. */
function takePasswords(
  services: TestServices,
  wait: { readonly step1?: Promise<void>; readonly step2?: Promise<void> } = {},
) {
  services.gateway.startPasswordSignIn = async (): Promise<OtpChallenge> => {
    await wait.step1;
    return { email: 'trader@example.com', hashedPassword: new Secret('h'), otpToken: new Secret('o') };
  };
  services.gateway.completePasswordSignIn = async (): Promise<IssuedTokens> => {
    await wait.step2;
    return services.gateway.issue();
  };
}

const PASSWORD = { email: 'trader@example.com', password: 'a password' };

describe('one pair for two profiles', () => {
  it.each(['paste', 'file', 'environment', 'browser'] as const)(
    'is kept by the first one only; the other is refused with its name: %s',
    async (way) => {
      const { services, handlers, tokensOf } = await opened();
      const { tokens } = services.gateway.issue();
      services.tokenFile = tokens;
      services.browserTokens = tokens;
      services.env = {
        AXIOM_ACCESS_TOKEN: tokens.accessToken.expose(),
        AXIOM_REFRESH_TOKEN: tokens.refreshToken.expose(),
      };
      const take = (profile: typeof MAIN): Promise<unknown> => {
        if (way === 'browser') return handlers.signInWithBrowser(profile);
        if (way === 'paste') return handlers.signInWithTokens({ ...profile, text: pasted(tokens) });
        return handlers.importTokens({ ...profile, source: way });
      };
      await take(MAIN);
      await expect(take(HEDGE)).rejects.toMatchObject(REFUSED);
      expect([tokensOf(HEDGE), services.keychain('hedge').kept]).toEqual([undefined, undefined]);
      expect(tokensOf(MAIN)?.refreshToken.equals(tokens.refreshToken)).toBe(true);
    },
  );

  it('is kept by one only when both come at once', async () => {
    const { services, handlers, tokensOf } = await opened();
    const text = pasted(services.gateway.issue().tokens);
    const outcomes = await Promise.all([
      outcomeOf(handlers.signInWithTokens({ ...MAIN, text })),
      outcomeOf(handlers.signInWithTokens({ ...HEDGE, text })),
    ]);
    expect(outcomes).toEqual([MAIN, 'INVALID_INPUT']);
    expect(tokensOf(HEDGE)).toBeUndefined();
  });

  it('does not take away what the second profile has', async () => {
    const { services, handlers, tokensOf } = await opened();
    const mains = services.gateway.issue().tokens;
    const hedges = services.gateway.issue().tokens;
    await handlers.signInWithTokens({ ...MAIN, text: pasted(mains) });
    await handlers.signInWithTokens({ ...HEDGE, text: pasted(hedges) });
    await expect(handlers.signInWithTokens({ ...HEDGE, text: pasted(mains) })).rejects.toMatchObject(REFUSED);
    expect(tokensOf(HEDGE)?.refreshToken.equals(hedges.refreshToken)).toBe(true);
  });

  it('is free again once the first profile is signed out', async () => {
    const { services, handlers, tokensOf } = await opened();
    const text = pasted(services.gateway.issue().tokens);
    await handlers.signInWithTokens({ ...MAIN, text });
    await handlers.signOut(MAIN);
    await handlers.signInWithTokens({ ...HEDGE, text });
    expect(tokensOf(HEDGE)).toBeDefined();
  });
});

it('two profiles that wait for one browser window: the first one gets its tokens, the other gets the name of the first', async () => {
  const { services, handlers, tokensOf } = await opened();
  const { opened: arrived, open: arrive } = createGate();
  const { tokens } = services.gateway.issue();
  const shared = new BrowserSignIn(() => ({
    tokens: arrived.then(() => tokens),
    isClosed: () => false,
    focus: () => undefined,
    close: () => undefined,
  }));
  services.browserSignIn.run = (asker) => shared.run(asker);
  const first = outcomeOf(handlers.signInWithBrowser(HEDGE));
  await expect(handlers.signInWithBrowser(MAIN)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'The sign-in window that is open is for Hedge.',
  });
  arrive();
  expect(await first).toEqual(HEDGE);
  expect([tokensOf(HEDGE)?.refreshToken.equals(tokens.refreshToken), tokensOf(MAIN)]).toEqual([true, undefined]);
});

describe('a profile that is removed from the list', () => {
  it('while its browser window is open gets no tokens, nor does a new one that has its id', async () => {
    const { services, handlers } = await opened();
    await handlers.signInWithTokens({ ...MAIN, text: pasted(services.gateway.issue().tokens) });
    const { opened: arrived, open: arrive } = createGate();
    const { tokens } = services.gateway.issue();
    services.browserSignIn.run = async () => {
      await arrived;
      return tokens;
    };
    const signingIn = outcomeOf(handlers.signInWithBrowser(HEDGE));
    await handlers.removeProfile(HEDGE);
    expect(await handlers.addProfile({ name: 'Hedge' })).toEqual(HEDGE);
    arrive();
    expect(await signingIn).toBe('CANCELLED');
    expect(services.registry.get('hedge').manager.getTokens()).toBeUndefined();
    expect(services.keychain('hedge').kept).toBeUndefined();
  });

  it.each(['step 1', 'step 2'])('during %s of its password sign-in: no profile gets the tokens', async (step) => {
    const { services, handlers, tokensOf } = await opened();
    const { opened: arrived, open: arrive } = createGate();
    takePasswords(services, step === 'step 1' ? { step1: arrived } : { step2: arrived });
    const starting = outcomeOf(handlers.startPasswordSignIn({ ...HEDGE, ...PASSWORD }));
    await settle();
    const code = step === 'step 2' ? outcomeOf(handlers.completePasswordSignIn({ code: '123456' })) : undefined;
    await handlers.removeProfile(HEDGE);
    arrive();
    expect([await starting, await code]).toEqual(
      step === 'step 1' ? ['CANCELLED', undefined] : [undefined, 'CANCELLED'],
    );
    expect(await outcomeOf(handlers.completePasswordSignIn({ code: '123456' }))).toBe('OTP_REQUIRED');
    expect([tokensOf(MAIN), services.keychain('hedge').kept, services.index.list().map(({ id }) => id)]).toEqual([
      undefined,
      undefined,
      ['default'],
    ]);
  });

  it('leaves the other profile’s password sign-in alone', async () => {
    const { services, handlers, tokensOf } = await opened();
    takePasswords(services);
    await handlers.startPasswordSignIn({ ...MAIN, ...PASSWORD });
    await handlers.removeProfile(HEDGE);
    await handlers.completePasswordSignIn({ code: '123456' });
    expect(tokensOf(MAIN)).toBeDefined();
  });
});

describe.each([
  ['signed out', 'signOut'],
  ['cleared', 'clearTokens'],
] as const)('a profile that is %s', (_words, call) => {
  const leave = async ({ handlers }: Awaited<ReturnType<typeof opened>>): Promise<unknown> =>
    call === 'signOut' ? handlers.signOut(MAIN) : handlers.clearTokens({ profileIds: ['default'] });

  it('while its code is being checked is not signed in by the late answer', async () => {
    const all = await opened();
    const { services, handlers, tokensOf } = all;
    const { opened: arrived, open: arrive } = createGate();
    takePasswords(services, { step2: arrived });
    await handlers.startPasswordSignIn({ ...MAIN, ...PASSWORD });
    const code = outcomeOf(handlers.completePasswordSignIn({ code: '123456' }));
    await leave(all);
    arrive();
    expect([await code, tokensOf(MAIN), services.keychain().kept]).toEqual(['CANCELLED', undefined, undefined]);
  });

  it('closes its browser window', async () => {
    const all = await opened();
    const cancelled: (string | undefined)[] = [];
    all.services.browserSignIn.cancel = (profileId) => void cancelled.push(profileId);
    await leave(all);
    expect(cancelled).toEqual(['default']);
  });

  it('leaves the other profile’s password sign-in alone', async () => {
    const all = await opened();
    const { services, handlers, tokensOf } = all;
    takePasswords(services);
    await handlers.startPasswordSignIn({ ...HEDGE, ...PASSWORD });
    await leave(all);
    await handlers.completePasswordSignIn({ code: '123456' });
    expect(tokensOf(HEDGE)).toBeDefined();
  });
});

describe('a profile that is removed while a dialog asks where to keep its tokens', () => {
  it.each(['file', 'sealed file'])('is not moved, and no other one is: %s', async (place) => {
    const { services, handlers } = await opened();
    services.files.askWhereToKeepTokens = async () => {
      await handlers.removeProfile(HEDGE);
      return '/home/person/chosen';
    };
    const move =
      place === 'file'
        ? handlers.chooseStorage({ ...HEDGE, kind: 'file' })
        : handlers.moveToSealedFile({ ...HEDGE, passphrase: 'correct horse battery staple' });
    expect(await outcomeOf(move)).toBe('TOKEN_NOT_FOUND');
    expect(services.registry.list().map(({ id, store }) => [id, store.kind])).toEqual([['default', 'keychain']]);
    expect(services.index.list().map(({ id, store }) => [id, store.kind])).toEqual([['default', 'keychain']]);
  });
});
