import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { BACKUP_PASSPHRASE as passphrase, openChosenBackup } from '../../../../support/backed-up';
import { TestServices } from '../../../../support/make-services';

describe('a backup', { timeout: 30_000 }, () => {
  it('backs up all accounts with tokens and names the others', async () => {
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
    expect((await openChosenBackup(handlers)).profiles.map(({ id }) => id)).toEqual(['default']);
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
    expect((await openChosenBackup(handlers)).profiles[0]?.effect).toBe('same');
  });

  it('makes no backup when none of several can be backed up, and says why of each', async () => {
    const services = await new TestServices().signedIn();
    services.keychain('hedge').fail(['load'], 'STORAGE_LOCKED');
    await services.registry.add('hedge', 'Hedge');
    await services.registry.add('test', 'Test');
    const none = createHandlers(services).createBackup({ profileIds: ['hedge', 'test'], passphrase });
    await expect(none).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringMatching(/^None of these can be backed up\. Hedge: .* locked .* Test: It has no tokens\./),
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
});
