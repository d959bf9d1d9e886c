// The list of shortcuts, built from the sections of the application menu, so that the two cannot differ. Pure.
import type { Shortcut, ShortcutGroup } from '../../../../preload/contract/help-schema';
import type { AppMenuSection } from './app-menu-model';
import type { MenuEntry } from './menu-entries';
import { MENU_ROLES } from './menu-roles';

/** All menu entries with shortcuts, by section; sections without any are left out. */
export function shortcutGroups(
  sections: readonly AppMenuSection[],
  platform: NodeJS.Platform,
): readonly ShortcutGroup[] {
  return sections
    .map(({ label, entries = [], roles = [] }) => ({
      title: label,
      shortcuts: [
        ...entries.flatMap((entry) => ofEntry(entry, platform)),
        ...roles.map((role) => {
          const { words, accelerator } = MENU_ROLES[role];
          return { words, keys: shownKeys(accelerator(platform), platform) };
        }),
      ],
    }))
    .filter(({ shortcuts }) => shortcuts.length > 0);
}

function ofEntry(entry: MenuEntry, platform: NodeJS.Platform): Shortcut[] {
  if (entry.type === 'submenu') return entry.entries.flatMap((inner) => ofEntry(inner, platform));
  if (entry.type !== 'command' || entry.accelerator === undefined) return [];
  const { command } = entry;
  const label = entry.label.replace(/\.{3}$/, '');
  const isAccount = command.kind === 'show-page' && command.page === 'dashboard';
  return [{ words: isAccount ? `Show ${label}` : label, keys: shownKeys(entry.accelerator, platform) }];
}

const MODIFIERS: readonly (readonly [names: RegExp, elsewhere: string, onMac: string])[] = [
  [/^(Ctrl|Control)$/, 'Ctrl', '⌃'],
  [/^(Alt|Option)$/, 'Alt', '⌥'],
  [/^Shift$/, 'Shift', '⇧'],
  [/^(CmdOrCtrl|CommandOrControl|Cmd|Command)$/, 'Ctrl', '⌘'],
];

const KEY_NAMES: Readonly<Record<string, string>> = { Plus: '+', '-': '−' };

/** The keys of an accelerator with the platform's names and order: "Ctrl", "Shift", "C", or "⇧", "⌘", "C". */
export function shownKeys(accelerator: string, platform: NodeJS.Platform): string[] {
  const parts = accelerator.split('+');
  const key = parts.at(-1) ?? '';
  const held = MODIFIERS.filter(([names]) => parts.slice(0, -1).some((part) => names.test(part)));
  // On a Mac, "Ctrl" is not the key for commands, and comes before Shift.
  const names =
    platform === 'darwin'
      ? held.map(([, , onMac]) => onMac)
      : [...new Set(held.map(([, elsewhere]) => elsewhere))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return [...names, KEY_NAMES[key] ?? key];
}

const ORDER = ['Ctrl', 'Alt', 'Shift'];
