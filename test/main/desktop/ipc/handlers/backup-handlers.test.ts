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

  it('shows tokens that were exchanged for newer ones as used up, and restores them in no case', async () => {
    const { services, handlers } = await backedUp();
    await services.advanceUntilDue();
    const { manager } = services.registry.get('default');
    const newer = manager.getAccessToken();
    const opened = await handlers.openBackup({ passphrase });
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
    const { backupId, profiles } = await handlers.openBackup({ passphrase });
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
    const opening = outcomeOf(fresh.handlers.openBackup({ passphrase }));
    await fresh.handlers.closeBackup(undefined);
    expect(await opening).toBe('CANCELLED');
    const [first, second] = [1, 2].map(() => outcomeOf(fresh.handlers.openBackup({ passphrase })));
    expect([await first, await second]).toEqual(['CANCELLED', expect.objectContaining({ fileName: 'chosen' })]);
  });

  it('is forgotten when it is closed', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes);
    const { backupId } = await fresh.handlers.openBackup({ passphrase });
    await fresh.handlers.closeBackup(undefined);
    const restoring = fresh.handlers.restoreBackup({ backupId, profileIds: ['default'], replaceNewer: [] });
    await expect(restoring).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(fresh.manager.getTokens()).toBeUndefined();
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

  it('says of a profile that could not be read that it is not known what it has, and not that it has none', async () => {
    const { bytes } = await backedUp();
    const fresh = await freshComputer(bytes, 'STORAGE_LOCKED');
    expect((await fresh.handlers.openBackup({ passphrase })).profiles[0]?.effect).toBe('unread');
  });

  it('of several profiles restores each that it can, names the others, and can try them again', async () => {
    const services = await new TestServices().signedIn();
    const hedge = await services.registry.add('hedge', 'Hedge');
    await hedge.manager.setTokens(services.gateway.issue().tokens);
    const test = await services.registry.add('test', 'Test');
    await test.manager.setTokens(services.gateway.issue().tokens);
    const profileIds = ['default', 'hedge', 'test'];
    const { path } = await createHandlers(services).createBackup({ profileIds, passphrase });

    const fresh = new TestServices();
    fresh.written.set(path, services.written.get(path) ?? new Uint8Array());
    await fresh.registry.open();
    fresh.keychain('hedge').fail(['load'], 'STORAGE_LOCKED');
    const handlers = createHandlers(fresh);
    const { backupId } = await handlers.openBackup({ passphrase });
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
    const { backupId } = await fresh.handlers.openBackup({ passphrase });
    const restored = fresh.handlers.restoreBackup({ backupId, profileIds: ['default', 'far'], replaceNewer: [] });
    expect(await outcomeOf(restored)).toBe('INVALID_INPUT');
    expect(fresh.manager.getTokens()).toBeUndefined();
  });

  it('backs up whoever has tokens and names the others', async () => {
    const services = await new TestServices().signedIn();
    services.keychain('hedge').fail(['load'], 'STORAGE_LOCKED');
    await services.registry.add('hedge', 'Hedge');
    await services.registry.add('test', 'Test');
    const handlers = createHandlers(services);
    const saved = await handlers.createBackup({ profileIds: ['default', 'hedge', 'test'], passphrase });
    expect(saved).toMatchObject({
      profileCount: 1,
      leftOut: [
        { profileId: 'hedge', code: 'STORAGE_LOCKED' },
        { profileId: 'test', code: 'TOKEN_NOT_FOUND', message: 'There are no tokens in Test to back up.' },
      ],
    });
    expect((await handlers.openBackup({ passphrase })).profiles.map(({ id }) => id)).toEqual(['default']);
  });

  it('holds what was refreshed while the dialog was open, not the pair that is used up since', async () => {
    const services = await new TestServices().signedIn();
    const { manager } = services.registry.get('default');
    services.files.askWhereToSaveBackup = async () => {
      await services.advanceUntilDue();
      return '/home/person/chosen';
    };
    const first = manager.getRefreshToken();
    const handlers = createHandlers(services);
    await handlers.createBackup({ profileIds: ['default'], passphrase });
    expect(manager.getRefreshToken().equals(first)).toBe(false);
    expect((await handlers.openBackup({ passphrase })).profiles[0]?.effect).toBe('same');
  });

  it('makes no backup when none of several can be backed up, and says why of each', async () => {
    const services = await new TestServices().signedIn();
    services.keychain('hedge').fail(['load'], 'STORAGE_LOCKED');
    await services.registry.add('hedge', 'Hedge');
    await services.registry.add('test', 'Test');
    const none = createHandlers(services).createBackup({ profileIds: ['hedge', 'test'], passphrase });
    await expect(none).rejects.toMatchObject({
      code: 'TOKEN_NOT_FOUND',
      message: expect.stringMatching(/^None of these can be backed up\. Hedge: .* locked .* Test: There are no tokens/),
    });
    expect(services.written.size).toBe(0);
  });

  it.each([
    ['locked', 'STORAGE_LOCKED'],
    ['still being read', 'STORAGE_UNAVAILABLE'],
  ] as const)('does not say "no tokens" of a profile whose place is %s', async (state, code) => {
    const services = new TestServices();
    const keychain = services.keychain();
    const release = state === 'locked' ? keychain.fail(['load'], 'STORAGE_LOCKED') : keychain.hold('load');
    const opening = services.registry.open();
    if (state === 'locked') await opening;
    const backup = createHandlers(services).createBackup({ profileIds: ['default'], passphrase });
    expect(await outcomeOf(backup)).toBe(code);
    release?.();
    await opening;
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
