// Asks the Secret Service of a Linux desktop whether the keychain is open, over D-Bus, without starting anything and without a prompt.
// Used before each keychain call, since a locked keychain answers "there is none" or waits for a password without end.
import type { MessageBus } from 'dbus-next';
import type { Clock } from '../core/ports/clock';

/** `hung`: no answer within {@link STATE_LIMIT_MS}. `unknown`: an answer that tells nothing; the keychain call itself will tell. */
export type SecretServiceState = 'ok' | 'locked' | 'no-default-keyring' | 'no-service' | 'no-bus' | 'hung' | 'unknown';

export const STATE_LIMIT_MS = 3_000;

export interface SecretServiceOptions {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
}

const SERVICE = 'org.freedesktop.secrets';
const SERVICE_PATH = '/org/freedesktop/secrets';

/** The state now. Never throws, never prompts, takes some milliseconds and at most {@link STATE_LIMIT_MS}. */
export async function readSecretServiceState({ clock, env }: SecretServiceOptions): Promise<SecretServiceState> {
  const busAddress = sessionBusAddress(env);
  if (busAddress === undefined) return 'no-bus';
  // Loaded with the first question, off the start path.
  const dbus = await import('dbus-next');
  let bus: MessageBus;
  try {
    bus = dbus.sessionBus({ busAddress });
  } catch {
    return 'no-bus';
  }
  const call = async (
    path: string,
    member: string,
    from: string,
    signature: string,
    body: string[],
  ): Promise<unknown> => {
    const message = new dbus.Message({
      destination: SERVICE,
      path,
      interface: from,
      member,
      signature,
      body,
      // A keyring that D-Bus starts comes up locked and would have to ask.
      flags: dbus.MessageFlag.NO_AUTO_START,
    });
    return (await bus.call(message))?.body[0];
  };
  return new Promise<SecretServiceState>((resolve) => {
    const finish = (state: SecretServiceState): void => {
      cancelLimit();
      resolve(state);
      bus.disconnect();
    };
    const cancelLimit = clock.setTimer(STATE_LIMIT_MS, () => finish('hung'));
    bus.on('error', () => finish('no-bus'));
    bus.once('connect', () => {
      readState(call).then(finish, (error: unknown) => finish(stateOfError(error)));
    });
  });
}

type Call = (path: string, member: string, from: string, signature: string, body: string[]) => Promise<unknown>;

async function readState(call: Call): Promise<SecretServiceState> {
  const collection = await call(SERVICE_PATH, 'ReadAlias', 'org.freedesktop.Secret.Service', 's', ['default']);
  if (typeof collection !== 'string') return 'unknown';
  if (collection === '/') return 'no-default-keyring';
  const locked = await call(collection, 'Get', 'org.freedesktop.DBus.Properties', 'ss', [
    'org.freedesktop.Secret.Collection',
    'Locked',
  ]);
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
