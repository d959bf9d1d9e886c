// Turns menu entries into a template for Electron's Menu.buildFromTemplate, for tray and application menu. Pure.
import type { MenuItemConstructorOptions } from 'electron';
import type { AppCommand } from './app-actions';
import { alwaysNew, type SubmenuOf } from './submenu';
import type { MenuEntry } from './menu-entries';

/** Shortcuts are added in the application menu only: they have no effect in the tray. */
export function menuTemplate(
  entries: readonly MenuEntry[],
  run: (command: AppCommand) => void,
  accelerators: 'with-accelerators' | 'without-accelerators',
  submenuOf: SubmenuOf = alwaysNew,
): MenuItemConstructorOptions[] {
  return entries.map((entry): MenuItemConstructorOptions => {
    switch (entry.type) {
      case 'separator':
        return { type: 'separator' };
      case 'status':
        return { label: escapeMenuLabel(entry.label), enabled: false };
      case 'submenu':
        return {
          label: escapeMenuLabel(entry.label),
          submenu: submenuOf(entry.entries, () => menuTemplate(entry.entries, run, accelerators, submenuOf)),
        };
      case 'command':
        return {
          label: escapeMenuLabel(entry.label),
          enabled: entry.isEnabled,
          click: () => run(entry.command),
          ...(entry.accelerator === undefined || accelerators === 'without-accelerators'
            ? {}
            : { accelerator: entry.accelerator }),
        };
    }
  });
}

/** Escapes text for a menu label, where `&` underlines the next letter. Electron itself escapes the `_` of Linux menus. */
export function escapeMenuLabel(text: string): string {
  return text.replaceAll('&', '&&');
}
