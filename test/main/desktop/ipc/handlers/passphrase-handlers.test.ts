// The calls with a passphrase, with real sealed files: tokens move in, a later run finds them locked, and only the right passphrase opens them.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { exposed } from '../../../../support/make-record';
import { TestServices } from '../../../../support/make-services';
import { putProfile } from '../../../../support/put-profile';

const profile = { profileId: 'default' };
const passphrase = 'correct horse battery';
let root: string;
let path: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'passphrase-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  path = join(await mkdtemp(join(root, 'case-')), 'tokens.axiomsealed');
});

async function signedIn() {
  const services = await new TestServices().signedIn();
  services.chosenPath = path;
  return { services, handlers: createHandlers(services), manager: services.registry.get('default').manager };
}

/** Signed in with the tokens in the sealed file; then the next start of the app, with index and file. */
async function restarted() {
  const before = await signedIn();
  await before.handlers.moveToSealedFile({ ...profile, passphrase });
  const record = exposed(before.manager.getRecord());
  const services = new TestServices();
  for (const entry of before.services.index.list()) await putProfile(services.index, entry);
  await services.registry.open();
  return { services, handlers: createHandlers(services), manager: services.registry.get('default').manager, record };
}

describe('moving into a sealed file', () => {
  it('leaves nothing in the keychain, notes the place and says so', async () => {
    const { services, handlers } = await signedIn();
    await handlers.moveToSealedFile({ ...profile, passphrase });
    expect(services.registry.get('default').store).toEqual({ kind: 'sealed-file', path });
    expect(services.index.list()[0]).toMatchObject({ store: { kind: 'sealed-file', path }, hasTokens: true });
    expect(services.keychain().kept).toBeUndefined();
    expect((await readFile(path)).subarray(0, 4).toString()).toBe('AXMS');
    expect(services.activity.list()[0]?.text).toBe(`Tokens are kept in a sealed file: ${path}`);
    expect(JSON.stringify([services.activity.list(), services.logger.lines])).not.toContain(passphrase);
  });

  it('saves refreshed tokens in it without another passphrase', async () => {
    const { services, handlers, manager } = await signedIn();
    await handlers.moveToSealedFile({ ...profile, passphrase });
    const before = await readFile(path);
    await services.registry.get('default').refresher.refresh('person');
    expect(manager.storageFacet).toBe('saved');
    expect(Buffer.compare(await readFile(path), before)).not.toBe(0);
  });

  it('needs a confirmation, because anyone who knows the passphrase has the tokens from then on', async () => {
    const { services, handlers } = await signedIn();
    services.agrees = false;
    expect(await outcomeOf(handlers.moveToSealedFile({ ...profile, passphrase }))).toBe('CANCELLED');
    expect(services.questions).toEqual(['Seal the tokens of main with the passphrase that you have just typed?']);
    expect([services.registry.get('default').store.kind, await readdir(dirname(path))]).toEqual(['keychain', []]);
  });

  it('changes nothing when the dialog is closed or the passphrase is too short', async () => {
    const { services, handlers } = await signedIn();
    for (const wrong of ['short', 'x'.repeat(1_025)]) {
      expect(await outcomeOf(handlers.moveToSealedFile({ ...profile, passphrase: wrong }))).toBe('INVALID_INPUT');
    }
    expect(services.questions).toEqual([]);
    services.chosenPath = undefined;
    expect(await outcomeOf(handlers.moveToSealedFile({ ...profile, passphrase }))).toBe('CANCELLED');
    expect(services.registry.get('default').store.kind).toBe('keychain');
    expect(services.keychain().kept).toBeDefined();
  });

  it('never writes over another file, and holds no key for it afterwards', async () => {
    const { services, handlers } = await signedIn();
    await writeFile(path, 'my diary');
    expect(await outcomeOf(handlers.moveToSealedFile({ ...profile, passphrase }))).toBe('STORAGE_CORRUPT');
    expect(await readFile(path, 'utf8')).toBe('my diary');
    expect(services.sealedFiles.get(path)).toBeUndefined();
    expect(services.keychain().kept).toBeDefined();
  });

  it('never writes over another profile’s sealed file, and leaves that one open', async () => {
    const { services, handlers } = await signedIn();
    await handlers.moveToSealedFile({ ...profile, passphrase });
    const before = await readFile(path);
    const { manager } = await services.registry.add('second', 'second');
    await manager.setTokens(services.gateway.issue().tokens);
    const second = { profileId: 'second' };
    expect(await outcomeOf(handlers.moveToSealedFile({ ...second, passphrase: 'another long one' }))).toBe(
      'STORAGE_LOCKED',
    );
    expect(await outcomeOf(handlers.moveToSealedFile({ ...second, passphrase }))).toBe('INVALID_INPUT');
    expect(Buffer.compare(await readFile(path), before)).toBe(0);
    expect(services.sealedFiles.get(path)).toBeDefined();
  });
});

describe('moving out of a sealed file', () => {
  it('removes the file once the tokens are in the keychain, and wipes the keys', async () => {
    const { services, handlers, manager } = await signedIn();
    await handlers.moveToSealedFile({ ...profile, passphrase });
    const held = services.sealedFiles.get(path);
    await handlers.chooseStorage({ ...profile, kind: 'keychain' });
    expect(exposed(services.keychain().kept)).toEqual(exposed(manager.getRecord()));
    expect(await outcomeOf(readFile(path))).toBe('ENOENT');
    expect(held?.keys.every((byte) => byte === 0)).toBe(true);
  });

  it('leaves a file that was never opened where it is, once the person agrees', async () => {
    const { services, handlers, manager } = await restarted();
    const before = await readFile(path);
    services.agrees = false;
    expect(await outcomeOf(handlers.chooseStorage({ ...profile, kind: 'keychain' }))).toBe('CANCELLED');
    expect(services.registry.get('default').store).toEqual({ kind: 'sealed-file', path });
    services.agrees = true;
    await handlers.chooseStorage({ ...profile, kind: 'keychain' });
    expect(services.questions).toEqual(Array.from({ length: 2 }, () => 'Leave the tokens of main behind?'));
    expect([manager.storageFacet, manager.getTokens()]).toEqual(['saved', undefined]);
    expect(services.registry.get('default').store).toEqual({ kind: 'keychain' });
    expect(Buffer.compare(await readFile(path), before)).toBe(0);
    expect(services.activity.list().map(({ text }) => text)).toContain(
      `Tokens that may be in ${path} could not be read and stay there: choose that place again to use them`,
    );
  });
});

it('moving into another sealed file leaves one that was never opened only when the person agrees', async () => {
  const { services, handlers } = await restarted();
  services.chosenPath = join(dirname(path), 'other.axiomsealed');
  services.agrees = false;
  expect(await outcomeOf(handlers.moveToSealedFile({ ...profile, passphrase }))).toBe('CANCELLED');
  expect([services.questions, services.registry.get('default').store]).toEqual([
    ['Leave the tokens of main behind?'],
    { kind: 'sealed-file', path },
  ]);
});

describe('a start with tokens in a sealed file', () => {
  it('finds it locked, and says what is needed', async () => {
    const { services, manager } = await restarted();
    expect(manager.getTokens()).toBeUndefined();
    expect(services.snapshot().profiles[0]).toMatchObject({
      storage: 'locked',
      requiredUserAction: 'passphrase',
      headline: { label: 'Sealed file is locked', action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
      problem: { code: 'STORAGE_LOCKED', message: 'The sealed file is locked until its passphrase is given.' },
    });
  });

  it('stays locked after a wrong passphrase, and gives the tokens for the right one', async () => {
    const { services, handlers, manager, record } = await restarted();
    const before = await readFile(path);
    expect(await outcomeOf(handlers.enterPassphrase({ ...profile, passphrase: 'wrong horse battery' }))).toBe(
      'STORAGE_LOCKED',
    );
    expect([manager.storageFacet, manager.getTokens()]).toEqual(['locked', undefined]);
    await handlers.enterPassphrase({ ...profile, passphrase });
    expect(exposed(manager.getRecord())).toEqual(record);
    expect(services.snapshot().profiles[0]).toMatchObject({ storage: 'saved', headline: { kind: 'good' } });
    expect(services.snapshot().profiles[0]).not.toHaveProperty('requiredUserAction');
    expect(Buffer.compare(await readFile(path), before)).toBe(0);
    expect(JSON.stringify([services.activity.list(), services.logger.lines])).not.toContain('horse');
  });

  it('keeps a sign-in in memory until the passphrase is there, and then saves it over the former one', async () => {
    const { services, handlers, manager, record } = await restarted();
    await manager.setTokens(services.gateway.issue().tokens);
    expect(services.snapshot().profiles[0]).toMatchObject({
      storage: 'unsaved',
      headline: { action: 'enter-passphrase', actionLabel: 'Enter the passphrase' },
    });
    await handlers.enterPassphrase({ ...profile, passphrase });
    expect(manager.storageFacet).toBe('saved');
    expect(manager.getRecord()?.recordGeneration).toBeGreaterThan(
      Number((record as { recordGeneration: number }).recordGeneration),
    );
  });
});

describe('a profile that was signed out of its sealed file', () => {
  it('needs a new passphrase at the next sign-in after a start, and keeps the tokens with it', async () => {
    const { services, handlers, manager } = await restarted();
    await handlers.enterPassphrase({ ...profile, passphrase });
    await handlers.signOut(profile);
    services.sealedFiles.dispose();
    await manager.setTokens(services.gateway.issue().tokens);
    expect(services.snapshot().profiles[0]).toMatchObject({
      storage: 'unsaved',
      requiredUserAction: 'new-passphrase',
      headline: { actionLabel: 'Choose a passphrase' },
    });
    expect(await outcomeOf(handlers.enterPassphrase({ ...profile, passphrase: 'short' }))).toBe('INVALID_INPUT');
    await handlers.enterPassphrase({ ...profile, passphrase: 'another long one' });
    expect(manager.storageFacet).toBe('saved');
  });
});

it('no passphrase is accepted for a profile whose tokens are elsewhere', async () => {
  const { handlers } = await signedIn();
  expect(await outcomeOf(handlers.enterPassphrase({ ...profile, passphrase }))).toBe('INVALID_INPUT');
});
