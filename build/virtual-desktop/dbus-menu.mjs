// Reads the menu that an application exports over com.canonical.dbusmenu into plain entries.
// Used by tray-host.mjs; must not know the tray.

const MENU = 'com.canonical.dbusmenu';

/**
 * @typedef {object} MenuEntry
 * @property {number} id changes whenever the application sets its menu again
 * @property {string} label without mnemonic marks; empty for a separator
 * @property {'normal' | 'separator'} type
 * @property {boolean} enabled
 * @property {boolean} visible
 * @property {boolean | undefined} toggle checked or not; undefined for an entry that cannot be checked
 * @property {MenuEntry[]} children
 */

/** @typedef {[number, Record<string, unknown>, Layout[]]} Layout what `GetLayout` answers */

/**
 * @param {import('./bus-connection.mjs').BusConnection} connection
 * @param {string} service
 * @param {string} path
 * @returns {Promise<MenuEntry[]>} the entries of the top level
 */
export async function readMenuAt(connection, service, path) {
  // A host calls this before it shows a menu; applications may not have the method.
  await connection.call(service, path, MENU, 'AboutToShow', 'i', [0]).catch(() => undefined);
  const [, root] = await connection.call(service, path, MENU, 'GetLayout', 'iias', [0, -1, []]);
  return toEntry(/** @type {Layout} */ (root)).children;
}

/** @param {Layout} layout @returns {MenuEntry} */
function toEntry([id, properties, children]) {
  return {
    id,
    // One underscore marks the access key; two mean one underscore.
    label: textOf(properties['label']).replace(/_(_?)/g, '$1'),
    type: properties['type'] === 'separator' ? 'separator' : 'normal',
    enabled: properties['enabled'] !== false,
    visible: properties['visible'] !== false,
    toggle: properties['toggle-type'] ? properties['toggle-state'] === 1 : undefined,
    children: children.map(toEntry),
  };
}

/**
 * The first entry with exactly this label, submenus included.
 * @param {readonly MenuEntry[]} entries
 * @param {string} label
 * @returns {MenuEntry | undefined}
 */
export function findEntry(entries, label) {
  for (const entry of entries) {
    const found = entry.label === label ? entry : findEntry(entry.children, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * All labels, for the error message about a missing one.
 * @param {readonly MenuEntry[]} entries
 * @returns {string[]}
 */
export function labelsOf(entries) {
  return entries.flatMap((entry) => [...(entry.label ? [entry.label] : []), ...labelsOf(entry.children)]);
}

/** A D-Bus property as text; empty when it is missing or no text. */
export function textOf(/** @type {unknown} */ value) {
  return typeof value === 'string' ? value : '';
}
