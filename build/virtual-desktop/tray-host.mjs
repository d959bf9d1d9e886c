// A system tray without a screen: over D-Bus, as a desktop's panel does, it reads icon, tooltip and menu of an
// application's item and clicks on it. Used by `npm start` without a display and by tests. Must not know the application.
import { createHash } from 'node:crypto';
import { connectBus } from './bus-connection.mjs';
import { findEntry, labelsOf, readMenuAt, textOf } from './dbus-menu.mjs';
import { encodePng } from './png-pixels.mjs';
import { openStatusNotifierWatcher } from './status-notifier-watcher.mjs';

const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/**
 * @typedef {object} TrayItem what the panel would show
 * @property {string} tooltip
 * @property {string} title
 * @property {string} id
 * @property {import('./png-pixels.mjs').Pixels | undefined} iconPixels the largest picture, undefined until one is set
 * @property {Buffer | undefined} iconPng
 * @property {string | undefined} iconHash SHA-256 over the pixels, 16 hex digits
 */

/**
 * @typedef {object} TrayHost
 * @property {(timeoutMs: number) => Promise<void>} waitForItem resolves as soon as an application has an item here
 * @property {() => boolean} hasItem
 * @property {() => Promise<TrayItem>} readItem of the item that registered last; rejects when there is none
 * @property {() => Promise<import('./dbus-menu.mjs').MenuEntry[]>} readMenu the entries of its menu, submenus inside
 * @property {(label: string) => Promise<void>} click chooses the menu entry with exactly this label, submenus included;
 *   rejects when there is none or it is disabled
 * @property {() => Promise<void>} activate a left click on the icon
 * @property {(listener: () => void) => () => void} onChange called when item, icon, tooltip or menu may have changed
 * @property {() => void} dispose releases the bus name; applications see that the tray is gone
 */

/**
 * @param {{busAddress: string}} options
 * @returns {Promise<TrayHost>} rejects when the session has a tray already
 */
export async function startTrayHost({ busAddress }) {
  const connection = await connectBus(busAddress);
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  await connection.addMatch(`type='signal',interface='${ITEM}'`);
  await connection.addMatch(`type='signal',interface='${MENU}'`);
  const stopListening = connection.onSignal((message) => {
    if (message.interface === ITEM || message.interface === MENU) changed();
  });
  const watcher = await openStatusNotifierWatcher(connection, { registered: changed, unregistered: changed }).catch(
    (error) => {
      connection.dispose();
      throw error;
    },
  );

  const current = () => {
    const item = watcher.items().at(-1);
    if (item === undefined) throw new Error('no application has an icon in this tray');
    return item;
  };
  const properties = async () => {
    const { service, path } = current();
    const [all] = await connection.call(service, path, 'org.freedesktop.DBus.Properties', 'GetAll', 's', [ITEM]);
    return /** @type {Record<string, unknown>} */ (all);
  };
  const readLayout = async () => {
    const { service } = current();
    const path = String((await properties())['Menu']);
    return { service, path, entries: await readMenuAt(connection, service, path) };
  };

  return {
    waitForItem: (timeoutMs) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          listeners.delete(check);
          clearTimeout(timer);
        };
        const check = () => {
          if (watcher.items().length === 0) return;
          finish();
          resolve();
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`no application put an icon into the tray within ${timeoutMs} ms`));
        }, timeoutMs);
        listeners.add(check);
        check();
      }),
    hasItem: () => watcher.items().length > 0,
    readItem: async () => toItem(await properties()),
    readMenu: async () => (await readLayout()).entries,
    async click(label) {
      const { service, path, entries } = await readLayout();
      const entry = findEntry(entries, label);
      if (entry === undefined) throw new Error(`no menu entry "${label}", there are: ${labelsOf(entries).join(' | ')}`);
      if (!entry.enabled) throw new Error(`menu entry "${label}" is disabled`);
      const event = [entry.id, 'clicked', { signature: 's', value: '' }, Math.floor(Date.now() / 1000)];
      await connection.call(service, path, MENU, 'Event', 'isvu', event);
    },
    async activate() {
      const { service, path } = current();
      await connection.call(service, path, ITEM, 'Activate', 'ii', [0, 0]);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      stopListening();
      watcher.dispose();
      connection.dispose();
    },
  };
}

/** @param {Record<string, unknown>} properties @returns {TrayItem} */
function toItem(properties) {
  const tooltip = /** @type {unknown[] | undefined} */ (properties['ToolTip']);
  const pixmaps = /** @type {[number, number, Buffer][]} */ (properties['IconPixmap'] ?? []);
  const largest = [...pixmaps].sort((a, b) => b[0] - a[0])[0];
  const iconPixels = largest === undefined ? undefined : fromArgb(largest);
  return {
    tooltip: textOf(tooltip?.[2]),
    title: textOf(properties['Title']),
    id: textOf(properties['Id']),
    iconPixels,
    iconPng: iconPixels && encodePng(iconPixels),
    iconHash: iconPixels && createHash('sha256').update(iconPixels.rgba).digest('hex').slice(0, 16),
  };
}

/** @param {[number, number, Buffer]} pixmap ARGB in network byte order */
function fromArgb([width, height, argb]) {
  const rgba = Buffer.alloc(width * height * 4);
  for (let at = 0; at < rgba.length; at += 4) {
    rgba.set([argb[at + 1] ?? 0, argb[at + 2] ?? 0, argb[at + 3] ?? 0, argb[at] ?? 0], at);
  }
  return { width, height, rgba };
}
