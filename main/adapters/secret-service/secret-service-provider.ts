// Finds the program that provides the Secret Service of a Linux desktop, so that tokens saved in one keychain are not looked up in another.
// Asks the bus for the owner of the name and the system for the name of its process. Starts nothing.
import { readBounded } from '../files/bounded-read';
import type { SharedSessionBus } from './shared-session-bus';
import type { SessionBus } from './session-bus';

/** More than the 15 bytes that Linux keeps of a process name. */
const LONGEST_NAME_BYTES = 64;

const BUS_QUESTION = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  signature: 's',
} as const;

/** One name for all programs with the same entries: KWallet's service moved from kwalletd to ksecretd. Linux cuts process names after 15 bytes. */
const PROVIDERS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/gnome-keyring/, 'GNOME Keyring'],
  [/keepassxc/i, 'KeePassXC'],
  [/kwallet|ksecret/, 'KWallet'],
];

/** The provider's name for the user, or `undefined` when it is not known: no service runs, or its process is not visible from here. */
export type ReadKeychainProvider = () => Promise<string | undefined>;

/** The reader over a shared connection. The provider is cached while the same connection owns the name. */
export function createSecretServiceProviderReader(bus: SharedSessionBus): ReadKeychainProvider {
  let cached: { readonly owner: string; readonly provider: string | undefined } | undefined;
  return async () => {
    const outcome = await bus.ask(async (connection) => {
      const owner = await askBus(connection, 'GetNameOwner', 'org.freedesktop.secrets');
      if (typeof owner !== 'string') return undefined;
      if (cached?.owner === owner) return cached.provider;
      const pid = await askBus(connection, 'GetConnectionUnixProcessID', owner);
      const provider = typeof pid === 'number' && pid > 0 ? await providerOf(pid) : undefined;
      cached = { owner, provider };
      return provider;
    });
    if (typeof outcome === 'object' && 'answer' in outcome) return outcome.answer;
    // After a reconnect the bus may give the same owner name to another program.
    cached = undefined;
    return undefined;
  };
}

function askBus(connection: SessionBus, member: string, about: string): Promise<unknown> {
  return connection.ask({ ...BUS_QUESTION, member, body: [about] });
}

async function providerOf(pid: number): Promise<string | undefined> {
  try {
    const found = await readBounded({ path: `/proc/${pid}/comm`, maxBytes: LONGEST_NAME_BYTES, followsLinks: false });
    const name = typeof found === 'object' ? found.bytes.toString('utf8').trim() : '';
    return PROVIDERS.find(([pattern]) => pattern.test(name))?.[1] ?? (name === '' ? undefined : name);
  } catch {
    // In a sandbox the processes of the desktop are not visible; that is not an error.
    return undefined;
  }
}
