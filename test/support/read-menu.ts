// A menu's entries as lines of text, for tests of tray and menus.
import type { MenuEntry } from '../../main/desktop/shell/menus/menu-entries';

/** The menu as a person reads it: "-" for separators, brackets for disabled entries, indented submenus. */
export function readMenu(entries: readonly MenuEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'separator') return [`${indent}-`];
    if (entry.type === 'submenu') return [`${indent}${entry.label} >`, ...readMenu(entry.entries, `${indent}  `)];
    if (entry.type === 'status') return [`${indent}[${entry.label}]`];
    return [indent + (entry.isEnabled ? entry.label : `[${entry.label}]`)];
  });
}
