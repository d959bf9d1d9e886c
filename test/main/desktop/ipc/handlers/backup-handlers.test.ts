import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { exposed } from '../../../../support/make-record';
import { makeTokens } from '../../../../support/make-jwt';
import { TestServices } from '../../../../support/make-services';

const passphrase = 'correct horse battery staple';

async function backedUp() {
  const services = await new TestServices().signedIn();
  const handlers = createHandlers(services);
  const { path } = await handlers.createBackup({ profileIds: ['default'], passphrase });
  return { services, handlers, path, bytes: services.written.get(path) ?? new Uint8Array() };
}

/** Another computer that has the backup file and nothing else. */
async function freshComputer(bytes: Uint8Array, keychainFails?: 'STORAGE_LOCKED') {
  const services = new TestServices();
  services.keychain().fail(['load', 'save'], keychainFails);
  services.written.set('/home/person/chosen', bytes);
  await services.registry.open();
  return { services, handlers: createHandlers(services), manager: services.registry.get('default').manager };
}

describe('backup and restore', { timeout: 30_000 }, () => {
  it('brings the tokens to another computer, with what is inside shown before anything changes', async () => {
    const { services, bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const preview = await fresh.handlers.openBackup({ passphrase });
    expect(preview.profiles).toMatchObject([
      { id: 'default', name: 'main', email: 'trader@example.com', effect: 'add' },
    ]);
    expect(fresh.manager.getTokens()).toBeUndefined();
    await fresh.handlers.restoreBackup({ backupId: preview.backupId, profileIds: ['default'], replaceNewer: [] });
    const tokensOf = (of: TestServices) =>
      exposed(of.registry.get('default').manager.getRecord()) as { tokens: unknown };
    expect(tokensOf(fresh.services).tokens).toEqual(tokensOf(services).tokens);
    // What is restored counts as newer than the backup that it came from.
    expect(fresh.manager.getRecord()?.recordGeneration).toBe(2);
  });

  it('does not put older tokens over newer ones unless that is said for the profile', async () => {
    const { services, handlers } = await backedUp();
    await services.advanceUntilDue();
    const newer = services.registry.get('default').manager.getAccessToken();
    const { backupId, profiles } = await handlers.openBackup({ passphrase });
    expect(profiles[0]?.effect).toBe('replace-newer');
    const request = { backupId, profileIds: ['default'], replaceNewer: [] as string[] };
    expect(await outcomeOf(handlers.restoreBackup(request))).toBe('INVALID_INPUT');
    expect(services.registry.get('default').manager.getAccessToken().equals(newer)).toBe(true);
    await handlers.restoreBackup({ ...request, replaceNewer: ['default'] });
    expect(services.registry.get('default').manager.getAccessToken().equals(newer)).toBe(false);
  });

  it('judges anew at the restore what the preview has shown', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const { backupId, profiles } = await fresh.handlers.openBackup({ passphrase });
    expect(profiles[0]?.effect).toBe('add');
    await fresh.manager.setTokens(makeTokens(fresh.services.clock.nowMs(), 900_000, 'account-2'));
    const restored = fresh.handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: ['default'] });
    expect(await outcomeOf(restored)).toBe('WRONG_ACCOUNT');
    expect(fresh.manager.getTokens()?.accountId).toBe('account-2');
  });

  it('does not restore over tokens that cannot be read now', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes, 'STORAGE_LOCKED');
    const { backupId } = await fresh.handlers.openBackup({ passphrase });
    const restored = fresh.handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    expect(await outcomeOf(restored)).toBe('STORAGE_LOCKED');
    expect(fresh.manager.getTokens()).toBeUndefined();
  });

  it('adds a profile that is not there yet', async () => {
    const services = new TestServices();
    await services.registry.open();
    const hedge = await services.registry.add('hedge', 'hedge');
    await hedge.manager.setTokens(services.gateway.issue().tokens);
    const { path } = await createHandlers(services).createBackup({ profileIds: ['hedge'], passphrase });
    const fresh = await freshComputer(services.written.get(path) ?? new Uint8Array());
    const { backupId } = await fresh.handlers.openBackup({ passphrase });
    await fresh.handlers.restoreBackup({ backupId, profileIds: ['hedge'], replaceNewer: [] });
    expect(fresh.services.keychain('hedge').kept).toBeDefined();
    expect(fresh.services.index.list().map(({ id }) => id)).toContain('hedge');
  });

  it('forgets an opened backup after ten minutes', async () => {
    const { services, handlers } = await backedUp();
    const { backupId } = await handlers.openBackup({ passphrase });
    await services.clock.advance(10 * 60_000 + 1);
    const restored = handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    expect(await outcomeOf(restored)).toBe('INVALID_INPUT');
  });

  it('writes nothing when the person closes the dialog, or when there are no tokens', async () => {
    const services = await new TestServices().signedIn();
    const handlers = createHandlers(services);
    services.chosenPath = undefined;
    expect(await outcomeOf(handlers.createBackup({ profileIds: ['default'], passphrase }))).toBe('CANCELLED');
    await handlers.signOut({ profileId: 'default' });
    services.chosenPath = '/home/person/chosen';
    expect(await outcomeOf(handlers.createBackup({ profileIds: ['default'], passphrase }))).toBe('TOKEN_NOT_FOUND');
    expect(services.written.size).toBe(0);
  });

  it('tells a wrong passphrase from a damaged file', async () => {
    const { services, handlers, path, bytes } = await backedUp();
    expect(await outcomeOf(handlers.openBackup({ passphrase: 'another long passphrase' }))).toBe(
      'BACKUP_WRONG_PASSPHRASE',
    );
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    services.written.set(path, damaged);
    expect(await outcomeOf(handlers.openBackup({ passphrase }))).toBe('BACKUP_CORRUPT');
  });
});
