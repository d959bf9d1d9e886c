// Submenus that have not changed go from one menu into the next. Electron leaves about 1 KB of each entry of a submenu behind for good, and the
// tray's menu changes every minute. Pure: it is given how a menu is made.
import type { MenuItemConstructorOptions } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import type { SubmenuOf } from './submenu';

/** The submenus of one menu. `make`: `Menu.buildFromTemplate`. */
export class KeptSubmenus {
  readonly #make: (template: MenuItemConstructorOptions[]) => Electron.Menu;
  #kept: readonly { readonly content: unknown; readonly menu: Electron.Menu }[] = [];

  constructor(make: (template: MenuItemConstructorOptions[]) => Electron.Menu) {
    this.#make = make;
  }

  /** For a new menu: gives each kept submenu once. Those that are not asked for are kept no longer. */
  next(): SubmenuOf {
    const left = [...this.#kept];
    const kept: { content: unknown; menu: Electron.Menu }[] = [];
    this.#kept = kept;
    return (content, template) => {
      const at = left.findIndex((each) => isDeepStrictEqual(each.content, content));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      const submenu = found ?? { content, menu: this.#make(template()) };
      kept.push(submenu);
      return submenu.menu;
    };
  }
}
