// Asks the Secret Service of a Linux desktop whether the keychain is open, over D-Bus, without starting anything and without a prompt.
// Used before each keychain call, since a locked keychain answers "there is none" or waits for a password without end.
import type { SharedSessionBus } from './shared-session-bus';
import type { SessionBus } from './session-bus';

/** `hung`: no answer in time. `unknown`: an answer that tells nothing; the keychain call itself will tell. */
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

/** Tells the state now, again and again. Never throws, never prompts, takes a millisecond or two and at most the bus's limit. */
export type ReadSecretServiceState = () => Promise<SecretServiceState>;

/** The reader over a kept connection. */
export function createSecretServiceStateReader(bus: SharedSessionBus): ReadSecretServiceState {
  const known: KnownKeyring = {};
  return async () => {
    const outcome = await bus.ask((connection) => readState(connection, known));
    if (outcome === 'no-bus' || outcome === 'hung') return outcome;
    return 'answer' in outcome ? outcome.answer : stateOfError(outcome.error);
  };
}

/** Both questions at once, the second about the keyring that was the default one before; asked again when another one is now. */
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
  const isLocked = typeof locked === 'object' && locked !== null && 'value' in locked ? locked.value : undefined;
  return isLocked === true ? 'locked' : isLocked === false ? 'ok' : 'unknown';
}

function stateOfError(error: unknown): SecretServiceState {
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  if (/ServiceUnknown|NameHasNoOwner/.test(type)) return 'no-service';
  // The alias names a keyring that is not there (any more).
  if (/UnknownObject|UnknownMethod|NoSuchObject/.test(type)) return 'no-default-keyring';
  return 'unknown';
}
