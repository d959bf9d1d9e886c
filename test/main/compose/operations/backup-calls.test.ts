import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { TestServices } from '../../../support/make-services';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';
import { putProfile } from '../../../support/put-profile';
import { temporaryFolder } from '../../../support/temporary-folder';

const PASSPHRASE = 'correct horse battery staple';

async function madeBackup() {
  const world = await new TestOperations().signedIn();
  const { file_base64 } = await world.call('backup', { passphrase: PASSPHRASE });
  return { world, restore: { file_base64, passphrase: PASSPHRASE } };
}

let made: ReturnType<typeof madeBackup> | undefined;
/** Shared by all tests that only read it, because sealing takes time. */
const oneBackup = () => (made ??= madeBackup());

/** Another computer. */
async function elsewhere(prepare = async (_services: TestServices): Promise<void> => undefined) {
  const services = new TestServices();
  await services.registry.open();
  await prepare(services);
  return new TestOperations({}, services);
}

describe('a backup', () => {
  it('is made once a person agrees, of all that have tokens', async () => {
    const world = await new TestOperations().signedIn();
    await world.services.registry.addNamed('empty');
    const made = await world.call('backup', { passphrase: PASSPHRASE });
    expect([made.profiles, made.left_out]).toEqual([['default'], ['empty: It has no tokens.']]);
    expect(Buffer.from(made.file_base64, 'base64').subarray(0, 4).toString()).toBe('AXMB');
    expect(world.asked).toMatchObject([
      { profileId: 'default', task: 'write a backup of main, sealed with a passphrase that it has given' },
    ]);
    expect(world.services.activity.list()[0]?.text).toBe('Backup of main made for bot in ~/bots');
  });

  it('is not made when a person refuses', async () => {
    const world = await new TestOperations().signedIn();
    world.answer = { decision: 'deny', scope: 'once' };
    await expect(world.call('backup', { passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'DENIED' });
  });

  it.each([
    ['a passphrase that is too short', { passphrase: 'short' }, 'INVALID_INPUT'],
    ['an account that is not there', { passphrase: PASSPHRASE, profiles: ['x'] }, 'TOKEN_NOT_FOUND'],
    ['an account without tokens', { passphrase: PASSPHRASE, profiles: ['empty'] }, 'TOKEN_NOT_FOUND'],
  ] as const)('is refused before anybody is asked: %s', async (_what, params, code) => {
    const world = await new TestOperations().signedIn();
    await world.services.registry.addNamed('empty');
    await expect(world.call('backup', params)).rejects.toMatchObject({ code });
    expect(world.asked).toEqual([]);
  });

  it('passes while everything is paused', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('pause', {});
    expect((await world.call('backup', { passphrase: PASSPHRASE })).profiles).toEqual(['default']);
  });
});

describe('a backup of what cannot be read', () => {
  it('says why, and not that nobody is signed in', async () => {
    const services = new TestServices();
    services.keychain().fail(['load'], 'STORAGE_UNAVAILABLE');
    await services.registry.open();
    await services.registry.addNamed('empty');
    const made = new TestOperations({}, services).call('backup', { passphrase: PASSPHRASE });
    await expect(made).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining('None of these can be backed up. main: The place'),
      remedy: expect.not.stringMatching(/^Sign in/),
    });
  });

  it('takes the passphrase of a locked sealed file with the call', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backup-'));
    try {
      const before = await new TestOperations().signedIn();
      const sealed = {
        to: 'sealed-file',
        path: join(folder, 'tokens.sealed'),
        passphrase: 'of the sealed file',
      } as const;
      await before.call('migrate', sealed);
      const services = new TestServices();
      for (const entry of before.services.index.list()) await putProfile(services.index, entry);
      await services.registry.open();
      const world = new TestOperations({}, services);
      await expect(world.call('backup', { passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
      const opened = { passphrase: PASSPHRASE, openingPassphrase: sealed.passphrase };
      expect((await world.call('backup', opened)).names).toEqual(['main']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a restore', () => {
  it('is opened for one request of a program at a time', async () => {
    const { restore } = await madeBackup();
    const there = await elsewhere();
    const [first, second] = await Promise.allSettled(
      [1, 2].map(() => there.call('restore', { ...restore, dryRun: true })),
    );
    expect([first?.status, second]).toMatchObject(['fulfilled', { reason: { code: 'RATE_LIMITED' } }]);
  });

  it('is described before it is done, without any change', async () => {
    const { restore } = await oneBackup();
    const there = await elsewhere();
    const { plan, restored } = await there.call('restore', { ...restore, dryRun: true });
    expect(plan).toMatchObject({ app_version: '0.1.0', profiles: [{ id: 'default', effect: 'add' }] });
    expect([restored, there.services.registry.get('default').manager.getTokens()]).toEqual([[], undefined]);
  });

  it('brings the tokens back', async () => {
    const { world, restore } = await oneBackup();
    const there = await elsewhere();
    expect((await there.call('restore', restore)).restored).toEqual(['default']);
    const [here, before] = [there, world].map(({ services }) => services.registry.get('default').manager.getTokens());
    expect(before && here?.refreshToken.equals(before.refreshToken)).toBe(true);
  });

  it('does not replace newer tokens unless the account is named', async () => {
    const { restore } = await oneBackup();
    const newer = (services: TestServices) =>
      services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs() + 60_000));
    const there = await elsewhere(newer);
    const first = await there.call('restore', restore);
    expect([first.plan.profiles[0]?.effect, first.restored]).toEqual(['older', []]);
    expect((await there.call('restore', { ...restore, profiles: ['main'] })).restored).toEqual(['default']);
  });

  it('adds beside an account that is another one at Axiom', async () => {
    const { restore } = await oneBackup();
    const there = await elsewhere((services) =>
      services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs(), 900_000, 'account-2')),
    );
    expect((await there.call('restore', restore)).restored).toEqual(['main-2']);
  });

  it('goes into the account that is signed in to the same one at Axiom', async () => {
    const { restore } = await oneBackup();
    const there = await elsewhere(async (services) => {
      const other = await services.registry.addNamed('bots');
      await other.manager.setTokens(makeTokens(services.clock.nowMs() - 3_600_000));
    });
    const { plan, restored } = await there.call('restore', restore);
    expect([plan.profiles[0]?.effect, restored]).toEqual(['replace', ['bots']]);
  });

  it.each([
    ['a wrong passphrase', { passphrase: 'something else entirely' }, 'BACKUP_WRONG_PASSPHRASE'],
    ['a file that is none', { file_base64: 'bm8gYmFja3Vw' }, 'BACKUP_CORRUPT'],
    ['a text that is no base64', { file_base64: '%%%' }, 'BACKUP_CORRUPT'],
    ['an account that is not in it', { profiles: ['x'] }, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, more, code) => {
    const { restore } = await oneBackup();
    const there = await elsewhere();
    await expect(there.call('restore', { ...restore, ...more })).rejects.toMatchObject({ code });
    expect(there.services.registry.get('default').manager.getTokens()).toBeUndefined();
  });
});

describe('a restore by a command line that runs alone', () => {
  /** The account of the backup, and the sealed file that it is kept in. `typed`: what a person types for a new passphrase; absent: nobody is there. */
  async function alone(path: string, typed?: string, known?: string) {
    const services = new TestServices();
    const store = { kind: 'sealed-file', path } as const;
    await putProfile(services.index, { id: 'default', name: 'main', store, hasTokens: false });
    await services.registry.open();
    const answered = (text: string | undefined) => async () => (text === undefined ? undefined : new Secret(text));
    const questions = { askNewPassphrase: answered(typed), askPassphrase: answered(known) };
    return new TestOperations({ source: 'standalone', ...questions }, services);
  }

  it('asks for the passphrase of a sealed file that is not there yet', async () => {
    const { restore } = await oneBackup();
    const path = join(await temporaryFolder(), 'tokens.sealed');
    const { restored } = await (await alone(path, 'seven lamps by the river')).call('restore', restore);
    expect([restored, existsSync(path)]).toEqual([['default'], true]);
  });

  it('restores nothing that would be lost with its end', async () => {
    const { restore } = await oneBackup();
    const world = await alone(join(await temporaryFolder(), 'tokens.sealed'));
    await expect(world.call('restore', restore)).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(world.services.registry.get('default').manager.getTokens()).toBeUndefined();
  });

  it.each([
    ['right', 'same'],
    ['wrong', 'refuse'],
  ])('opens a sealed file before it compares: with the %s passphrase', async (known, effect) => {
    const { restore } = await oneBackup();
    const path = join(await temporaryFolder(), 'tokens.sealed');
    await (await alone(path, 'seven lamps by the river')).call('restore', restore);
    const typed = known === 'right' ? 'seven lamps by the river' : 'another one, also long';
    const { plan } = await (await alone(path, undefined, typed)).call('restore', { ...restore, dryRun: true });
    expect(plan.profiles[0]?.effect).toBe(effect);
  });
});
