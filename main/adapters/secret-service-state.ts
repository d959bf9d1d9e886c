// Asks the Secret Service of a Linux desktop whether the keychain is open, over D-Bus, without starting anything and without a prompt.
// Used before each keychain call, since a locked keychain answers "there is none" or waits for a password without end.
import type { Clock } from '../core/ports/clock';
import { BusLost, connectSessionBus, type SessionBus } from './session-bus';

/** `hung`: no answer within {@link STATE_LIMIT_MS}. `unknown`: an answer that tells nothing; the keychain call itself will tell. */
export type SecretServiceState = 'ok' | 'locked' | 'no-default-keyring' | 'no-service' | 'no-bus' | 'hung' | 'unknown';

export const STATE_LIMIT_MS = 3_000;

export interface SecretServiceOptions {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
}

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

/** Asks again and again over one connection, which is made anew when it was lost. */
export interface SecretServiceStateReader {
  /** The state now. Never throws, never prompts, takes a millisecond or two and at most {@link STATE_LIMIT_MS}. */
  read(): Promise<SecretServiceState>;
  dispose(): void;
}

/** The reader; connects with the first question. */
export function createSecretServiceStateReader({ clock, env }: SecretServiceOptions): SecretServiceStateReader {
  const known: KnownKeyring = {};
  let kept: Promise<SessionBus> | undefined;
  const drop = (): void => {
    kept?.then((bus) => bus.close()).catch(() => undefined);
    kept = undefined;
  };
  const connection = async (busAddress: string): Promise<SessionBus> => {
    if (kept && (await kept).isLost()) drop();
    kept ??= connectSessionBus(busAddress);
    return kept;
  };
  const ask = async (busAddress: string, isOver: () => boolean): Promise<SecretServiceState> => {
    const isFirst = kept === undefined;
    try {
      return await readState(await connection(busAddress), known);
    } catch (error) {
      if (!(error instanceof BusLost)) return stateOfError(error);
      if (isOver()) return 'no-bus';
      drop();
      // A connection from former questions may have ended unnoticed, with the bus there again.
      return isFirst ? 'no-bus' : ask(busAddress, isOver);
    }
  };
  return {
    async read() {
      const busAddress = sessionBusAddress(env);
      if (busAddress === undefined) return 'no-bus';
      let isOver = false;
      return new Promise<SecretServiceState>((resolve) => {
        const finish = (state: SecretServiceState): void => {
          isOver = true;
          cancelLimit();
          resolve(state);
        };
        const cancelLimit = clock.setTimer(STATE_LIMIT_MS, () => {
          finish('hung');
          drop();
        });
        void ask(busAddress, () => isOver).then(finish);
      });
    },
    dispose: drop,
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

/** Where the session bus is, as the keychain's own library finds it. */
function sessionBusAddress(env: NodeJS.ProcessEnv): string | undefined {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS;
  return env.XDG_RUNTIME_DIR ? `unix:path=${env.XDG_RUNTIME_DIR}/bus` : undefined;
}
