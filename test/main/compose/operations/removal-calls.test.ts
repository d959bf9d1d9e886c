import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';
import { TestServices } from '../../../support/make-services';
import { putProfile } from '../../../support/put-profile';
import { temporaryFolder } from '../../../support/temporary-folder';

const words = ({ services }: TestOperations) => services.activity.list().map(({ text }) => text);

async function withSecond(parts: ConstructorParameters<typeof TestOperations>[0] = {}): Promise<TestOperations> {
  const world = await new TestOperations(parts).signedIn();
  const { registry, clock } = world.services;
  const second = await registry.addNamed('second');
  await second.manager.setTokens(makeTokens(clock.nowMs(), 900_000, 'account-2'));
  return world;
}

describe('logout', () => {
  it('removes the tokens of one account, and a copied one', async () => {
    const world = await withSecond();
    await world.services.clipboard.copy(new Secret('copied'), 1000);
    expect(await world.call('logout', { profile: 'second' })).toEqual({
      profile: 'second',
      name: 'second',
      removed: ['tokens in memory and in the system keychain', 'A copied access token on the clipboard'],
    });
    expect(world.services.keychain('second').kept).toBeUndefined();
    expect(world.services.keychain().kept).toBeDefined();
    expect(words(world)[0]).toBe('Signed out by bot in ~/bots; tokens removed');
  });

  it('says what is left where the place cannot be emptied', async () => {
    const world = await withSecond();
    world.services.keychain().fail(['clear'], 'STORAGE_LOCKED');
    await expect(world.call('logout', {})).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining('The tokens were removed from memory, but could not be removed'),
    });
  });

  it('refuses a sign-in that came for a code before it', async () => {
    const world = await withSecond();
    const { manager } = world.services.registry.get('default');
    const request = manager.requests.begin();
    await world.call('logout', {});
    const late = manager.setTokens(makeTokens(world.services.clock.nowMs()), { request });
    await expect(late).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('clear', () => {
  it('clears all accounts', async () => {
    const world = await withSecond();
    expect(await world.call('clear', {})).toEqual({
      removed: [
        'main: tokens in memory and in the system keychain',
        'second: tokens in memory and in the system keychain',
      ],
      remaining: [],
    });
    expect(world.services.registry.list().map(({ manager }) => manager.getTokens())).toEqual([undefined, undefined]);
  });

  it('clears those that are named, once each, or none where one is not there', async () => {
    const world = await withSecond();
    await expect(world.call('clear', { profiles: ['second', 'x'] })).rejects.toMatchObject({ code: 'TOKEN_NOT_FOUND' });
    expect(world.services.keychain('second').kept).toBeDefined();
    expect((await world.call('clear', { profiles: ['second', 'Second'] })).removed).toHaveLength(1);
    expect(world.services.keychain().kept).toBeDefined();
  });

  it.each([
    ['broker', 'Unlock it: what is saved there is then removed automatically.'],
    ['standalone', 'and run the command again: what is saved there is then removed.'],
  ] as const)('names what remains, and what removes it: %s', async (source, remedy) => {
    const world = await withSecond({ source });
    world.services.keychain('second').fail(['clear'], 'STORAGE_LOCKED');
    const { removed, remaining } = await world.call('clear', {});
    expect([removed.length, remaining]).toEqual([
      1,
      [expect.stringMatching(/^second: The tokens were removed from memory/)],
    ]);
    expect(remaining[0]?.endsWith(remedy)).toBe(true);
  });

  it('names what is left in a place that was left before', async () => {
    const world = await new TestOperations().signedIn();
    world.services.keychain().fail(['load', 'clear'], 'STORAGE_LOCKED');
    await outcomeOf(world.call('logout', {}));
    await outcomeOf(world.call('migrate', { to: 'file', path: '/home/person/t.json' }));
    await expect(world.call('clear', {})).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringMatching(
        /^The tokens were removed from memory\. Tokens that you signed out of .+ System keychain/,
      ),
    });
    world.services.keychain().fail(['load', 'clear']);
    expect(await world.call('clear', {})).toEqual({ removed: ['main: nothing was there'], remaining: [] });
  });
});

describe('tokens in a sealed file that is locked, by a command line that runs alone', () => {
  const PASSPHRASE = 'seven lamps by the river';

  async function lockedAlone(typed: string) {
    const path = join(await temporaryFolder(), 'tokens.sealed');
    const before = await new TestOperations().signedIn();
    await before.call('migrate', { to: 'sealed-file', path, passphrase: PASSPHRASE });
    const services = new TestServices();
    for (const entry of before.services.index.list()) await putProfile(services.index, entry);
    await services.registry.open();
    const askPassphrase = async () => new Secret(typed);
    return { world: new TestOperations({ source: 'standalone', askPassphrase }, services), path };
  }

  it.each([
    ['logout', {}],
    ['clear', {}],
  ] as const)('are removed by %s once the passphrase was typed', async (call, params) => {
    const { world, path } = await lockedAlone(PASSPHRASE);
    await world.call(call, params);
    expect(existsSync(path)).toBe(false);
  });

  it('stay with wrong ones, to be removed later', async () => {
    const { world, path } = await lockedAlone('another long passphrase');
    await expect(world.call('logout', {})).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(existsSync(path)).toBe(true);
    const noted = world.services.index.list()[0]?.removing?.map(({ store }) => store);
    expect(noted).toContainEqual({ kind: 'sealed-file', path });
  });
});
