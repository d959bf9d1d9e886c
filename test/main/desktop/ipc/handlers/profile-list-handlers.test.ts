import { describe, expect, it } from 'vitest';
import { createProfileListHandlers } from '../../../../../main/desktop/ipc/handlers/profile-list-handlers';
import { createSignInHandlers } from '../../../../../main/desktop/ipc/handlers/sign-in-handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { settle } from '../../../../support/fakes/clock/fake-clock';
import { createGate } from '../../../../support/gate';
import { TestServices } from '../../../../support/make-services';

async function setUp() {
  const services = await new TestServices().signedIn();
  return { services, ...createSignInHandlers(services), ...createProfileListHandlers(services) };
}

describe('adding an account', () => {
  it('gives the id to sign in to, which then holds tokens of its own', async () => {
    const { services, addProfile, signInWithBrowser } = await setUp();
    const { profileId } = await addProfile({ name: 'Hedge' });
    expect(profileId).toBe('hedge');
    expect(services.personWaits).toBe(1);
    services.browserTokens = services.gateway.issue().tokens;
    services.chooses = 1;
    await signInWithBrowser({ profileId });
    expect([services.keychain().kept, services.keychain('hedge').kept].map((kept) => kept !== undefined)).toEqual([
      true,
      true,
    ]);
    expect(services.snapshot().profiles.map(({ name, headline }) => [name, headline.kind])).toEqual([
      ['main', 'good'],
      ['Hedge', 'good'],
    ]);
  });

  it('that is cancelled can be taken back, and leaves nothing in the index', async () => {
    const { services, addProfile, removeProfile, signInWithBrowser } = await setUp();
    const { profileId } = await addProfile({ name: 'Hedge' });
    expect(await outcomeOf(signInWithBrowser({ profileId }))).toBe('CANCELLED');
    expect(services.index.list().map(({ id }) => id)).toEqual(['default']);
    await removeProfile({ profileId });
    expect(services.snapshot().profiles.map(({ id }) => id)).toEqual(['default']);
    expect(services.activity.list()[0]?.text).toBe('Account Hedge removed from the list; it held no tokens');
  });

  it('under a name that is there already is refused', async () => {
    const { services, addProfile } = await setUp();
    expect(await outcomeOf(addProfile({ name: 'Main' }))).toBe('INVALID_INPUT');
    expect(services.registry.list()).toHaveLength(1);
  });
});

describe('renaming an account', () => {
  it('is reported in the activity and the snapshot, once', async () => {
    const { services, renameProfile } = await setUp();
    await renameProfile({ profileId: 'default', name: 'Bot' });
    await renameProfile({ profileId: 'default', name: 'Bot' });
    expect(services.snapshot().profiles.map(({ id, name }) => [id, name])).toEqual([['default', 'Bot']]);
    expect(services.activity.list().map(({ text }) => text)).toEqual(['Account main is called Bot now']);
  });

  it('that is refused is not reported', async () => {
    const { services, addProfile, renameProfile } = await setUp();
    await addProfile({ name: 'Hedge' });
    expect(await outcomeOf(renameProfile({ profileId: 'default', name: 'hedge' }))).toBe('INVALID_INPUT');
    expect(services.activity.list().map(({ text }) => text)).toEqual(['Account Hedge added']);
  });
});

describe('removing an account', () => {
  it('never removes one with tokens', async () => {
    const { services, addProfile, removeProfile } = await setUp();
    await addProfile({ name: 'Hedge' });
    expect(await outcomeOf(removeProfile({ profileId: 'default' }))).toBe('INVALID_INPUT');
    // No question about something that will not be done.
    expect([services.keychain().kept === undefined, services.questions]).toEqual([false, []]);
  });

  it('asks first, and a no leaves it in the list', async () => {
    const { services, addProfile, removeProfile } = await setUp();
    const { profileId } = await addProfile({ name: 'Hedge' });
    services.agrees = false;
    expect(await outcomeOf(removeProfile({ profileId }))).toBe('CANCELLED');
    expect([services.questions, services.registry.list().map(({ id }) => id)]).toEqual([
      ['Remove Hedge from the list?'],
      ['default', 'hedge'],
    ]);
  });

  it('ends a sign-in that was under way for it without saving anything', async () => {
    const { services, addProfile, removeProfile, signInWithBrowser } = await setUp();
    const { profileId } = await addProfile({ name: 'Hedge' });
    const { opened: arrival, open: come } = createGate();
    const { tokens } = services.gateway.issue();
    services.browserSignIn.run = async () => {
      await arrival;
      return tokens;
    };
    const signingIn = outcomeOf(signInWithBrowser({ profileId }));
    await removeProfile({ profileId });
    come();
    expect(await signingIn).toBe('TOKEN_NOT_FOUND');
    expect([services.keychain('hedge').kept, services.index.list().length]).toEqual([undefined, 1]);
  });

  it('whose tokens are on their way to another place is refused with a message, and can be done after that', async () => {
    const { services, addProfile, removeProfile } = await setUp();
    const { profileId } = await addProfile({ name: 'Hedge' });
    const target = { kind: 'file', path: '/drive/hedge.json' } as const;
    const arrive = services.storeFor(profileId, target).hold('load');
    const moving = services.registry.moveTokens(profileId, target);
    await settle();
    await expect(removeProfile({ profileId })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The tokens of Hedge are being moved to another place right now, so it stays in the list.',
    });
    arrive();
    await moving;
    await removeProfile({ profileId });
    expect(services.registry.list().map(({ id }) => id)).toEqual(['default']);
  });

  it('ends its browser and password sign-ins, and no other profile’s', async () => {
    const { services, addProfile, removeProfile } = await setUp();
    const { profileId } = await addProfile({ name: 'Hedge' });
    const cancelled: (string | undefined)[] = [];
    services.browserSignIn.cancel = (id?: string) => void cancelled.push(`browser ${id}`);
    services.passwordSignIn.cancel = (id?: string) => void cancelled.push(`password ${id}`);
    await removeProfile({ profileId });
    expect(cancelled).toEqual(['password hedge', 'browser hedge']);
  });

  it('that is refused ends no sign-in', async () => {
    const { services, removeProfile } = await setUp();
    const cancelled: (string | undefined)[] = [];
    services.browserSignIn.cancel = (id?: string) => void cancelled.push(id);
    services.passwordSignIn.cancel = (id?: string) => void cancelled.push(id);
    expect(await outcomeOf(removeProfile({ profileId: 'default' }))).toBe('INVALID_INPUT');
    expect(cancelled).toEqual([]);
  });
});
