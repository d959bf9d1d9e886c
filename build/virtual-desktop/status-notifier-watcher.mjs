// Owns org.kde.StatusNotifierWatcher on a bus and keeps the list of tray items that registered with it.
// Used by tray-host.mjs. Must not know what the items show.

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/** @typedef {{service: string, path: string, owner: string}} ItemAddress bus name, object path, unique name of the owner */

/**
 * The address of an item. Applications register with an object path of the caller, a bus name, or a bus name followed
 * by a path.
 * @param {string} argument
 * @param {string} sender unique name of the caller
 * @returns {ItemAddress}
 */
export function parseItemAddress(argument, sender) {
  if (argument.startsWith('/')) return { service: sender, path: argument, owner: sender };
  const slash = argument.indexOf('/');
  if (slash === -1) return { service: argument, path: '/StatusNotifierItem', owner: sender };
  return { service: argument.slice(0, slash), path: argument.slice(slash), owner: sender };
}

/**
 * @param {import('./bus-connection.mjs').BusConnection} connection
 * @param {{registered: (item: ItemAddress) => void, unregistered: (item: ItemAddress) => void}} listener
 * @returns {Promise<{items: () => ItemAddress[], dispose: () => void}>} rejects when another watcher owns the name
 */
export async function openStatusNotifierWatcher(connection, listener) {
  /** @type {Map<string, ItemAddress>} */
  const items = new Map();
  const emit = (/** @type {string} */ name, /** @type {string} */ id) =>
    connection.emit(PATH, WATCHER, name, 's', [id]);

  const properties = () => ({
    RegisteredStatusNotifierItems: { signature: 'as', value: [...items.keys()] },
    IsStatusNotifierHostRegistered: { signature: 'b', value: true },
    ProtocolVersion: { signature: 'i', value: 0 },
  });

  const stopServing = connection.serve((message) => {
    if (message.path !== PATH) return undefined;
    if (message.interface === WATCHER && message.member === 'RegisterStatusNotifierItem') {
      const item = parseItemAddress(String(message.body[0]), String(message.sender));
      const id = `${item.service}${item.path}`;
      items.delete(id);
      items.set(id, item);
      emit('StatusNotifierItemRegistered', id);
      listener.registered(item);
      return ['', []];
    }
    if (message.interface === WATCHER && message.member === 'RegisterStatusNotifierHost') return ['', []];
    if (message.interface === PROPERTIES && message.member === 'Get') {
      const value = Object.entries(properties()).find(([name]) => name === message.body[1])?.[1];
      return value && ['v', [value]];
    }
    if (message.interface === PROPERTIES && message.member === 'GetAll') return ['a{sv}', [properties()]];
    return undefined;
  });

  await connection.addMatch("type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'");
  const stopListening = connection.onSignal((message) => {
    if (message.member !== 'NameOwnerChanged' || message.body[2] !== '') return;
    for (const [id, item] of items) {
      if (item.service !== message.body[0] && item.owner !== message.body[0]) continue;
      items.delete(id);
      emit('StatusNotifierItemUnregistered', id);
      listener.unregistered(item);
    }
  });

  if (!(await connection.requestName(WATCHER))) throw new Error('this session has a tray already');
  connection.emit(PATH, WATCHER, 'StatusNotifierHostRegistered');
  return {
    items: () => [...items.values()],
    dispose() {
      stopListening();
      stopServing();
    },
  };
}
