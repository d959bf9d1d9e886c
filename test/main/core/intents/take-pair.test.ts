// The window's ways of signing in are tested with its handlers; here what they have in common.
import { describe, expect, it } from 'vitest';
import { chosenPair, refuseRealAccount, signInWithPair } from '../../../../main/core/intents/take-pair';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { TestServices } from '../../../support/make-services';

const pairOf = (accountId: string): { tokens: AuthTokens; isNewestOfSeveral: boolean } => ({
  tokens: makeTokens(FAKE_START_MS, 900_000, accountId),
  isNewestOfSeveral: false,
});

async function opened(): Promise<TestServices> {
  const services = new TestServices();
  await services.registry.open();
  return services;
}

describe('a pair from a person', () => {
  it('is accepted once the person agrees, and the activity says where it came from', async () => {
    const services = await opened();
    const profile = services.registry.get('default');
    const taker = await signInWithPair(services, profile, async () => pairOf('account-1'), 'with pasted tokens');
    expect([taker.id, taker.manager.getTokens()?.accountId]).toEqual(['default', 'account-1']);
    expect(services.questions).toEqual(['Sign main in as account “account-1”?']);
    expect(services.activity.list()[0]?.text).toBe('Signed in with pasted tokens');
  });

  it('of another account is refused before anybody is asked', async () => {
    const services = await new TestServices().signedIn();
    const profile = services.registry.get('default');
    const signIn = signInWithPair(services, profile, async () => pairOf('account-2'), 'with pasted tokens');
    await expect(signIn).rejects.toMatchObject({ code: 'WRONG_ACCOUNT' });
    expect(services.questions).toEqual([]);
  });

  it('that was exchanged before is refused', async () => {
    const services = await new TestServices().signedIn();
    const profile = services.registry.get('default');
    const tokens = profile.manager.getTokens();
    await services.clock.advance(60_000);
    await profile.refresher.refresh('person');
    if (!tokens) throw new Error('it was signed in');
    const signIn = signInWithPair(
      services,
      profile,
      async () => ({ tokens, isNewestOfSeveral: false }),
      'with pasted tokens',
    );
    await expect(signIn).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is not accepted when the person refuses', async () => {
    const services = await opened();
    services.agrees = false;
    const profile = services.registry.get('default');
    const signIn = signInWithPair(services, profile, async () => pairOf('account-1'), 'with tokens from a file');
    await expect(signIn).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(profile.manager.getTokens()).toBeUndefined();
  });
});

describe('several pairs', () => {
  const asked = async (services: TestServices, pairs: readonly ReturnType<typeof pairOf>[]) =>
    (await chosenPair(pairs, services.registry.get('default'), services.choose)).tokens.accountId;

  it('mean the account that is signed in here', async () => {
    const services = await new TestServices().signedIn();
    expect(await asked(services, [pairOf('account-2'), pairOf('account-1')])).toBe('account-1');
    expect(services.choices).toEqual([]);
  });

  it('are asked about elsewhere', async () => {
    const services = await opened();
    services.chooses = 1;
    expect(await asked(services, [pairOf('account-1'), pairOf('account-2')])).toBe('account-2');
  });

  it('of more accounts than a question can name are refused', async () => {
    const services = await opened();
    const pairs = Array.from({ length: 9 }, (_none, at) => pairOf(`account-${at}`));
    await expect(asked(services, pairs)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

it('is refused where signing in to the real Axiom is off', async () => {
  const { registry } = await opened();
  expect(() => refuseRealAccount(registry, 'default', 'Off in this run.')).toThrow('Off in this run.');
  expect(() => refuseRealAccount(registry, 'default', undefined)).not.toThrow();
});
