import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import type { OperationsParts } from '../../../../main/compose/operations/operation-parts';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';
import { TestServices } from '../../../support/make-services';
import { putProfile } from '../../../support/put-profile';

const PASSPHRASE = 'correct horse battery staple';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const storeOf = (world: TestOperations) => world.services.registry.get('default').store;

/** Signed in with the tokens in a sealed file, and started again: it is locked. */
async function restartedLocked(more: Partial<OperationsParts> = {}) {
  const path = join(folder, 'tokens.sealed');
  const before = await new TestOperations().signedIn();
  await before.call('migrate', { to: 'sealed-file', path, passphrase: PASSPHRASE });
  const services = new TestServices();
  for (const entry of before.services.index.list()) await putProfile(services.index, entry);
  await services.registry.open();
  return {
    world: new TestOperations(more, services),
    path,
    tokens: () => services.registry.get('default').manager.getTokens(),
  };
}

describe('a move out of a sealed file that is locked', () => {
  it.each(['broker', 'standalone'] as const)('is refused before anybody is asked (%s)', async (source) => {
    const { world, path } = await restartedLocked({ source });
    for (const params of [{ to: 'keychain' }, { to: 'file', path: '/home/person/t.json' }] as const) {
      await expect(world.call('migrate', params)).rejects.toMatchObject({
        code: 'STORAGE_LOCKED',
        message: expect.stringContaining(`The tokens in ${path} could not be read`),
        remedy: expect.stringContaining('--from-passphrase-file'),
      });
    }
    expect([world.asked, world.services.questions, storeOf(world)]).toEqual([[], [], { kind: 'sealed-file', path }]);
  });

  it('takes the passphrase of that file with the call', async () => {
    const { world, path, tokens } = await restartedLocked();
    const wrong = world.call('migrate', { to: 'keychain', openingPassphrase: 'another long passphrase' });
    await expect(wrong).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(storeOf(world)).toEqual({ kind: 'sealed-file', path });
    const moved = await world.call('migrate', { to: 'keychain', openingPassphrase: PASSPHRASE });
    expect([moved.name, moved.left_unread, tokens() === undefined, existsSync(path)]).toEqual([
      'main',
      undefined,
      false,
      false,
    ]);
  });

  it('into another sealed file has a passphrase for each', async () => {
    const { world, tokens } = await restartedLocked();
    const path = join(folder, 'other.sealed');
    const passphrases = { passphrase: 'another long passphrase', openingPassphrase: PASSPHRASE };
    await world.call('migrate', { to: 'sealed-file', path, ...passphrases });
    expect([storeOf(world), tokens() === undefined]).toEqual([{ kind: 'sealed-file', path }, false]);
  });
});

it('a move out of a place that cannot be read, and of which nothing is noted, says what may lie there', async () => {
  const world = new TestOperations();
  world.services.keychain().fail(['load'], 'STORAGE_UNAVAILABLE');
  await world.services.registry.open();
  const { left_unread } = await world.call('migrate', { to: 'file', path: '/home/person/t.json' });
  expect(left_unread).toMatch(/^Tokens that may be in .+ could not be read and stay there/);
});

describe('a move into a sealed file by a command line that runs alone', () => {
  const askNewPassphrase = async () => new Secret('seven lamps by the river');
  const path = () => join(folder, 'tokens.sealed');

  it('asks for the passphrase where there are tokens', async () => {
    const world = await new TestOperations({ source: 'standalone', askNewPassphrase }).signedIn();
    const moved = await world.call('migrate', { to: 'sealed-file', path: path() }, { via: 'command-line' });
    expect([moved.awaits_passphrase, existsSync(path())]).toEqual([undefined, true]);
  });

  it('leaves the tokens where they are if nobody can be asked', async () => {
    const world = await new TestOperations({ source: 'standalone' }).signedIn();
    const moved = world.call('migrate', { to: 'sealed-file', path: path() }, { via: 'command-line' });
    await expect(moved).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect([storeOf(world), existsSync(path())]).toEqual([{ kind: 'keychain' }, false]);
  });

  it.each([{}, { passphrase: PASSPHRASE }])(
    'takes none where there is nothing to seal, and says that it is wanted at the sign-in (%j)',
    async (given) => {
      const world = new TestOperations({ source: 'standalone' });
      await world.services.registry.open();
      const moved = await world.call('migrate', { to: 'sealed-file', path: path(), ...given }, { via: 'command-line' });
      expect(moved.awaits_passphrase).toBe(true);
      expect([storeOf(world), existsSync(path())]).toEqual([{ kind: 'sealed-file', path: path() }, false]);
    },
  );
});

it('a passphrase that comes with a call to the app is kept there until the app ends', async () => {
  const world = new TestOperations();
  await world.services.registry.open();
  const path = join(folder, 'tokens.sealed');
  const moved = await world.call('migrate', { to: 'sealed-file', path, passphrase: PASSPHRASE });
  const { accessToken, refreshToken } = makeTokens(world.services.clock.nowMs());
  const tokens = JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
  await world.call('login.start', { way: 'tokens', tokens });
  expect([moved.awaits_passphrase, existsSync(path)]).toEqual([undefined, true]);
  await expect(world.call('migrate', { to: 'sealed-file', path: join(folder, 'other') })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

describe('a move', () => {
  it('into a plain file is asked about in the app where it comes over the socket', async () => {
    const world = await new TestOperations().signedIn();
    expect(await world.call('migrate', { to: 'file', path: '/home/person/t.json' })).toEqual({
      profile: 'default',
      name: 'main',
      place: '/home/person/t.json',
    });
    expect(world.asked[0]?.task).toBe(
      'keep the tokens of main in a plain file, /home/person/t.json, where every program that runs as you can read them',
    );
    expect(world.services.questions).toEqual([]);
    expect(world.services.activity.list()[0]?.text).toBe('Tokens are kept in: /home/person/t.json');
  });

  it('into a plain file is asked about in the terminal where it is typed there', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('migrate', { to: 'file', path: '/home/person/t.json' }, { via: 'command-line' });
    expect([world.asked, world.services.questions]).toEqual([[], ['Keep the tokens of main in a plain file?']]);
  });

  it('does not happen where nobody agrees', async () => {
    const world = await new TestOperations().signedIn();
    world.answer = { decision: 'unanswered', why: 'timeout' };
    const moved = world.call('migrate', { to: 'file', path: '/home/person/t.json' });
    await expect(moved).rejects.toMatchObject({ code: 'NOT_ANSWERED' });
    world.services.agrees = false;
    const typed = world.call('migrate', { to: 'file', path: '/home/person/t.json' }, { via: 'command-line' });
    await expect(typed).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(storeOf(world)).toEqual({ kind: 'keychain' });
  });

  it('into a sealed file takes a passphrase, and is asked about over the socket', async () => {
    const world = await new TestOperations().signedIn();
    const path = join(folder, 'tokens.sealed');
    await world.call('migrate', { to: 'sealed-file', path, passphrase: PASSPHRASE });
    expect([storeOf(world), world.asked.length]).toEqual([{ kind: 'sealed-file', path }, 1]);
    await world.call('migrate', { to: 'keychain' });
    expect([storeOf(world), world.asked.length]).toEqual([{ kind: 'keychain' }, 1]);
  });

  it('for this run only is refused where the run ends at once', async () => {
    const world = await new TestOperations({ source: 'standalone' }).signedIn();
    await expect(world.call('migrate', { to: 'memory' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const inApp = await new TestOperations().signedIn();
    expect((await inApp.call('migrate', { to: 'memory' })).place).toBe('This run only');
  });

  it('out of a lasting place is asked about over the socket, and does not happen without a person', async () => {
    const world = await new TestOperations().signedIn();
    world.answer = { decision: 'unanswered', why: 'timeout' };
    await expect(world.call('migrate', { to: 'memory' })).rejects.toMatchObject({ code: 'NOT_ANSWERED' });
    world.answer = { decision: 'deny', scope: 'once' };
    await expect(world.call('migrate', { to: 'memory' })).rejects.toMatchObject({ code: 'DENIED' });
    expect(storeOf(world)).toEqual({ kind: 'keychain' });
    world.answer = { decision: 'allow', scope: 'once' };
    await world.call('migrate', { to: 'memory' });
    expect([storeOf(world), world.asked.map(({ task }) => task)]).toEqual([
      { kind: 'memory' },
      Array.from({ length: 3 }, () =>
        expect.stringMatching(
          /^keep the tokens of main for this run only: they are removed from .+, and are gone when/,
        ),
      ),
    ]);
    // Nothing lasting is left then.
    await world.call('migrate', { to: 'memory' });
    expect(world.asked).toHaveLength(3);
  });

  it.each([
    ['no file', { to: 'file' }],
    ['part of a path', { to: 'file', path: 'tokens.json' }],
    ['a file for the keychain', { to: 'keychain', path: '/x' }],
    ['no passphrase', { to: 'sealed-file', path: '/x' }],
    ['a passphrase that is too short', { to: 'sealed-file', path: '/x', passphrase: 'short' }],
    ['a place of the app’s own', { to: 'file', path: '/own/profiles.json' }],
  ] as const)('is refused before anybody is asked: %s', async (_what, params) => {
    const world = await new TestOperations().signedIn();
    world.ownPaths = ['/own/profiles.json'];
    await expect(world.call('migrate', params)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect([world.asked, storeOf(world)]).toEqual([[], { kind: 'keychain' }]);
  });

  it('is refused where another account was signed in while the person was asked', async () => {
    const world = await new TestOperations().signedIn();
    const { manager } = world.services.registry.get('default');
    world.services.onQuestion = async () => {
      await manager.clear();
      await manager.setTokens(makeTokens(world.services.clock.nowMs(), 900_000, 'account-2'));
    };
    const moved = world.call('migrate', { to: 'file', path: '/home/person/t.json' }, { via: 'command-line' });
    await expect(moved).rejects.toMatchObject({ code: 'WRONG_ACCOUNT' });
    expect(storeOf(world)).toEqual({ kind: 'keychain' });
  });
});
