// Real keychain faults: gnome-keyring locked, killed, frozen or absent, no bus, no library. No call may crash the program,
// block it, lose an entry or report a locked entry as absent.
import { readFile } from 'node:fs/promises';
import { mkdtemp, copyFile, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DesktopSession, openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { createKeychain } from '../../main/adapters/keychain/create-keychain';
import { DEADLINE_MS, KeychainClient, PATIENT_DEADLINE_MS } from '../../main/adapters/keychain/keychain-client';
import type { KeychainChildHost } from '../../main/adapters/keychain/keychain-child-host';
import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { createKeychainTokenStore } from '../../main/adapters/stores/keychain-token-store';
import { createInteractiveScope } from '../../main/adapters/keychain/interactive-scope';
import { BUS_LIMIT_MS, createSharedSessionBus } from '../../main/adapters/secret-service/shared-session-bus';
import { createSecretServiceStateReader } from '../../main/adapters/secret-service/secret-service-state';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import type { Clock } from '../../main/core/ports/clock';
import { Secret } from '../../main/core/base/secret';
import { CAN_REACH_ABSTRACT_SOCKETS } from '../support/abstract-sockets';
import { bundleKeychainChild } from '../support/bundle-keychain-child';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { exposed, makeRecord } from '../support/make-record';
import { waitUntil } from '../support/wait-until';

let bundle: Awaited<ReturnType<typeof bundleKeychainChild>>;
const disposers: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  bundle = await bundleKeychainChild();
});

afterAll(async () => {
  await bundle.dispose();
});

afterEach(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});

async function openDesktop(keyring: 'unlocked' | 'none' = 'unlocked'): Promise<DesktopSession> {
  const desktop = await openDesktopSession({ display: false, keyring, trayHost: false });
  disposers.push(desktop.dispose);
  return desktop;
}

/** The whole keychain client over a real child, with the number of children. */
function openKeychain(env: NodeJS.ProcessEnv, clock: Clock = createSystemClock(), childPath = bundle.childPath) {
  const person = createInteractiveScope();
  const forkHost = createKeychainForkHost({ childPath, env });
  let children = 0;
  let messages = 0;
  const host: KeychainChildHost = {
    start: (events) => {
      children++;
      const child = forkHost.start(events);
      return {
        post: (message) => {
          messages++;
          child.post(message);
        },
        kill: child.kill,
      };
    },
  };
  const keychain = createKeychain({ host, clock, platform: 'linux', env, isInteractive: person.isActive });
  disposers.push(keychain.dispose);
  const openStore = (isExpected: boolean) =>
    createKeychainTokenStore({ keychain, profileId: 'default', isExpected: () => isExpected });
  return { keychain, host, person, openStore, children: () => children, messages: () => messages };
}

describe('a locked keychain', () => {
  it('is reported at once to background work, without a call that could prompt, and loses nothing', async () => {
    const desktop = await openDesktop();
    const { openStore, messages } = openKeychain(desktop.env);
    const record = makeRecord(1);
    const store = openStore(false);
    await store.save(record);
    await desktop.keyring?.lock();
    const before = messages();
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    await expect(store.save(makeRecord(2))).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    await expect(store.clear()).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(messages()).toBe(before);
    await desktop.keyring?.restart({ unlocked: true });
    expect(exposed(await store.load())).toEqual(exposed(record));
  });

  it('is asked on behalf of a person; if no prompt can be shown, the entry is still not reported as absent', async () => {
    const desktop = await openDesktop();
    const { openStore, person, messages } = openKeychain(desktop.env);
    const record = makeRecord(1);
    const store = openStore(false);
    await store.save(record);
    await desktop.keyring?.lock();
    const before = messages();
    await expect(person.run(() => store.load())).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    await expect(person.run(() => store.save(makeRecord(2)))).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    await expect(person.run(() => store.clear())).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(messages()).toBeGreaterThan(before);
    await desktop.keyring?.restart({ unlocked: true });
    expect(exposed(await store.load())).toEqual(exposed(record));
  });
});

describe('a keychain service that is killed and started again', () => {
  it('is found again by a fresh child, and every saved record is there', async () => {
    const desktop = await openDesktop();
    const { openStore, children } = openKeychain(desktop.env);
    const store = openStore(true);
    const record = makeRecord(1);
    await store.save(record);
    expect(children()).toBe(1);
    await desktop.keyring?.kill();
    await expect(store.load()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await desktop.keyring?.restart({ unlocked: true });
    expect(exposed(await store.load())).toEqual(exposed(record));
    expect(children()).toBe(2);
    const next = makeRecord(2);
    await store.save(next);
    expect(exposed(await store.load())).toEqual(exposed(next));
    expect(children()).toBe(2);
  });
});

describe('a keychain service that is frozen', () => {
  it('is noticed by the state check within its limit, and works again once it is thawed', async () => {
    const desktop = await openDesktop();
    const clock = new FakeClock();
    const { openStore } = openKeychain(desktop.env, clock);
    const store = openStore(true);
    const record = makeRecord(1);
    await store.save(record);
    desktop.keyring?.freeze();
    const load = store.load().catch((error: unknown) => error);
    await waitUntil(
      'the state check waits',
      () => clock.requestedDelaysMs.at(-1) === BUS_LIMIT_MS && clock.timerCount === 2,
    );
    await clock.advance(BUS_LIMIT_MS);
    expect(await load).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining('does not answer'),
    });
    desktop.keyring?.thaw();
    expect(exposed(await store.load())).toEqual(exposed(record));
  });

  it('blocks only the child process: files can be read meanwhile, the deadline ends the child, the next call works', async () => {
    const desktop = await openDesktop();
    const clock = new FakeClock();
    const { host, children } = openKeychain(desktop.env);
    const client = new KeychainClient({ host, clock, platform: 'linux', isInteractive: () => false });
    disposers.push(() => client.dispose());
    await client.set('default', new Secret('kept'));
    desktop.keyring?.freeze();
    // Four hanging calls would block every file read of a process that made them itself.
    const calls = [1, 2, 3, 4, 5].map(() => client.get('default').catch((error: unknown) => error));
    for (const call of calls) {
      await waitUntil(
        'the call waits for its deadline',
        () => clock.requestedDelaysMs.at(-1) === DEADLINE_MS && clock.timerCount === 1,
      );
      expect(await readFile('package.json', 'utf8')).toContain('axiom-token-manager');
      await clock.advance(DEADLINE_MS);
      expect(await call).toMatchObject({ code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('5 seconds') });
    }
    expect(clock.requestedDelaysMs[0]).toBe(PATIENT_DEADLINE_MS);
    desktop.keyring?.thaw();
    expect((await client.get('default'))?.expose()).toBe('kept');
    expect(children()).toBe(6);
  });
});

describe('a desktop without what a keychain needs', () => {
  it('names what to start when there is no keychain service, for a person and for the background', async () => {
    const desktop = await openDesktop('none');
    const { openStore, person } = openKeychain(desktop.env);
    const expected = { code: 'STORAGE_UNAVAILABLE', remedy: expect.stringContaining('GNOME Keyring') };
    const store = openStore(false);
    await expect(store.load()).rejects.toMatchObject(expected);
    await expect(store.save(makeRecord())).rejects.toMatchObject(expected);
    await expect(store.clear()).rejects.toMatchObject(expected);
    await expect(person.run(() => store.load())).rejects.toMatchObject(expected);
    await expect(person.run(() => store.save(makeRecord()))).rejects.toMatchObject(expected);
  });

  it.each([
    ['no bus address', {}],
    ['a bus address that leads nowhere', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
    ['a bus address that is none', { DBUS_SESSION_BUS_ADDRESS: 'nonsense' }],
  ])('says that there is no session: %s', async (_name, env) => {
    const { openStore, person } = openKeychain({ PATH: process.env.PATH, ...env });
    const expected = { code: 'STORAGE_UNAVAILABLE', message: expect.stringContaining('desktop session') };
    await expect(openStore(false).load()).rejects.toMatchObject(expected);
    await expect(person.run(() => openStore(false).save(makeRecord()))).rejects.toMatchObject(expected);
  });

  it('names the package when the keychain library cannot be loaded', async () => {
    const desktop = await openDesktop();
    const folder = await mkdtemp(join(tmpdir(), 'keychain-child-'));
    disposers.push(() => rm(folder, { recursive: true }));
    const childPath = join(folder, 'keychain-child.cjs');
    await copyFile(bundle.childPath, childPath);
    const { openStore } = openKeychain(desktop.env, createSystemClock(), childPath);
    await expect(openStore(false).load()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      remedy: expect.stringContaining('README.md, "Troubleshooting"'),
    });
  });

  it('reports a child that cannot run, and goes on', async () => {
    const desktop = await openDesktop();
    const { openStore } = openKeychain(desktop.env, createSystemClock(), '/nonexistent/keychain-child.cjs');
    await expect(openStore(false).load()).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining('ended unexpectedly'),
    });
  });
});

describe('the state of the keychain', () => {
  const openState = (env: NodeJS.ProcessEnv) => {
    const bus = createSharedSessionBus({ clock: createSystemClock(), env });
    disposers.push(bus.dispose);
    return createSecretServiceStateReader(bus);
  };

  it('distinguishes an open, a locked, a missing and an empty keychain', async () => {
    const desktop = await openDesktop();
    const state = openState(desktop.env);
    expect(await state()).toBe('ok');
    await desktop.keyring?.lock();
    expect(await state()).toBe('locked');
    await desktop.keyring?.kill();
    expect(await state()).toBe('no-service');
    await rm(join(String(desktop.env.XDG_DATA_HOME), 'keyrings'), { recursive: true });
    await desktop.keyring?.restart({ unlocked: false });
    expect(await state()).toBe('no-default-keyring');
  });

  it.runIf(CAN_REACH_ABSTRACT_SOCKETS)(
    'is reported, and tokens are kept, over a bus in the abstract namespace',
    async () => {
      const desktop = await openDesktopSession({
        display: false,
        keyring: 'unlocked',
        trayHost: false,
        bus: 'abstract',
      });
      disposers.push(desktop.dispose);
      const state = openState(desktop.env);
      expect(await state()).toBe('ok');
      const { openStore } = openKeychain(desktop.env);
      const record = makeRecord();
      await openStore(false).save(record);
      expect(exposed(await openStore(false).load())).toEqual(exposed(record));
      await desktop.keyring?.lock();
      expect(await state()).toBe('locked');
    },
  );

  it('finds the bus by XDG_RUNTIME_DIR as the keychain library does', async () => {
    const desktop = await openDesktop();
    expect(await openState({ XDG_RUNTIME_DIR: desktop.dir })()).toBe('ok');
    expect(await openState({})()).toBe('no-bus');
  });

  it('is asked over one connection, which is made again after it was lost', async () => {
    const desktop = await openDesktop();
    // A proxy to the bus that counts connections and can close them.
    const ways: Socket[] = [];
    const way = createServer((socket) => {
      ways.push(socket);
      const bus = connect(join(desktop.dir, 'bus'));
      socket.pipe(bus).pipe(socket);
      for (const end of [socket, bus]) end.on('error', () => undefined);
    });
    const path = join(desktop.dir, 'way');
    const listen = () => new Promise<void>((resolve) => way.listen(path, resolve));
    const stop = () => new Promise<void>((resolve) => way.close(() => resolve()));
    await listen();
    const state = openState({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` });
    for (let question = 0; question < 3; question++) expect(await state()).toBe('ok');
    expect(ways).toHaveLength(1);
    ways[0]?.destroy();
    expect(await state()).toBe('ok');
    expect(ways).toHaveLength(2);
    ways[1]?.destroy();
    await stop();
    expect(await state()).toBe('no-bus');
    await listen();
    expect(await state()).toBe('ok');
    expect(ways).toHaveLength(3);
    ways[2]?.destroy();
    await stop();
  });
});
