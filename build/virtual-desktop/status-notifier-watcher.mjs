// Owns org.kde.StatusNotifierWatcher on a bus and keeps the list of tray items that registered with it.
// Used by tray-host.mjs. Must not know what the items show.
import dbus from 'dbus-next';

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
  const { bus } = connection;
  /** @type {Map<string, ItemAddress>} */
  const items = new Map();
  const emit = (/** @type {string} */ name, /** @type {string} */ id) =>
    bus.send(dbus.Message.newSignal(PATH, WATCHER, name, 's', [id]));

  const properties = () => ({
    RegisteredStatusNotifierItems: new dbus.Variant('as', [...items.keys()]),
    IsStatusNotifierHostRegistered: new dbus.Variant('b', true),
    ProtocolVersion: new dbus.Variant('i', 0),
  });

  /** @param {dbus.Message} message */
  const answer = (message) => {
    if (message.path !== PATH) return false;
    if (message.interface === WATCHER && message.member === 'RegisterStatusNotifierItem') {
      const item = parseItemAddress(String(message.body[0]), message.sender);
      const id = `${item.service}${item.path}`;
      items.delete(id);
      items.set(id, item);
      bus.send(dbus.Message.newMethodReturn(message));
      emit('StatusNotifierItemRegistered', id);
      listener.registered(item);
      return true;
    }
    if (message.interface === WATCHER && message.member === 'RegisterStatusNotifierHost') {
      bus.send(dbus.Message.newMethodReturn(message));
      return true;
    }
    if (message.interface === PROPERTIES && message.member === 'Get') {
      const value = Object.entries(properties()).find(([name]) => name === message.body[1])?.[1];
      if (value === undefined) return false;
      bus.send(dbus.Message.newMethodReturn(message, 'v', [value]));
      return true;
    }
    if (message.interface === PROPERTIES && message.member === 'GetAll') {
      bus.send(dbus.Message.newMethodReturn(message, 'a{sv}', [properties()]));
      return true;
    }
    return false;
  };
  bus.addMethodHandler(answer);

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

  const reply = await bus.requestName(WATCHER, dbus.NameFlag.DO_NOT_QUEUE);
  if (reply !== dbus.RequestNameReply.PRIMARY_OWNER) throw new Error('this session has a tray already');
  bus.send(dbus.Message.newSignal(PATH, WATCHER, 'StatusNotifierHostRegistered'));
  return {
    items: () => [...items.values()],
    dispose() {
      stopListening();
      bus.removeMethodHandler(answer);
    },
  };
}
