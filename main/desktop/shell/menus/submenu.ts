// How a menu gets its submenus. Imports nothing of Node, because tests of the window use the menu's shortcuts.
import type { MenuItemConstructorOptions } from 'electron';

/** The submenu with this content: a kept one, or what `template` makes. */
export type SubmenuOf = (
  content: unknown,
  template: () => MenuItemConstructorOptions[],
) => NonNullable<MenuItemConstructorOptions['submenu']>;

/** Makes each submenu as part of its menu; keeps none. */
export const alwaysNew: SubmenuOf = (_content, template) => template();
