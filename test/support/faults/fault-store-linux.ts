// The real keychain of a virtual Linux desktop, and its faults: gnome-keyring locked, killed, frozen, restarted, emptied, a closed connection,
// an environment with missing variables, a child that cannot load its library or crashes.
import { execFile, spawn } from 'node:child_process';
import { copyFile, rename, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKeychain } from '../../../main/adapters/keychain/create-keychain';
import { type Keychain, KEYCHAIN_SERVICE } from '../../../main/adapters/keychain/keychain';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { bundleKeychainChild } from '../bundle-keychain-child';
import { openDesktopSession } from '../desktop-session';
import { closed, FOREIGN, REPAIRED, HIDDEN } from './fault-store-expectations';
import type { StoreFault, StoreWorld } from './fault-store-world';

interface Keychains {
  readonly background: Keychain;
  readonly person: Keychain;
  dispose(): void;
}

const FOREIGN_TEXT = 'a password that another program keeps here';

/** Opens desktop and keychain. Each fault is repaired before the next one. */
export async function openLinuxWorld(): Promise<StoreWorld> {
  const [desktop, empty, bundle] = await Promise.all([
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
    openDesktopSession({ display: false, keyring: 'none', trayHost: false }),
    bundleKeychainChild(),
  ]);
  const { keyring } = desktop;
  if (!keyring) throw new Error('there is no keyring');
  const proxy = await openBusProxy(join(desktop.dir, 'bus'), join(desktop.dir, 'way'));
  const env = { ...desktop.env, DBUS_SESSION_BUS_ADDRESS: proxy.address };
  const opened: Keychains[] = [];
  const open = (childEnv: NodeJS.ProcessEnv, childPath = bundle.childPath): Keychains => {
    const parts = { host: createKeychainForkHost({ childPath, env: childEnv }), clock: createSystemClock() } as const;
    const make = (isPerson: boolean) =>
      createKeychain({ ...parts, platform: 'linux', env: childEnv, isInteractive: () => isPerson });
    const [background, person] = [make(false), make(true)];
    const keychains = {
      background,
      person,
      dispose: () => [background, person].forEach((keychain) => keychain.dispose()),
    };
    opened.push(keychains);
    return keychains;
  };
  const working = open(env);
  let current = working;
  const facade = (which: 'background' | 'person'): Keychain => ({
    get: (account) => current[which].get(account),
    set: (account, secret) => current[which].set(account, secret),
    delete: (account) => current[which].delete(account),
  });

  const tool = async (args: readonly string[], input?: string): Promise<string> => {
    const child = spawn('secret-tool', args, { env: desktop.env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.end(input);
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    await once(child, 'close');
    return output;
  };
  const entry = (account: string) => ['service', KEYCHAIN_SERVICE, 'account', account] as const;
  /** The program uses `other` instead of the working keychain. */
  const instead = (name: string, other: () => Promise<Keychains> | Keychains): StoreFault => ({
    name,
    expected: closed('unavailable'),
    begin: async () => {
      current = await other();
    },
    end: async () => {
      current.dispose();
      current = working;
    },
  });
  const bare = { PATH: process.env.PATH, HOME: desktop.dir };
  const keyrings = join(String(desktop.env.XDG_DATA_HOME), 'keyrings');
  const childOf = (name: string) => join(desktop.dir, name);
  const none = async (): Promise<void> => undefined;

  const faults: readonly StoreFault[] = [
    instead('no session bus', () => open(bare)),
    instead('bad bus address', () => open({ ...bare, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' })),
    instead('no keychain service', () => open(empty.env)),
    instead('missing library', async () => {
      // In this folder keytar is not found.
      await copyFile(bundle.childPath, childOf('alone.cjs'));
      return open(env, childOf('alone.cjs'));
    }),
    instead('child segfault', async () => {
      await writeFile(childOf('dying.cjs'), "process.on('message', () => process.kill(process.pid, 'SIGSEGV'));");
      return open(env, childOf('dying.cjs'));
    }),
    { name: 'locked', expected: closed('locked'), begin: () => keyring.lock(), end: () => keyring.unlock() },
    {
      name: 'daemon frozen',
      expected: closed('unavailable'),
      begin: async () => keyring.freeze(),
      end: async () => keyring.thaw(),
    },
    {
      name: 'daemon killed',
      expected: closed('unavailable'),
      begin: () => keyring.kill(),
      end: () => keyring.restart({ unlocked: true }),
    },
    { name: 'daemon restarted', expected: REPAIRED, begin: () => keyring.restart({ unlocked: true }), end: none },
    { name: 'connection closed', expected: REPAIRED, begin: async () => proxy.cut(), end: none },
    {
      name: 'no default collection',
      expected: closed('unavailable'),
      begin: async () => {
        await keyring.kill();
        await rename(keyrings, `${keyrings}.away`);
        await keyring.restart({ unlocked: false });
      },
      end: async () => {
        await keyring.kill();
        await promisify(execFile)('rm', ['-rf', keyrings]);
        await rename(`${keyrings}.away`, keyrings);
        await keyring.restart({ unlocked: true });
      },
    },
    {
      name: 'an entry that is no record',
      expected: FOREIGN,
      isInEntries: true,
      begin: async (accounts) => {
        await Promise.all(accounts.map((account) => tool(['store', '--label=other', ...entry(account)], FOREIGN_TEXT)));
      },
      end: none,
    },
    {
      name: 'null although known',
      expected: HIDDEN,
      isInEntries: true,
      begin: async (accounts) => {
        await Promise.all(accounts.map((account) => tool(['clear', ...entry(account)])));
      },
      end: none,
    },
  ];
  return {
    name: 'Linux',
    faults,
    background: facade('background'),
    person: facade('person'),
    lookUp: async (account) => (await tool(['lookup', ...entry(account)])) || undefined,
    nowMs: () => performance.now(),
    finish: (work) => work,
    async dispose() {
      for (const keychains of opened) keychains.dispose();
      await proxy.dispose();
      await bundle.dispose();
      await Promise.all([desktop.dispose(), empty.dispose()]);
    },
  };
}

/** A proxy to the bus whose connections can be closed. */
async function openBusProxy(busPath: string, path: string) {
  const ends = new Set<Socket>();
  const server = createServer((socket) => {
    const bus = connect(busPath);
    socket.pipe(bus).pipe(socket);
    for (const end of [socket, bus]) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => ends.delete(end));
    }
  });
  server.listen(path);
  await once(server, 'listening');
  const cut = (): void => ends.forEach((end) => end.destroy());
  return {
    address: `unix:path=${path}`,
    cut,
    async dispose() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
