// A sign-out while an earlier action of the person still waits: that action signs nobody in again, and says so.
import { expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { settle } from '../../../../support/fakes/clock/fake-clock';
import { TestServices } from '../../../../support/make-services';

const MAIN = { profileId: 'default' };
const passphrase = 'correct horse battery staple';

async function signedIn() {
  const services = await new TestServices().signedIn();
  const { accessToken, refreshToken } = services.gateway.issue().tokens;
  const text = JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
  return { services, text };
}

/** Makes a method wait until the result is called. */
function hold<Key extends string>(target: Record<Key, (...given: never[]) => Promise<unknown>>, key: Key): () => void {
  const inner = target[key].bind(target);
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  Object.assign(target, {
    [key]: async (...given: never[]) => {
      await opened;
      return inner(...given);
    },
  });
  return () => open();
}

it.each(['a paste that waits for the list of used tokens', 'an import from a slow drive'])('%s', async (what) => {
  const { services, text } = await signedIn();
  services.tokenFile = services.gateway.issue().tokens;
  const isPaste = what.startsWith('a paste');
  const open = isPaste ? hold(services.registry, 'isSpent') : hold(services.files, 'readTokenFile');
  const handlers = createHandlers(services);
  const late = isPaste
    ? handlers.signInWithTokens({ ...MAIN, text })
    : handlers.importTokens({ ...MAIN, source: 'file' });
  const outcome = outcomeOf(late);
  await settle();
  await handlers.signOut(MAIN);
  open();
  await services.clock.advance(1_000);
  const { manager } = services.registry.get('default');
  expect([await outcome, manager.getTokens(), services.keychain().kept]).toEqual([
    'INVALID_INPUT',
    undefined,
    undefined,
  ]);
  await handlers.signInWithTokens({ ...MAIN, text });
  expect(manager.getTokens()).toBeDefined();
});

/** Two accounts with tokens, in one backup. */
async function backedUp() {
  const { services } = await signedIn();
  const handlers = createHandlers(services);
  const { profileId } = await handlers.addProfile({ name: 'hedge' });
  await services.registry.get(profileId).manager.setTokens(services.gateway.issue().tokens);
  const profileIds = ['default', profileId];
  const { path } = await handlers.createBackup({ profileIds, passphrase });
  services.written.set('/home/person/chosen', services.written.get(path) ?? new Uint8Array());
  return { services, handlers, profileIds };
}

it('a restore, also of an account whose turn comes late', { timeout: 30_000 }, async () => {
  const { services, handlers, profileIds } = await backedUp();
  await handlers.clearTokens({ profileIds });
  const { backupId } = await handlers.chooseBackup(undefined);
  await handlers.openBackup({ backupId, passphrase });
  const open = hold(services.registry, 'isSpent');
  const restoring = handlers.restoreBackup({ backupId, profileIds, replaceNewer: [] });
  await settle();
  await handlers.clearTokens({ profileIds });
  open();
  const refused = profileIds.map((profileId) => ({ profileId, code: 'INVALID_INPUT' }));
  expect(await restoring).toMatchObject({ restored: [], refused });
  expect(services.registry.list().map(({ manager }) => manager.getTokens())).toEqual([undefined, undefined]);
});

it('a restore of an account that it adds to the list', { timeout: 30_000 }, async () => {
  const { services } = await backedUp();
  const fresh = new TestServices();
  await fresh.registry.open();
  fresh.written.set('/home/person/chosen', services.written.get('/home/person/chosen') ?? new Uint8Array());
  const handlers = createHandlers(fresh);
  const { backupId } = await handlers.chooseBackup(undefined);
  await handlers.openBackup({ backupId, passphrase });
  const open = fresh.keychain('hedge').hold('load');
  const restoring = outcomeOf(handlers.restoreBackup({ backupId, profileIds: ['hedge'], replaceNewer: [] }));
  await settle();
  const clearing = handlers.clearTokens({ profileIds: ['hedge'] });
  await settle();
  open();
  await clearing;
  const listed = () => fresh.registry.list().map(({ id, manager }) => [id, manager.getTokens()]);
  expect([await restoring, listed()]).toEqual(['INVALID_INPUT', [['default', undefined]]]);
});
