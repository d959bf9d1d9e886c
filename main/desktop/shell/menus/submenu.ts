// How a menu gets its submenus. Without Node, because the window's tests draw the menu's keys.
import type { MenuItemConstructorOptions } from 'electron';

/** The submenu with this content: a kept one, or what `template` makes. */
export type SubmenuOf = (
  content: unknown,
  template: () => MenuItemConstructorOptions[],
) => NonNullable<MenuItemConstructorOptions['submenu']>;

/** Makes every submenu anew, as part of its menu. */
export const alwaysNew: SubmenuOf = (_content, template) => template();
