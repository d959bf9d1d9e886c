// One connection to a D-Bus session bus, with deadlines on calls and plain JavaScript values in answers.
// Used by the tray host and the keyring of the virtual desktop. Must not know interfaces other than the bus's own.
import dbus from 'dbus-next';

const CALL_TIMEOUT_MS = 10_000;
const SIGNAL = 4;
const DRIVER = 'org.freedesktop.DBus';

/**
 * @typedef {object} BusConnection
 * @property {dbus.MessageBus} bus the library's own object, for serving methods
 * @property {(destination: string, path: string, iface: string, member: string, signature?: string, body?: unknown[]) => Promise<unknown[]>} call
 *   resolves with the answer's values, variants unwrapped; rejects when there is no answer within ten seconds
 * @property {(rule: string) => Promise<void>} addMatch subscribes to signals
 * @property {(listener: (message: dbus.Message) => void) => () => void} onSignal called for every signal that a match rule selects
 * @property {(name: string) => Promise<boolean>} hasOwner
 * @property {() => void} dispose
 */

/**
 * @param {string} busAddress a `unix:path=` address (abstract sockets would need native code)
 * @returns {Promise<BusConnection>}
 */
export async function connectBus(busAddress) {
  const bus = dbus.sessionBus({ busAddress });
  let isDisposed = false;
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer from the bus at ${busAddress}`)), CALL_TIMEOUT_MS);
    bus.once('connect', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    // Stays registered: a bus that ends later must not end this process; calls then exceed their deadline.
    bus.on('error', (error) => {
      clearTimeout(timer);
      if (!isDisposed) reject(error);
    });
  });

  // Swallows calls that arrive after dispose: the library would answer them on the closed stream and throw.
  bus.addMethodHandler(() => isDisposed);

  /** @type {BusConnection['call']} */
  const call = async (destination, path, iface, member, signature = '', body = []) => {
    const message = new dbus.Message({ destination, path, interface: iface, member, signature, body });
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const deadline = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${destination} did not answer ${member}`)), CALL_TIMEOUT_MS);
    });
    try {
      const reply = /** @type {dbus.Message} */ (await Promise.race([bus.call(message), deadline]));
      return reply.body.map(plain);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    bus,
    call,
    async addMatch(rule) {
      await call(DRIVER, '/org/freedesktop/DBus', DRIVER, 'AddMatch', 's', [rule]);
    },
    onSignal(listener) {
      const filter = (/** @type {dbus.Message} */ message) => {
        if (Number(message.type) === SIGNAL) listener(message);
      };
      bus.on('message', filter);
      return () => void bus.off('message', filter);
    },
    async hasOwner(name) {
      const [owned] = await call(DRIVER, '/org/freedesktop/DBus', DRIVER, 'NameHasOwner', 's', [name]);
      return owned === true;
    },
    dispose() {
      isDisposed = true;
      bus.disconnect();
    },
  };
}

/**
 * Unwraps the variants in a D-Bus value, at any depth.
 * @param {unknown} value
 * @returns {unknown}
 */
function plain(value) {
  if (value instanceof dbus.Variant) return plain(value.value);
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
  }
  return value;
}
