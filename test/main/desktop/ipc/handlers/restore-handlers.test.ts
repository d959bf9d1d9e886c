import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { BACKUP_PASSPHRASE, backedUp, freshComputer, openChosenBackup } from '../../../../support/backed-up';
import { exposed } from '../../../../support/make-record';
import { makeTokens } from '../../../../support/make-jwt';
import { TestServices } from '../../../../support/make-services';

describe('backup and restore', { timeout: 30_000 }, () => {
  it('brings the tokens to another computer, and shows the contents before anything changes', async () => {
    const { services, bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const preview = await openChosenBackup(fresh.handlers);
    expect(preview.profiles).toMatchObject([
      { id: 'default', name: 'main', email: 'trader@example.com', effect: 'add' },
    ]);
    expect(fresh.manager.getTokens()).toBeUndefined();
    await fresh.handlers.restoreBackup({ backupId: preview.backupId, profileIds: ['default'], replaceNewer: [] });
    const tokensOf = (of: TestServices) =>
      exposed(of.registry.get('default').manager.getRecord()) as { tokens: unknown };
    expect(tokensOf(fresh.services).tokens).toEqual(tokensOf(services).tokens);
    // Restored tokens count as newer than the backup they came from.
    expect(fresh.manager.getRecord()?.recordGeneration).toBe(2);
  });

  it('shows tokens that were exchanged for newer ones as used up, and restores them in no case', async () => {
    const { services, handlers } = await backedUp();
    await services.advanceUntilDue();
    const { manager } = services.registry.get('default');
    const newer = manager.getAccessToken();
    const opened = await openChosenBackup(handlers);
    expect(opened.profiles[0]?.effect).toBe('used-up');
    const request = { backupId: opened.backupId, profileIds: ['default'], replaceNewer: ['default'] };
    await expect(handlers.restoreBackup(request)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('used up') as unknown,
    });
    expect(manager.getAccessToken().equals(newer)).toBe(true);
    await manager.clear();
    expect(await outcomeOf(handlers.restoreBackup(request))).toBe('INVALID_INPUT');
    expect(manager.getTokens()).toBeUndefined();
  });

  it('does not put older tokens over newer ones unless that is said for the profile', async () => {
    const { services, handlers } = await backedUp();
    await services.clock.advance(60_000);
    await services.registry.get('default').manager.setTokens(services.gateway.issue().tokens);
    const newer = services.registry.get('default').manager.getAccessToken();
    const { backupId, profiles } = await openChosenBackup(handlers);
    expect(profiles[0]?.effect).toBe('replace-newer');
    const request = { backupId, profileIds: ['default'], replaceNewer: [] as string[] };
    expect(await outcomeOf(handlers.restoreBackup(request))).toBe('INVALID_INPUT');
    expect(services.registry.get('default').manager.getAccessToken().equals(newer)).toBe(true);
    await handlers.restoreBackup({ ...request, replaceNewer: ['default'] });
    expect(services.registry.get('default').manager.getAccessToken().equals(newer)).toBe(false);
  });

  it('is given up where it is closed, or another one is opened, while it is opened', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const opening = outcomeOf(openChosenBackup(fresh.handlers));
    await fresh.handlers.closeBackup(undefined);
    expect(await opening).toBe('CANCELLED');
    const [first, second] = [1, 2].map(() => outcomeOf(openChosenBackup(fresh.handlers)));
    expect([await first, await second]).toEqual(['CANCELLED', expect.objectContaining({ fileName: 'chosen' })]);
  });

  it('is forgotten when it is closed', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const { backupId } = await openChosenBackup(fresh.handlers);
    await fresh.handlers.closeBackup(undefined);
    const restoring = fresh.handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    await expect(restoring).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(fresh.manager.getTokens()).toBeUndefined();
  });

  it('compares again at the restore what the preview has shown', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const { backupId, profiles } = await openChosenBackup(fresh.handlers);
    expect(profiles[0]?.effect).toBe('add');
    await fresh.manager.setTokens(makeTokens(fresh.services.clock.nowMs(), 900_000, 'account-2'));
    const restored = fresh.handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: ['default'] });
    expect(await outcomeOf(restored)).toBe('WRONG_ACCOUNT');
    expect(fresh.manager.getTokens()?.accountId).toBe('account-2');
  });

  it('does not restore over tokens that cannot be read now', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes, 'STORAGE_LOCKED');
    const { backupId } = await openChosenBackup(fresh.handlers);
    const restored = fresh.handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    expect(await outcomeOf(restored)).toBe('STORAGE_LOCKED');
    expect(fresh.manager.getTokens()).toBeUndefined();
  });

  it('says of a profile that could not be read that its tokens are unknown, not that it has none', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes, 'STORAGE_LOCKED');
    expect((await openChosenBackup(fresh.handlers)).profiles[0]?.effect).toBe('unread');
  });

  it('of several profiles restores each that it can, names the others, and can try them again', async () => {
    const services = await new TestServices().signedIn();
    const hedge = await services.registry.add('hedge', 'Hedge');
    await hedge.manager.setTokens(services.gateway.issue().tokens);
    const test = await services.registry.add('test', 'Test');
    await test.manager.setTokens(services.gateway.issue().tokens);
    const profileIds = ['default', 'hedge', 'test'];
    const { path } = await createHandlers(services).createBackup({ profileIds, passphrase: BACKUP_PASSPHRASE });

    const fresh = new TestServices();
    fresh.written.set(path, services.written.get(path) ?? new Uint8Array());
    await fresh.registry.open();
    fresh.keychain('hedge').fail(['load'], 'STORAGE_LOCKED');
    const handlers = createHandlers(fresh);
    const { backupId } = await openChosenBackup(handlers);
    const request = { backupId, profileIds, replaceNewer: [] };
    expect(await handlers.restoreBackup(request)).toMatchObject({
      restored: ['default', 'test'],
      refused: [{ profileId: 'hedge', name: 'Hedge', code: 'STORAGE_LOCKED' }],
    });
    expect([fresh.keychain().kept, fresh.keychain('test').kept].every(Boolean)).toBe(true);
    fresh.keychain('hedge').fail(['load']);
    expect(await handlers.restoreBackup({ ...request, profileIds: ['hedge'] })).toEqual({ restored: ['hedge'] });
    expect(await outcomeOf(handlers.restoreBackup(request))).toBe('INVALID_INPUT');
  });

  it('restores nothing when a profile is asked for that is not in the backup', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const { backupId } = await openChosenBackup(fresh.handlers);
    const restored = fresh.handlers.restoreBackup({ backupId, profileIds: ['default', 'far'], replaceNewer: [] });
    expect(await outcomeOf(restored)).toBe('INVALID_INPUT');
    expect(fresh.manager.getTokens()).toBeUndefined();
  });

  it('adds a profile that is not there yet', async () => {
    const services = new TestServices();
    await services.registry.open();
    const hedge = await services.registry.add('hedge', 'hedge');
    await hedge.manager.setTokens(services.gateway.issue().tokens);
    const { path } = await createHandlers(services).createBackup({
      profileIds: ['hedge'],
      passphrase: BACKUP_PASSPHRASE,
    });
    const fresh = await freshComputer(services.written.get(path) ?? new Uint8Array());
    const { backupId } = await openChosenBackup(fresh.handlers);
    await fresh.handlers.restoreBackup({ backupId, profileIds: ['hedge'], replaceNewer: [] });
    expect(fresh.services.keychain('hedge').kept).toBeDefined();
    expect(fresh.services.index.list().map(({ id }) => id)).toContain('hedge');
  });

  it('replaces what cannot be understood at a place only where the person was shown that', async () => {
    const { bytes } = await backedUp();
    const { services, handlers } = await freshComputer(bytes);
    const { backupId } = await openChosenBackup(handlers);
    const keychain = services.keychain();
    keychain.fail(['load'], 'STORAGE_CORRUPT');
    const restore = () => handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    await expect(restore()).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
      message: expect.stringContaining('That came after this backup was opened, so nothing was restored.') as unknown,
    });
    expect(keychain.saved).toEqual([]);
    expect(await handlers.compareBackup({ backupId })).toMatchObject({ profiles: [{ effect: 'unread' }] });
    expect(await restore()).toEqual({ restored: ['default'] });
    expect(keychain.saved).toHaveLength(1);
  });

  it('forgets an opened backup after ten minutes', async () => {
    const { services, handlers } = await backedUp();
    const { backupId } = await openChosenBackup(handlers);
    await services.clock.advance(10 * 60_000 + 1);
    const restored = handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    expect(await outcomeOf(restored)).toBe('INVALID_INPUT');
  });

  it('distinguishes a wrong passphrase from a damaged file', async () => {
    const { services, handlers, path, bytes } = await backedUp();
    expect(await outcomeOf(openChosenBackup(handlers, 'another long passphrase'))).toBe('BACKUP_WRONG_PASSPHRASE');
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1;
    services.written.set(path, damaged);
    expect(await outcomeOf(openChosenBackup(handlers))).toBe('BACKUP_CORRUPT');
  });
});

describe('a chosen backup', { timeout: 30_000 }, () => {
  it('says when it was made before any passphrase is asked for, and only that', async () => {
    const { services, bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    expect(await fresh.handlers.chooseBackup(undefined)).toEqual({
      backupId: expect.any(String) as unknown,
      fileName: 'chosen',
      createdAtMs: services.clock.nowMs(),
    });
  });

  it('stays chosen after a wrong passphrase, though the file is gone by then', async () => {
    const { bytes } = await backedUp();
    const { handlers, services } = await freshComputer(bytes);
    const { backupId } = await handlers.chooseBackup(undefined);
    services.written.clear();
    const typed = (words: string) => outcomeOf(handlers.openBackup({ backupId, passphrase: words }));
    expect(await typed('another long passphrase')).toBe('BACKUP_WRONG_PASSPHRASE');
    expect(await typed(BACKUP_PASSPHRASE)).toMatchObject({ backupId, fileName: 'chosen' });
  });

  it('stays chosen when the next dialog is cancelled, and not when the next file is of no use', async () => {
    const { bytes } = await backedUp();
    const { handlers, services } = await freshComputer(bytes);
    const { backupId } = await handlers.chooseBackup(undefined);
    services.chosenPath = undefined;
    expect(await outcomeOf(handlers.chooseBackup(undefined))).toBe('CANCELLED');
    expect(await outcomeOf(handlers.openBackup({ backupId, passphrase: BACKUP_PASSPHRASE }))).toMatchObject({
      backupId,
    });
    services.chosenPath = '/home/person/holiday';
    services.written.set('/home/person/holiday', new TextEncoder().encode('We went to the sea.'));
    expect(await outcomeOf(handlers.chooseBackup(undefined))).toBe('BACKUP_CORRUPT');
    expect(await outcomeOf(handlers.openBackup({ backupId, passphrase: BACKUP_PASSPHRASE }))).toBe('INVALID_INPUT');
  });

  it('can be restored only once it is open', async () => {
    const { bytes } = await backedUp();
    const { handlers } = await freshComputer(bytes);
    const { backupId } = await handlers.chooseBackup(undefined);
    const restoring = handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    await expect(restoring).rejects.toMatchObject({ message: 'This backup is not open yet.' });
  });
});

describe('a backup that was opened from outside', { timeout: 30_000 }, () => {
  const OPENED = { kind: 'backup', path: '/home/person/chosen' } as const;

  async function openedOutside() {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    await fresh.services.openedBackup.offer(OPENED);
    return fresh;
  }

  it('is chosen without a dialog, opens with its passphrase, and can be taken once', async () => {
    const { handlers, manager, services } = await openedOutside();
    services.chosenPath = undefined;
    const { backupId, fileName } = await handlers.takeOpenedBackup();
    expect([fileName, manager.getTokens()]).toEqual(['chosen', undefined]);
    expect(await outcomeOf(handlers.openBackup({ backupId, passphrase: 'not the passphrase' }))).toBe(
      'BACKUP_WRONG_PASSPHRASE',
    );
    const preview = await handlers.openBackup({ backupId, passphrase: BACKUP_PASSPHRASE });
    await handlers.restoreBackup({ backupId: preview.backupId, profileIds: ['default'], replaceNewer: [] });
    expect(manager.getTokens()).toBeDefined();
    expect(await outcomeOf(handlers.takeOpenedBackup())).toBe('INVALID_INPUT');
  });

  it('replaces one that was chosen before', async () => {
    const { handlers } = await openedOutside();
    const before = await openChosenBackup(handlers);
    const { backupId } = await handlers.takeOpenedBackup();
    const request = { backupId: before.backupId, profileIds: ['default'], replaceNewer: [] };
    expect(await outcomeOf(handlers.restoreBackup(request))).toBe('INVALID_INPUT');
    expect((await handlers.openBackup({ backupId, passphrase: BACKUP_PASSPHRASE })).profiles).toHaveLength(1);
  });

  it('waits while a dialog is open', async () => {
    const { handlers, services } = await openedOutside();
    services.isDialogOpen = true;
    expect(await outcomeOf(handlers.takeOpenedBackup())).toBe('INVALID_INPUT');
    services.isDialogOpen = false;
    expect(await handlers.takeOpenedBackup()).toMatchObject({ fileName: 'chosen' });
  });

  it('waits while another one is being restored, which is not disturbed', async () => {
    const { handlers, manager } = await openedOutside();
    const { backupId } = await openChosenBackup(handlers);
    const restoring = handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    await expect(handlers.takeOpenedBackup()).rejects.toMatchObject({ message: 'A restore is under way.' });
    expect(await restoring).toEqual({ restored: ['default'] });
    expect(manager.getTokens()).toBeDefined();
    expect(await handlers.takeOpenedBackup()).toMatchObject({ fileName: 'chosen' });
  });

  it('can be taken after a restore that failed', async () => {
    const { handlers } = await openedOutside();
    const { backupId } = await openChosenBackup(handlers);
    const request = { backupId, profileIds: ['nobody'], replaceNewer: [] };
    expect(await outcomeOf(handlers.restoreBackup(request))).toBe('INVALID_INPUT');
    expect(await handlers.takeOpenedBackup()).toMatchObject({ fileName: 'chosen' });
  });
});
