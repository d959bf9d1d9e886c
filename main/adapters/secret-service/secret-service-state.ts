// Asks the Secret Service of a Linux desktop over D-Bus whether the keychain is unlocked. Starts nothing and causes no prompt.
// Used before each keychain call, because a locked keychain reports no entry, or waits for a password without a time limit.
import { BusError } from '../d-bus/connection';
import { Variant } from '../d-bus/values';
import type { SharedSessionBus } from './shared-session-bus';
import type { SessionBus } from './session-bus';

/** `hung`: no answer in time. `unknown`: the answer does not show the state; the keychain call itself will show it. */
export type SecretServiceState = 'ok' | 'locked' | 'no-default-keyring' | 'no-service' | 'no-bus' | 'hung' | 'unknown';

const SERVICE = 'org.freedesktop.secrets';
const SERVICE_QUESTION = {
  destination: SERVICE,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
} as const;

/** The object path of the default keyring, as last answered. */
interface KnownKeyring {
  path?: string;
}

/** Reads the state now. Never throws, never prompts; takes one or two milliseconds, at most the limit of the shared bus. */
export type ReadSecretServiceState = () => Promise<SecretServiceState>;

/** The reader over a shared connection. */
export function createSecretServiceStateReader(bus: SharedSessionBus): ReadSecretServiceState {
  const known: KnownKeyring = {};
  return async () => {
    const outcome = await bus.ask((connection) => readState(connection, known));
    if (outcome === 'no-bus' || outcome === 'hung') return outcome;
    return 'answer' in outcome ? outcome.answer : stateOfError(outcome.error);
  };
}

/** Asks for the default keyring and, at the same time, whether the last known one is locked. Asks again when the default has changed. */
async function readState(bus: SessionBus, known: KnownKeyring): Promise<SecretServiceState> {
  const before = known.path;
  const [alias, lockedBefore] = await Promise.allSettled([
    bus.ask({ ...SERVICE_QUESTION, member: 'ReadAlias', signature: 's', body: ['default'] }),
    before === undefined ? undefined : askLocked(bus, before),
  ]);
  if (alias.status === 'rejected') throw alias.reason;
  const path = alias.value;
  if (typeof path !== 'string') return 'unknown';
  if (path === '/') return 'no-default-keyring';
  known.path = path;
  if (path !== before) return stateOfLocked(await askLocked(bus, path));
  if (lockedBefore.status === 'rejected') throw lockedBefore.reason;
  return stateOfLocked(lockedBefore.value);
}

function askLocked(bus: SessionBus, path: string): Promise<unknown> {
  const body = ['org.freedesktop.Secret.Collection', 'Locked'];
  const iface = 'org.freedesktop.DBus.Properties';
  return bus.ask({ destination: SERVICE, path, interface: iface, member: 'Get', signature: 'ss', body });
}

function stateOfLocked(locked: unknown): SecretServiceState {
  const isLocked = locked instanceof Variant ? locked.value : undefined;
  return isLocked === true ? 'locked' : isLocked === false ? 'ok' : 'unknown';
}

function stateOfError(error: unknown): SecretServiceState {
  const type = error instanceof BusError ? error.type : '';
  if (/ServiceUnknown|NameHasNoOwner/.test(type)) return 'no-service';
  // The alias names a keyring that does not exist.
  if (/UnknownObject|UnknownMethod|NoSuchObject/.test(type)) return 'no-default-keyring';
  return 'unknown';
}
