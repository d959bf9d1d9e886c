// Two real keychain services alternating on one session bus: gnome-keyring, and a copy of its program under another name with its own files.
// Tokens in one of them are never looked for, written or removed in the other before a person decides. The whole core, without Electron.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DesktopSession, openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { createSharedSessionBus } from '../../main/adapters/secret-service/shared-session-bus';
import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { createSecretServiceProviderReader } from '../../main/adapters/secret-service/secret-service-provider';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { deriveHeadline } from '../../main/core/status/headline';
import { openCore } from '../../main/compose/open-core';
import { bundleKeychainChild } from '../support/bundle-keychain-child';
import { outcomeOf } from '../support/core-graph';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { makeTokens } from '../support/make-jwt';
import { startOtherKeyring } from '../support/other-keyring';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { ScriptedAuthGateway } from '../support/fakes/auth-gateway/scripted-auth-gateway';
import { temporaryFolder } from '../support/temporary-folder';

const run = promisify(execFile);
let bundle: Awaited<ReturnType<typeof bundleKeychainChild>>;
let desktop: DesktopSession;
const disposers: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  bundle = await bundleKeychainChild();
});
afterEach(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});
afterAll(() => bundle.dispose());

async function openDesktop(): Promise<void> {
  desktop = await openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false });
  disposers.push(desktop.dispose);
}

function openProviderReader() {
  const bus = createSharedSessionBus({ clock: createSystemClock(), env: desktop.env });
  disposers.push(bus.dispose);
  return createSecretServiceProviderReader(bus);
}

/** Replaces the desktop's keychain by another one until it is stopped or the test is over. */
async function startOther(name: string): Promise<() => Promise<void>> {
  const stop = await startOtherKeyring(desktop, name);
  disposers.push(stop);
  return stop;
}

/** One start of the app's core on the desktop. */
async function startCore(dataDirectory: string) {
  const clock = createSystemClock();
  const gateway = new ScriptedAuthGateway(new FakeClock());
  const core = await openCore({
    clock,
    logger: new RecordingLogger(),
    random: Math.random,
    gateway,
    keychainHost: createKeychainForkHost({ childPath: bundle.childPath, env: desktop.env }),
    dataDirectory,
    stateDirectory: join(desktop.dir, 'state'),
    env: desktop.env,
    platform: 'linux',
  });
  let isDisposed = false;
  const dispose = (): void => {
    if (!isDisposed) core.dispose();
    isDisposed = true;
  };
  disposers.push(dispose);
  await core.registry.open();
  const { manager } = core.registry.get('default');
  const signIn = () => manager.setTokens(makeTokens(clock.nowMs()));
  const accessToken = () => manager.getTokens()?.accessToken.expose();
  return { registry: core.registry, manager, signIn, accessToken, dispose };
}

async function indexEntry(dataDirectory: string): Promise<Record<string, unknown> | undefined> {
  const file = JSON.parse(await readFile(join(dataDirectory, 'profiles.json'), 'utf8')) as {
    profiles: Record<string, unknown>[];
  };
  return file.profiles[0];
}

/** Account names of all our entries in the current keychain. */
async function accounts(): Promise<string[]> {
  const { stdout, stderr } = await run('secret-tool', ['search', '--all', 'service', 'axiom-token-manager'], {
    env: desktop.env,
  });
  return [...`${stdout}\n${stderr}`.matchAll(/attribute\.account = (.*)/g)].map(([, account]) => account ?? '');
}

describe('the provider of the keychain', () => {
  it('is the process behind the service, also after another one has replaced it', async () => {
    await openDesktop();
    const read = openProviderReader();
    expect(await read()).toBe('GNOME Keyring');
    const stop = await startOther('keepassxc');
    expect(await read()).toBe('KeePassXC');
    await stop();
    expect(await read()).toBeUndefined();
    await desktop.keyring?.restart({ unlocked: true });
    expect(await read()).toBe('GNOME Keyring');
  });

  it.each([
    ['ksecretd', 'KWallet'],
    ['kwalletd6', 'KWallet'],
    ['oo7-daemon', 'oo7-daemon'],
  ])('%s is called %s', async (program, name) => {
    await openDesktop();
    await startOther(program);
    expect(await openProviderReader()()).toBe(name);
  });

  it('is unknown where there is no bus', async () => {
    const bus = createSharedSessionBus({ clock: createSystemClock(), env: {} });
    expect(await createSecretServiceProviderReader(bus)()).toBeUndefined();
  });
});

describe('tokens kept by one keychain', () => {
  it('are noted with its name after it was tested, and nothing of the test stays', async () => {
    await openDesktop();
    const folder = await temporaryFolder();
    const { manager, signIn } = await startCore(folder);
    await signIn();
    expect(manager.storageFacet).toBe('saved');
    expect(await indexEntry(folder)).toMatchObject({ hasTokens: true, keychainProvider: 'GNOME Keyring' });
    expect(await accounts()).toEqual(['default']);
  });

  it('are not called absent when another one answers at a start, and are there when the former one is back', async () => {
    await openDesktop();
    const folder = await temporaryFolder();
    const before = await startCore(folder);
    await before.signIn();
    before.dispose();
    const stop = await startOther('keepassxc');
    const { manager, accessToken } = await startCore(folder);
    expect(manager.storageFacet).toBe('unavailable');
    expect(manager.storageFailure).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'The tokens are kept by GNOME Keyring, but KeePassXC answers as the system keychain now.',
      remedy: expect.stringContaining('Start GNOME Keyring again'),
    });
    expect(
      deriveHeadline('none', 'ok', manager.storageFacet, 'keychain', manager.place.store.requiredUserAction).label,
    ).toBe('Another keychain answers');
    await stop();
    await desktop.keyring?.restart({ unlocked: true });
    await manager.retryStorage();
    expect(manager.storageFacet).toBe('saved');
    expect(accessToken()).toBe(before.accessToken());
  });

  it('are not written to another one during a run: they stay in memory, unsaved, until a person moves them there', async () => {
    await openDesktop();
    const folder = await temporaryFolder();
    const { registry, manager, signIn, accessToken, dispose } = await startCore(folder);
    await signIn();
    const former = accessToken();
    const stop = await startOther('keepassxc');
    await signIn();
    expect(manager.storageFacet).toBe('unsaved');
    expect(manager.storageFailure?.message).toContain('KeePassXC');
    expect(await accounts()).toEqual([]);
    expect(await outcomeOf(manager.clear())).toBe('STORAGE_UNAVAILABLE');
    await signIn();

    await registry.moveTokens('default', { kind: 'keychain' });
    expect(manager.storageFacet).toBe('saved');
    expect(await accounts()).toEqual(['default']);
    expect(await indexEntry(folder)).toMatchObject({ hasTokens: true, keychainProvider: 'KeePassXC' });
    const newest = accessToken();
    dispose();
    const later = await startCore(folder);
    expect(later.accessToken()).toBe(newest);
    later.dispose();

    // The entry in the other keychain was not touched, and does not come back by itself.
    await stop();
    await desktop.keyring?.restart({ unlocked: true });
    const back = await startCore(folder);
    expect(back.manager.storageFailure?.message).toContain('kept by KeePassXC, but GNOME Keyring answers');
    const { stdout } = await run('secret-tool', ['lookup', 'service', 'axiom-token-manager', 'account', 'default'], {
      env: desktop.env,
    });
    expect(stdout.includes(String(former))).toBe(true);
  });

  it('can be left for another one by a person who is signed out because of it', async () => {
    await openDesktop();
    const folder = await temporaryFolder();
    const before = await startCore(folder);
    await before.signIn();
    before.dispose();
    await startOther('ksecretd');
    const { registry, manager, signIn } = await startCore(folder);
    await expect(registry.moveTokens('default', { kind: 'keychain' })).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
    await registry.moveTokens('default', { kind: 'keychain' }, { leavesUnread: true });
    expect([manager.storageFacet, manager.getTokens()]).toEqual(['saved', undefined]);
    await signIn();
    expect(manager.storageFacet).toBe('saved');
    expect(await indexEntry(folder)).toMatchObject({ hasTokens: true, keychainProvider: 'KWallet' });
  });
});

describe('a keychain that fails its test', () => {
  it('gets no token: the test fails, the sign-in stays in memory and nothing was written', async () => {
    await openDesktop();
    const folder = await temporaryFolder();
    await desktop.keyring?.lock();
    const { manager, signIn } = await startCore(folder);
    await signIn();
    expect([manager.storageFacet, manager.storageFailure?.code]).toEqual(['unsaved', 'STORAGE_LOCKED']);
    await desktop.keyring?.unlock();
    expect(await accounts()).toEqual([]);
    await manager.retryStorage();
    expect(manager.storageFacet).toBe('saved');
    expect(await accounts()).toEqual(['default']);
  });
});
