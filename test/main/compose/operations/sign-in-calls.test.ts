import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { BrowserSignIn } from '../../../../main/core/sign-in/browser-sign-in';
import { Secret } from '../../../../main/core/base/secret';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../support/make-services';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';

const textOf = (...pairs: readonly AuthTokens[]) =>
  pairs
    .map(({ accessToken, refreshToken }) =>
      JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() }),
    )
    .join('\n');

async function opened(parts: ConstructorParameters<typeof TestOperations>[0] = {}) {
  const world = new TestOperations(parts);
  await world.services.registry.open();
  const { services } = world;
  const pair = (accountId = 'account-1') => makeTokens(services.clock.nowMs(), 900_000, accountId);
  const tokensOf = (id = 'default') => services.registry.get(id).manager.getTokens()?.accountId;
  return { world, services, pair, tokensOf };
}

describe('a sign-in with tokens', () => {
  it('asks as the window does, and reports the account', async () => {
    const { world, services, pair } = await opened();
    expect(await world.call('login.start', { way: 'tokens', tokens: textOf(pair()) })).toEqual({
      step: 'done',
      profile: 'default',
      name: 'main',
      account: 'account-1',
    });
    expect(services.questions).toEqual(['Sign main in as account “account-1”?']);
  });

  it('adds the account that is named and not there, and takes it out again where it gets none', async () => {
    const { world, services, pair, tokensOf } = await opened();
    await world.call('login.start', { way: 'tokens', tokens: textOf(pair()), profile: 'Second' });
    expect(tokensOf('second')).toBe('account-1');
    services.agrees = false;
    const refused = world.call('login.start', { way: 'tokens', tokens: textOf(pair('account-2')), profile: 'Third' });
    await expect(refused).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(services.registry.list().map(({ id }) => id)).toEqual(['default', 'second']);
  });

  it.each([
    ['no tokens', 'nothing of use', 'INVALID_TOKEN'],
    ['an empty text', '', 'INVALID_TOKEN'],
  ])('refuses %s before an account is added', async (_what, tokens, code) => {
    const { world, services } = await opened();
    const refused = world.call('login.start', { way: 'tokens', tokens, profile: 'Second' });
    await expect(refused).rejects.toMatchObject({ code });
    expect(services.registry.list()).toHaveLength(1);
  });

  it('refuses those of another account, and those that another one here has', async () => {
    const { world, services, pair } = await opened();
    const tokens = pair();
    await services.registry.get('default').manager.setTokens(tokens);
    const other = world.call('login.start', { way: 'tokens', tokens: textOf(pair('account-2')) });
    await expect(other).rejects.toMatchObject({ code: 'WRONG_ACCOUNT' });
    const twice = world.call('login.start', { way: 'tokens', tokens: textOf(tokens), profile: 'Second' });
    await expect(twice).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(services.registry.list()).toHaveLength(1);
  });

  it('asks which account is meant where one is signed in to the same one at Axiom', async () => {
    const { world, services, pair, tokensOf } = await opened();
    await services.registry.get('default').manager.setTokens(pair());
    services.chooses = 0;
    const done = await world.call('login.start', { way: 'tokens', tokens: textOf(pair()), profile: 'Second' });
    expect([done, tokensOf()]).toEqual([
      { step: 'done', profile: 'default', name: 'main', account: 'account-1' },
      'account-1',
    ]);
    expect(services.choices).toEqual([['Sign in again to main', 'Keep both']]);
  });

  it('ends when the caller has disconnected, whatever is answered then', async () => {
    const { world, services, pair, tokensOf } = await opened();
    let agree = (): void => undefined;
    services.onQuestion = () => {
      world.abort.abort();
      return new Promise((resolve) => {
        agree = resolve;
      });
    };
    await expect(world.call('login.start', { way: 'tokens', tokens: textOf(pair()) })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    agree();
    await services.clock.advance(0);
    expect(tokensOf()).toBeUndefined();
  });

  it('is off where signing in to the real Axiom is', async () => {
    const { world, pair } = await opened({ realAccountRefusal: 'Off in this run.' });
    await expect(world.call('login.start', { way: 'tokens', tokens: textOf(pair()) })).rejects.toThrow(
      'Off in this run.',
    );
  });
});

describe('an import', () => {
  it('takes the pair of the account that is signed in here', async () => {
    const { world, services, pair } = await opened();
    await services.registry.get('default').manager.setTokens(pair());
    await services.clock.advance(60_000);
    const done = await world.call('import', { text: textOf(pair('account-2'), pair()) });
    expect([done, services.activity.list()[0]?.text]).toEqual([
      { profile: 'default', name: 'main', account: 'account-1' },
      'Signed in with tokens from a file',
    ]);
  });

  it('refuses several accounts with a message', async () => {
    const { world, pair } = await opened();
    await expect(world.call('import', { text: textOf(pair('a-1'), pair('a-2')) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'There are tokens of 2 accounts in this text: a-1, a-2.',
    });
  });

  it('only reports the account of the tokens in a dry run', async () => {
    const { world, services, pair, tokensOf } = await opened();
    const text = textOf(pair());
    expect(await world.call('import', { text, dryRun: true })).toEqual({
      profile: 'default',
      name: 'main',
      account: 'account-1',
    });
    expect(await world.call('import', { text, dryRun: true, profile: 'new' })).toEqual({
      profile: 'new',
      account: 'account-1',
    });
    expect([tokensOf(), services.registry.list().length, services.questions]).toEqual([undefined, 1, []]);
  });
});

describe('a sign-in with e-mail, password and code', () => {
  async function started(services = new TestServices()) {
    const sent: string[] = [];
    services.gateway.startPasswordSignIn = (async (email: string, password: Secret) => {
      sent.push(`${email} ${password.expose()}`);
      return { email, token: new Secret('challenge') };
    }) as never;
    services.gateway.completePasswordSignIn = (async (_challenge: unknown, code: string) => {
      if (code !== '123456') throw new AxiomTokenError('INVALID_OTP');
      return services.gateway.issue();
    }) as never;
    const world = new TestOperations({}, services);
    await services.registry.open();
    return { world, services, sent };
  }
  const LOGIN = { way: 'password', email: 'me@example.com', password: 'hunter2' } as const;

  it('asks for a code, accepts another one after a wrong one, and signs in', async () => {
    const { world, services, sent } = await started();
    expect(await world.call('login.start', LOGIN)).toEqual({ step: 'code-wanted', attempt: 1 });
    await expect(world.call('login.answer', { code: '000000' })).rejects.toMatchObject({ code: 'INVALID_OTP' });
    expect(await world.call('login.answer', { code: '123456' })).toEqual({
      step: 'done',
      profile: 'default',
      name: 'main',
      account: 'account-1',
    });
    expect([sent, services.registry.get('default').manager.getRecord()?.email]).toEqual([
      ['me@example.com hunter2'],
      'me@example.com',
    ]);
  });

  it('leaves the sign-in of the window alone', async () => {
    const { world, services } = await started();
    const { manager, refresher } = services.registry.get('default');
    await services.passwordSignIn.start({ manager, gateway: refresher.gateway }, 'window@example.com', new Secret('x'));
    await world.call('login.start', { ...LOGIN, profile: 'Second' });
    expect(services.passwordSignIn.isUnderWay).toBe(true);
  });

  it('forgets everything when it is cancelled, the account that was added for it included', async () => {
    const { world, services } = await started();
    await world.call('login.start', { ...LOGIN, profile: 'Second' });
    expect(services.registry.list()).toHaveLength(2);
    await world.call('login.cancel', {});
    expect(services.registry.list()).toHaveLength(1);
    await expect(world.call('login.answer', { code: '123456' })).rejects.toMatchObject({ code: 'OTP_REQUIRED' });
  });

  it('says that the tokens that came for a code were forgotten', async () => {
    const { world, services } = await started();
    const second = await services.registry.addNamed('second');
    await second.manager.setTokens(makeTokens(services.clock.nowMs()));
    services.chooses = undefined;
    await world.call('login.start', LOGIN);
    await expect(world.call('login.answer', { code: '123456' })).rejects.toMatchObject({ code: 'CANCELLED' });
    await world.call('login.cancel', {});
    expect(services.activity.list()[0]?.text).toBe('Not signed in: the new tokens for the code were discarded');
  });

  it('needs both e-mail and password', async () => {
    const { world } = await started();
    await expect(world.call('login.start', { way: 'password', email: 'a@b.c' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('a sign-in in a browser window', () => {
  it('is the app’s', async () => {
    const { world } = await opened({ browserSignIn: undefined });
    await expect(world.call('login.start', { way: 'browser' })).rejects.toMatchObject({
      code: 'BROKER_UNAVAILABLE',
      remedy: 'Start the app and try again, or sign in with --password or --tokens. Nothing was changed.',
    });
  });

  it('reports that the window is open, and signs in', async () => {
    const { world, services, pair } = await opened();
    services.browserTokens = pair();
    expect(await world.call('login.start', { way: 'browser' })).toMatchObject({ step: 'done', profile: 'default' });
    expect(world.steps).toEqual([{ step: 'browser-open' }]);
  });

  it.each([
    ['profiles.remove', false, 'TOKEN_NOT_FOUND', 'The account Second was removed from the list.'],
    ['profiles.remove', true, 'TOKEN_NOT_FOUND', 'The account Second was removed from the list.'],
    ['logout', true, 'INVALID_INPUT', 'You signed out here meanwhile, so this was not done. Nothing was changed.'],
    ['clear', true, 'INVALID_INPUT', 'You signed out here meanwhile, so this was not done. Nothing was changed.'],
  ] as const)('says so when a %s closes its window (with tokens: %s)', async (name, hasTokens, code, message) => {
    let end = (_error: AxiomTokenError): void => undefined;
    const tokens = new Promise<never>((_resolve, reject) => (end = reject));
    const browserSignIn = new BrowserSignIn(() => ({
      tokens,
      isClosed: () => false,
      focus: () => undefined,
      close: () => end(new AxiomTokenError('CANCELLED')),
    }));
    const { world, services, pair } = await opened({ browserSignIn });
    await world.call('profiles.add', { name: 'Second' });
    if (hasTokens) await world.call('login.start', { way: 'tokens', profile: 'second', tokens: textOf(pair()) });
    const outcome = world.call('login.start', { way: 'browser', profile: 'second' }).catch((error: unknown) => error);
    await settle();
    await world.call(name, name === 'clear' ? { profiles: ['second'] } : { profile: 'second' });
    expect(await outcome).toMatchObject({ code, message });
    expect(services.registry.list().some(({ id }) => id === 'second')).toBe(name !== 'profiles.remove');
  });

  it('closes the window when the caller has disconnected', async () => {
    const cancelled: (string | undefined)[] = [];
    const browserSignIn: Pick<BrowserSignIn, 'run' | 'cancel' | 'isUnderWay'> = {
      run: () => new Promise(() => undefined),
      cancel: (profileId) => void cancelled.push(profileId),
      isUnderWay: true,
    };
    const { world } = await opened({ browserSignIn });
    const signIn = world.call('login.start', { way: 'browser' });
    await Promise.resolve();
    world.abort.abort();
    await expect(signIn).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(cancelled).toEqual(['default']);
  });
});
