// One connection to a D-Bus session bus, with deadlines on calls and plain JavaScript values in answers.
// Used by the tray host and the keyring of the virtual desktop. Must not know interfaces other than the bus's own.
import { loadBusClient } from './load-bus-client.mjs';

const CALL_TIMEOUT_MS = 10_000;
const DO_NOT_QUEUE = 4;
const PRIMARY_OWNER = 1;

/** @typedef {import('../../main/adapters/d-bus/messages').BusMessage} BusMessage */
/** @typedef {import('../../main/adapters/d-bus/connection').Serve} Serve */

/**
 * @typedef {object} BusConnection
 * @property {string} name the unique name on the bus
 * @property {(destination: string, path: string, iface: string, member: string, signature?: string, body?: unknown[]) => Promise<unknown[]>} call
 *   resolves with the answer's values, variants unwrapped; rejects when there is no answer within ten seconds
 * @property {(rule: string) => Promise<void>} addMatch subscribes to signals
 * @property {(listener: (signal: BusMessage) => void) => () => void} onSignal called for every signal that a match rule selects
 * @property {(path: string, iface: string, member: string, signature?: string, body?: unknown[]) => void} emit sends a signal
 * @property {(serve: Serve) => () => void} serve answers calls, in the order of their arrival; the result stops it
 * @property {(name: string) => Promise<boolean>} requestName whether this connection owns the name now
 * @property {(name: string) => Promise<boolean>} hasOwner
 * @property {() => void} dispose
 */

/**
 * @param {string} busAddress
 * @returns {Promise<BusConnection>}
 */
export async function connectBus(busAddress) {
  const { openBus } = await loadBusClient();
  /** @type {Set<Serve>} */
  const servers = new Set();
  const bus = openBus(busAddress, (message) => {
    for (const serve of servers) {
      const answer = serve(message);
      if (answer !== undefined) return answer;
    }
    return undefined;
  });
  const name = await inTime(bus.ready, `no answer from the bus at ${busAddress}`).catch((error) => {
    bus.close();
    throw error;
  });
  return {
    name,
    async call(destination, path, iface, member, signature = '', body = []) {
      const call = { destination, path, interface: iface, member, signature, body, mayStart: true };
      return (await inTime(bus.call(call), `${destination} did not answer ${member}`)).map(plain);
    },
    addMatch: (rule) => bus.addMatch(rule),
    onSignal: (listener) => bus.onSignal(listener),
    emit: (path, iface, member, signature = '', body = []) =>
      bus.signal({ path, interface: iface, member }, signature, body),
    serve(serve) {
      servers.add(serve);
      return () => void servers.delete(serve);
    },
    requestName: async (wanted) => (await bus.askBus('RequestName', 'su', [wanted, DO_NOT_QUEUE])) === PRIMARY_OWNER,
    hasOwner: async (wanted) => (await bus.askBus('NameHasOwner', 's', [wanted])) === true,
    dispose: () => bus.close(),
  };
}

/**
 * @template T
 * @param {Promise<T>} work
 * @param {string} otherwise the error message when it takes longer than ten seconds
 * @returns {Promise<T>}
 */
async function inTime(work, otherwise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const deadline = new Promise((/** @type {(never: never) => void} */ _resolve, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), CALL_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Unwraps the variants in a D-Bus value, at any depth.
 * @param {unknown} value
 * @returns {unknown}
 */
function plain(value) {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  // A variant is the only instance of a class in a message.
  if ('value' in value && Object.getPrototypeOf(value) !== Object.prototype) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}
