import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../../../main/desktop/ipc/handlers/handlers';
import { outcomeOf } from '../../../../support/core-graph';
import { makeTokens } from '../../../../support/make-jwt';
import { TestServices } from '../../../../support/make-services';
import { putProfile } from '../../../../support/put-profile';
import { failing } from '../../../../support/fakes/auth-gateway/scripted-auth-gateway';

const profile = { profileId: 'default' };

async function signedIn() {
  const services = await new TestServices().signedIn();
  return { services, handlers: createHandlers(services), manager: services.registry.get('default').manager };
}

describe('copying', () => {
  it('puts the access token, and never the refresh token, on the clipboard for the time that is set', async () => {
    const { services, handlers, manager } = await signedIn();
    services.preferences.change({ clearClipboardAfterSeconds: 45 });
    expect(await handlers.copyAccessToken(profile)).toEqual({ clearsAfterSeconds: 45 });
    expect(services.onClipboard?.secret.equals(manager.getAccessToken())).toBe(true);
    expect(services.onClipboard?.clearAfterMs).toBe(45_000);
  });

  it('refreshes first when the token has expired', async () => {
    const { services, handlers, manager } = await signedIn();
    services.gateway.script.push(failing('NETWORK'), failing('NETWORK'));
    const old = manager.getAccessToken();
    services.clock.jumpWall(16 * 60_000);
    services.gateway.script.length = 0;
    await handlers.copyAccessToken(profile);
    expect(services.onClipboard?.secret.equals(old)).toBe(false);
  });

  it('says why there is no token, and copies no expired one', async () => {
    const { services, handlers } = await signedIn();
    services.gateway.otherwise = failing('NETWORK');
    services.clock.jumpWall(16 * 60_000);
    expect(await outcomeOf(handlers.copyAccessToken(profile))).toBe('NETWORK');
    expect(services.onClipboard).toBeUndefined();
  });
});

describe('refreshing now', () => {
  it('says after a first refusal that the app asks again, and after the second that a person must sign in', async () => {
    const { services, handlers } = await signedIn();
    services.gateway.otherwise = failing('UNAUTHORIZED');
    await services.clock.advance(60_000);
    await expect(handlers.refreshNow(profile)).rejects.toMatchObject({
      message: 'Axiom refused the refresh once.',
      remedy: expect.stringMatching(/^The app asks again automatically/),
    });
    await services.clock.advance(29_000);
    services.clock.jumpWall(2_000);
    await expect(handlers.refreshNow(profile)).rejects.toMatchObject({ message: 'Axiom refused the tokens.' });
  });
});

describe('signing out and clearing', () => {
  it('signs out of memory, store and clipboard', async () => {
    const { services, handlers, manager } = await signedIn();
    await handlers.copyAccessToken(profile);
    await handlers.signOut(profile);
    expect([manager.getTokens(), services.keychain().kept, services.onClipboard]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('says what was cleared', async () => {
    const { handlers } = await signedIn();
    await handlers.copyAccessToken(profile);
    expect(await handlers.clearTokens({ profileIds: ['default'] })).toEqual({
      removed: ['main: tokens in memory and in the system keychain', 'A copied access token on the clipboard'],
    });
    expect(await handlers.clearTokens({ profileIds: ['default'] })).toEqual({ removed: ['main: nothing was there'] });
  });

  it('does not claim that something was removed when the keychain refused', async () => {
    const { services, handlers } = await signedIn();
    services.keychain().fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(handlers.clearTokens({ profileIds: ['default'] }))).toBe('STORAGE_LOCKED');
    expect(services.keychain().kept).toBeDefined();
  });

  it('names what was left behind in a place that could not be read', async () => {
    const services = new TestServices();
    await putProfile(services.index, { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true });
    services.keychain().fail(['load'], 'STORAGE_LOCKED');
    await services.registry.open();
    const handlers = createHandlers(services);
    await handlers.chooseStorage({ profileId: 'default', kind: 'memory' });
    expect(await handlers.clearTokens({ profileIds: ['default'] })).toEqual({
      removed: ['main: nothing was there'],
      remaining: [
        {
          profileId: 'default',
          name: 'main',
          code: 'STORAGE_UNAVAILABLE',
          message: expect.stringContaining('left behind in the system keychain'),
          remedy: 'Choose that place again, and clear the tokens then.',
        },
      ],
    });
  });

  it('clears nothing when one of the profiles does not exist', async () => {
    const { services, handlers } = await signedIn();
    expect(await outcomeOf(handlers.clearTokens({ profileIds: ['default', 'other'] }))).toBe('TOKEN_NOT_FOUND');
    expect(services.keychain().kept).toBeDefined();
  });
});

describe('the store', () => {
  it('is tried again while the person waits, and the failure reported', async () => {
    const { services, handlers } = await signedIn();
    services.keychain().fail(['save', 'load'], 'STORAGE_LOCKED');
    await services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs()));
    expect(await outcomeOf(handlers.retryStorage(profile))).toBe('STORAGE_LOCKED');
    services.keychain().fail(['save', 'load']);
    await handlers.retryStorage(profile);
    expect(services.registry.get('default').manager.storageFacet).toBe('saved');
    expect(services.personWaits).toBe(2);
  });

  it('is not changed when the person closes the dialog', async () => {
    const { services, handlers } = await signedIn();
    services.chosenPath = undefined;
    expect(await outcomeOf(handlers.chooseStorage({ ...profile, kind: 'file' }))).toBe('CANCELLED');
    expect(services.registry.get('default').store.kind).toBe('keychain');
  });

  it.each(['sealed-file', 'vault', 'toString'])(
    'is not moved to %s by this call, and nobody is asked',
    async (kind) => {
      const { services, handlers } = await signedIn();
      services.files.askWhereToKeepTokens = () => Promise.reject(new Error('asked'));
      expect(await outcomeOf(handlers.chooseStorage({ ...profile, kind }))).toBe('INVALID_INPUT');
      expect(services.registry.get('default').store.kind).toBe('keychain');
    },
  );

  it('moves to a chosen file only when the person agrees that it is there unencrypted', async () => {
    const { services, handlers } = await signedIn();
    services.agrees = false;
    expect(await outcomeOf(handlers.chooseStorage({ ...profile, kind: 'file' }))).toBe('CANCELLED');
    expect([services.questions, services.registry.get('default').store.kind]).toEqual([
      ['Keep the tokens of main in a plain file?'],
      'keychain',
    ]);
    services.agrees = true;
    await handlers.chooseStorage({ ...profile, kind: 'file' });
    expect(services.registry.get('default').store).toEqual({ kind: 'file', path: '/home/person/chosen' });
  });

  it('that others have taken away as a plain file is written again only when the person agrees', async () => {
    const { services, handlers, manager } = await signedIn();
    await handlers.chooseStorage({ ...profile, kind: 'file' });
    const file = services.storeFor('default', services.registry.get('default').store);
    const kept = () => file.kept?.tokens;
    const before = kept();
    file.kept = undefined;
    await manager.retryStorage();
    expect(manager.storage.isEmptied).toBe(true);
    services.questions.length = 0;
    services.agrees = false;
    expect(await outcomeOf(handlers.retryStorage(profile))).toBe('CANCELLED');
    expect([services.questions, kept()]).toEqual([['Keep the tokens of main in a plain file?'], undefined]);
    services.agrees = true;
    await handlers.retryStorage(profile);
    expect(kept()).toEqual(before);
  });
});
