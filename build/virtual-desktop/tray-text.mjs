// The tray as text, for a terminal. Pure; used by tray-printer.mjs, must know neither D-Bus nor the application.

/** @typedef {import('./dbus-menu.mjs').MenuEntry} MenuEntry */

/**
 * Several lines: icon, tooltip, and the menu with one line per entry.
 * @param {{icon: string, tooltip: string, menu: readonly MenuEntry[]}} tray
 */
export function describeTray({ icon, tooltip, menu }) {
  const lines = menu.filter((entry) => entry.visible).flatMap((entry) => describeEntry(entry, 0));
  return [`icon     ${icon}`, `tooltip  ${tooltip.replaceAll('\n', '\n         ')}`, ...lines.map(indentMenu)].join(
    '\n',
  );
}

/**
 * The icon and the first menu line without its countdown. A screenshot is taken when it changes.
 * @param {{icon: string, menu: readonly MenuEntry[]}} tray
 */
export function headlineOf({ icon, menu }) {
  const first = menu[0]?.label ?? '';
  return `${icon} ${first.replace(/, .*$/, '').replace(/ in \d.*$/, '')}`.trim();
}

/** @param {MenuEntry} entry @param {number} depth @returns {string[]} */
function describeEntry(entry, depth) {
  const indent = '  '.repeat(depth);
  if (entry.type === 'separator') return [`${indent}--`];
  const mark = entry.toggle === undefined ? '' : entry.toggle ? '[x] ' : '[ ] ';
  const own = `${indent}${mark}${entry.label}${entry.enabled ? '' : '  (disabled)'}`;
  return [own, ...entry.children.filter((child) => child.visible).flatMap((child) => describeEntry(child, depth + 1))];
}

/** @param {string} line @param {number} index */
function indentMenu(line, index) {
  return `${index === 0 ? 'menu     ' : '         '}${line}`;
}
