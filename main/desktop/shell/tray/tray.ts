// Draws the tray model with Electron's Tray. Made by main/desktop/index.ts as soon as Electron is ready, called by tray-presenter.ts; decides nothing.
import { Menu, nativeImage, Tray } from 'electron';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AppCommand } from '../menus/app-actions';
import { KeptSubmenus } from '../menus/kept-submenus';
import { menuTemplate } from '../menus/menu-template';
import { iconFile, iconNames } from './tray-icons';
import type { TrayModel } from './tray-model';
import type { TrayView } from './tray-presenter';

export interface TrayParts {
  /** The folder with all tray icons. */
  readonly iconDirectory: string;
  /** Runs the command that a person chooses in the menu. */
  readonly run: (command: AppCommand) => void;
}

/** The tray icon while the app opens, and after that. */
export interface AppTray extends TrayView {
  /**
   * Called once the app is open. Reads all icons, because their folder may be replaced while the app runs. `onMenuOpened` is called when a
   * person opens the menu, on systems that report it.
   */
  complete(onMenuOpened: () => void): void;
}

/** The app's tray icon. It appears with the first model shown. */
export function createTray({ iconDirectory, run }: TrayParts): AppTray {
  let tray: Tray | undefined;
  let shown: TrayModel | undefined;
  let menuOpened = (): void => {};
  const submenus = new KeptSubmenus((template) => Menu.buildFromTemplate(template));
  const icons = new Map<string, Electron.NativeImage>();

  // A name that ends in "Template" makes it a template image on macOS.
  const read = (name: string) => nativeImage.createFromPath(path.join(iconDirectory, iconFile(name, process.platform)));
  const icon = ({ iconName }: TrayModel): Electron.NativeImage => icons.get(iconName) ?? read(iconName);

  const draw = (model: TrayModel, previous: TrayModel | undefined): void => {
    if (!tray) {
      // One argument: a second one, even undefined, throws on newer versions.
      tray = new Tray(icon(model));
      tray.on('click', () => run({ kind: 'open-window' }));
    } else if (model.iconName !== previous?.iconName) {
      tray.setImage(icon(model));
    }
    if (model.tooltip !== previous?.tooltip) tray.setToolTip(model.tooltip);
    if (model.title !== previous?.title) tray.setTitle(model.title ?? '', { fontType: 'monospacedDigit' });
    if (!isDeepStrictEqual(model.entries, previous?.entries)) {
      const menu = Menu.buildFromTemplate(menuTemplate(model.entries, run, 'without-accelerators', submenus.next()));
      // Not in this turn: the listener may set a new menu while the system still uses this one.
      menu.on('menu-will-show', () => setImmediate(() => menuOpened()));
      tray.setContextMenu(menu);
    }
  };

  const destroy = (): void => {
    tray?.destroy();
    tray = undefined;
  };

  return {
    complete(onMenuOpened) {
      menuOpened = onMenuOpened;
      for (const name of iconNames(process.platform)) icons.set(name, read(name));
    },
    show(model) {
      draw(model, shown);
      shown = model;
    },
    remake() {
      if (!tray || !shown) return;
      destroy();
      draw(shown, undefined);
    },
    dispose: destroy,
  };
}
