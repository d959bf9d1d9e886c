// Where an account of a backup goes that is another one here, or is signed in here under another name.
import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { BACKUP_PASSPHRASE, backedUp, freshComputer, openChosenBackup } from '../../../../support/backed-up';
import { settle } from '../../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../../support/make-jwt';
import { TestServices } from '../../../../support/make-services';

/** main as account-2, and a backup in which main is account-1. */
async function otherAccountHere() {
  const { bytes } = await backedUp();
  const fresh = await freshComputer(bytes);
  await fresh.manager.setTokens(makeTokens(fresh.services.clock.nowMs(), 900_000, 'account-2'));
  const preview = await openChosenBackup(fresh.handlers);
  return { ...fresh, preview, request: { backupId: preview.backupId, profileIds: ['default'], replaceNewer: [] } };
}

/** main is signed out, and hedge is signed in to main's account in the backup: with its own sign-in, older or newer. */
async function heldHere(ageMs: number) {
  const { bytes } = await backedUp();
  const fresh = await freshComputer(bytes);
  const hedge = await fresh.services.registry.addNamed('hedge');
  await hedge.manager.setTokens(makeTokens(fresh.services.clock.nowMs() - ageMs));
  const former = hedge.manager.getTokens();
  const preview = await openChosenBackup(fresh.handlers);
  return { ...fresh, hedge, former, preview, request: { backupId: preview.backupId, profileIds: ['default'] } };
}

describe('an account of the backup that is another one here', { timeout: 30_000 }, () => {
  it('is offered under a free name, and never over the one that is here', async () => {
    const { manager, preview, request, handlers } = await otherAccountHere();
    expect(preview.profiles).toMatchObject([{ name: 'main', effect: 'other-account', newName: 'main 2' }]);
    expect(await outcomeOf(handlers.restoreBackup({ ...request, replaceNewer: ['default'] }))).toBe('WRONG_ACCOUNT');
    expect(manager.getTokens()?.accountId).toBe('account-2');
  });

  it('is added beside it, in the list and in the keychain', async () => {
    const { manager, request, handlers, services } = await otherAccountHere();
    expect(await handlers.restoreBackup({ ...request, asNew: ['default'] })).toEqual({ restored: ['main-2'] });
    const added = services.registry.get('main-2');
    expect([added.name, added.manager.getTokens()?.accountId, manager.getTokens()?.accountId]).toEqual([
      'main 2',
      'account-1',
      'account-2',
    ]);
    expect(services.index.list().map(({ id, name }) => [id, name])).toContainEqual(['main-2', 'main 2']);
    expect(services.keychain('main-2').kept).toBeDefined();
    expect(services.activity.list()[0]).toMatchObject({
      profileId: 'main-2',
      text: 'Restored from a backup as main 2',
    });
  });

  it('is tried again in the same account where its place could not be read', async () => {
    const { request, handlers, services } = await otherAccountHere();
    services.keychain('main-2').fail(['load', 'save'], 'STORAGE_LOCKED');
    expect(await outcomeOf(handlers.restoreBackup({ ...request, asNew: ['default'] }))).toBe('STORAGE_LOCKED');
    expect(services.registry.list().map(({ name }) => name)).toEqual(['main']);
    services.keychain('main-2').fail(['load', 'save']);
    expect(await handlers.restoreBackup({ ...request, asNew: ['default'] })).toEqual({ restored: ['main-2'] });
    expect(services.registry.list().map(({ name }) => name)).toEqual(['main', 'main 2']);
  });

  it('is removed from the list again if it gets no tokens after all', async () => {
    const { request, handlers, services } = await otherAccountHere();
    const release = services.keychain('main-2').hold('load');
    const restoring = outcomeOf(handlers.restoreBackup({ ...request, asNew: ['default'] }));
    await settle();
    const hedge = await services.registry.addNamed('hedge');
    await hedge.manager.setTokens(makeTokens(services.clock.nowMs()));
    release();
    expect(await restoring).toBe('INVALID_INPUT');
    expect(services.registry.list().map(({ name }) => name)).toEqual(['main', 'hedge']);
  });

  it('is not added under a name that was given away meanwhile', async () => {
    const { request, handlers, services } = await otherAccountHere();
    await handlers.addProfile({ name: 'Main 2' });
    const restore = () => handlers.restoreBackup({ ...request, asNew: ['default'] });
    await expect(restore()).rejects.toMatchObject({
      message: 'The name main 2 was given to another account since this backup was opened.',
    });
    const { profiles } = await handlers.compareBackup({ backupId: request.backupId });
    expect(profiles).toMatchObject([{ effect: 'other-account', newName: 'main 3' }]);
    const { restored } = await restore();
    expect(restored.map((id) => services.registry.get(id).name)).toEqual(['main 3']);
  });

  it.each([{ intoHolder: ['default'] }, { asNew: ['default'], intoHolder: ['default'] }])(
    'is never put into a place that was not offered: %j',
    async (ways) => {
      const { manager, request, handlers } = await otherAccountHere();
      expect(await outcomeOf(handlers.restoreBackup({ ...request, ...ways }))).toBe('INVALID_INPUT');
      expect(manager.getTokens()?.accountId).toBe('account-2');
    },
  );

  it('is offered again when somebody has signed in to it since the backup was opened, and not added silently', async () => {
    const { request, handlers, services } = await otherAccountHere();
    const hedge = await services.registry.addNamed('hedge');
    await hedge.manager.setTokens(makeTokens(services.clock.nowMs()));
    await expect(handlers.restoreBackup({ ...request, asNew: ['default'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'hedge has been signed in to the account of main since this backup was opened.',
    });
    expect(services.registry.list().map(({ name }) => name)).toEqual(['main', 'hedge']);
    const { profiles } = await handlers.compareBackup({ backupId: request.backupId });
    expect(profiles).toMatchObject([{ holder: { name: 'hedge' }, newName: 'main 2' }]);
    expect(await handlers.restoreBackup({ ...request, asNew: ['default'] })).toMatchObject({ restored: ['main-2'] });
  });
});

describe('an account of the backup that is signed in here under another name', { timeout: 30_000 }, () => {
  it('can go there, where the tokens are older', async () => {
    const { hedge, former, manager, preview, request, handlers } = await heldHere(3_600_000);
    expect(preview.profiles).toMatchObject([
      { name: 'main', effect: 'add', holder: { name: 'hedge', effect: 'replace-older' } },
    ]);
    const restored = await handlers.restoreBackup({ ...request, replaceNewer: [], intoHolder: ['default'] });
    expect(restored).toEqual({ restored: ['hedge'] });
    expect([hedge.manager.replaced?.tokens, manager.getTokens()]).toEqual([former, undefined]);
  });

  it('replaces newer tokens there only where that is said', async () => {
    const { hedge, former, preview, request, handlers } = await heldHere(-60_000);
    expect(preview.profiles[0]?.holder).toEqual({ name: 'hedge', effect: 'replace-newer' });
    const into = { ...request, intoHolder: ['default'] };
    expect(await outcomeOf(handlers.restoreBackup({ ...into, replaceNewer: [] }))).toBe('INVALID_INPUT');
    expect(hedge.manager.getTokens()).toEqual(former);
    expect(await handlers.restoreBackup({ ...into, replaceNewer: ['default'] })).toEqual({ restored: ['hedge'] });
  });

  it('can be a second sign-in of that account, where the person says so', async () => {
    const { hedge, former, manager, request, handlers } = await heldHere(3_600_000);
    expect(await handlers.restoreBackup({ ...request, replaceNewer: [] })).toEqual({ restored: ['default'] });
    expect([hedge.manager.getTokens(), manager.getTokens()?.accountId]).toEqual([former, 'account-1']);
  });

  it('does not go there any more once that one is signed out', async () => {
    const { hedge, request, handlers } = await heldHere(3_600_000);
    await handlers.signOut({ profileId: hedge.id });
    const into = { ...request, replaceNewer: [], intoHolder: ['default'] };
    await expect(handlers.restoreBackup(into)).rejects.toMatchObject({
      message: 'hedge is not signed in to the account in the backup any more.',
    });
    expect(hedge.manager.getTokens()).toBeUndefined();
  });

  it('is there already when it has the same tokens', async () => {
    const { services, handlers } = await backedUp();
    const tokens = services.registry.get('default').manager.getTokens();
    await handlers.signOut({ profileId: 'default' });
    const hedge = await services.registry.addNamed('hedge');
    if (tokens) await hedge.manager.setTokens(tokens);
    const preview = await openChosenBackup(handlers);
    expect(preview.profiles[0]?.holder).toEqual({ name: 'hedge', effect: 'same' });
    const restored = handlers.restoreBackup({ backupId: preview.backupId, profileIds: ['default'], replaceNewer: [] });
    await expect(restored).rejects.toMatchObject({ message: 'These tokens are in hedge already.' });
  });
});

it('an account that is not here, but whose name is, is added under a free one', { timeout: 30_000 }, async () => {
  const services = new TestServices();
  await services.registry.open();
  const fund = await services.registry.add('fund', 'Hedge');
  await fund.manager.setTokens(services.gateway.issue().tokens);
  const { path } = await createHandlers(services).createBackup({ profileIds: ['fund'], passphrase: BACKUP_PASSPHRASE });
  const { handlers, services: here } = await freshComputer(services.written.get(path) ?? new Uint8Array());
  await here.registry.addNamed('hedge');
  const { backupId, profiles } = await openChosenBackup(handlers);
  expect(profiles).toMatchObject([{ name: 'Hedge', effect: 'add', newName: 'Hedge 2' }]);
  await handlers.restoreBackup({ backupId, profileIds: ['fund'], replaceNewer: [], asNew: ['fund'] });
  expect(here.registry.list().map(({ name }) => name)).toEqual(['main', 'hedge', 'Hedge 2']);
});

it('two sign-ins of one account in a backup are reported as that, and both can be restored', {
  timeout: 30_000,
}, async () => {
  const services = await new TestServices().signedIn();
  const hedge = await services.registry.addNamed('hedge');
  await hedge.manager.setTokens(services.gateway.issue().tokens);
  const profileIds = ['default', 'hedge'];
  const { path } = await createHandlers(services).createBackup({ profileIds, passphrase: BACKUP_PASSPHRASE });
  const { handlers } = await freshComputer(services.written.get(path) ?? new Uint8Array());
  const { backupId, profiles } = await openChosenBackup(handlers);
  expect(profiles.map(({ twin }) => twin)).toEqual([undefined, 'main']);
  expect(await handlers.restoreBackup({ backupId, profileIds, replaceNewer: [] })).toEqual({ restored: profileIds });
});
