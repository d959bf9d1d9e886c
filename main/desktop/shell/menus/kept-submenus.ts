// Uses submenus that have not changed again in the next menu: Electron leaks about 1 KB for each entry of a new
// submenu, and the tray's menu changes every minute. Pure: it gets the function that makes a menu.
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

  /** For a new menu: returns each kept submenu at most once, and drops those that the new menu does not use. */
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
