import { describe, expect, it } from 'vitest';
import type { Confirm } from '../../../../main/core/intents/confirmation';
import { agreeToLeave } from '../../../../main/core/intents/unread-place-note';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';
import { TestServices } from '../../../support/make-services';
import { putProfile } from '../../../support/put-profile';

const FILE = { kind: 'file', path: '/home/person/t.json' } as const;
const agree: Confirm = async () => undefined;

/** An account whose tokens are noted in the keychain, which cannot be read, and that was moved to a file without them. */
async function leftInKeychain() {
  const services = new TestServices();
  const entry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true } as const;
  await putProfile(services.index, entry);
  await putProfile(services.index, { id: 'other', name: 'other', store: { kind: 'keychain' }, hasTokens: false });
  services.keychain().fail(['load'], 'STORAGE_LOCKED');
  await services.registry.open();
  const leavesUnread = await agreeToLeave(services.registry.get('default'), agree);
  await services.registry.moveTokens('default', FILE, { leavesUnread });
  return new TestOperations({}, services);
}

const LEFT = {
  remaining: [
    'main: Tokens that were left behind in the system keychain, because they could not be read, may still be there. Choose that place again: axiom-tokens migrate keychain -p default. Then clear the tokens: axiom-tokens clear default.',
  ],
  left_behind: [
    {
      profile: 'default',
      place: 'System keychain',
      hint: 'Choose that place again: axiom-tokens migrate keychain -p default. Then clear the tokens: axiom-tokens clear default.',
    },
  ],
};

describe('tokens that were left behind in a place that could not be read', () => {
  it('are named by clear and logout, and noted over a restart', async () => {
    const world = await leftInKeychain();
    expect(await world.call('clear', {})).toMatchObject(LEFT);
    expect(await world.call('logout', {})).toMatchObject(LEFT);
    expect(await world.call('clear', { profiles: ['other'] })).toEqual({
      removed: ['other: nothing was there'],
      remaining: [],
    });
    const services = new TestServices();
    for (const entry of world.services.index.list()) await putProfile(services.index, entry);
    await services.registry.open();
    expect(await new TestOperations({}, services).call('clear', {})).toMatchObject(LEFT);
  });

  it('are named when the account leaves the list', async () => {
    const world = await leftInKeychain();
    expect(await world.call('profiles.remove', { profile: 'default' })).toMatchObject({ removed: 'default', ...LEFT });
  });

  it('are the account’s own again once their place is chosen again', async () => {
    const world = await leftInKeychain();
    const { services } = world;
    services.keychain().fail(['load']);
    await services.registry.moveTokens('default', { kind: 'keychain' });
    expect(await world.call('clear', {})).toMatchObject({ remaining: [] });
    expect(services.index.list()[0]?.leftBehind).toBeUndefined();
  });

  it('stay noted over a sign-in and a move elsewhere', async () => {
    const world = await leftInKeychain();
    const { registry, clock } = world.services;
    await registry.get('default').manager.setTokens(makeTokens(clock.nowMs()));
    await registry.moveTokens('default', { kind: 'file', path: '/home/person/o.json' });
    expect(await world.call('clear', {})).toMatchObject(LEFT);
  });
});
