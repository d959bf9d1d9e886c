// Draws the tray model with Electron's Tray. Made by open-shell.ts after the app is ready, called by tray-presenter.ts; decides nothing.
import { Menu, nativeImage, Tray } from 'electron';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type AppActions, runAppCommand } from '../menus/app-actions';
import { menuTemplate } from '../menus/menu-template';
import { iconFile, iconNames, type TrayModel } from './tray-model';
import type { TrayView } from './tray-presenter';

export interface TrayParts {
  /** The folder with all tray icons. They are read at the start, because the folder may be replaced while the app runs. */
  readonly iconDirectory: string;
  readonly actions: AppActions;
  /** Called when a person opens the menu, on systems that report it. */
  readonly onMenuOpened: () => void;
}

/** The app's tray icon. It appears with the first model shown. */
export function createTray({ iconDirectory, actions, onMenuOpened }: TrayParts): TrayView {
  let tray: Tray | undefined;
  let shown: TrayModel | undefined;

  // A name that ends in "Template" makes it a template image on macOS.
  const read = (name: string) => nativeImage.createFromPath(path.join(iconDirectory, iconFile(name, process.platform)));
  const icons = new Map(iconNames(process.platform).map((name) => [name, read(name)]));
  const icon = ({ iconName }: TrayModel): Electron.NativeImage => icons.get(iconName) ?? read(iconName);

  const draw = (model: TrayModel, previous: TrayModel | undefined): void => {
    if (!tray) {
      // One argument: a second one, even undefined, throws on newer versions.
      tray = new Tray(icon(model));
      tray.on('click', () => actions.openWindow());
    } else if (model.iconName !== previous?.iconName) {
      tray.setImage(icon(model));
    }
    if (model.tooltip !== previous?.tooltip) tray.setToolTip(model.tooltip);
    if (model.title !== previous?.title) tray.setTitle(model.title ?? '', { fontType: 'monospacedDigit' });
    if (!isDeepStrictEqual(model.entries, previous?.entries)) {
      const run = (command: Parameters<typeof runAppCommand>[0]): void => runAppCommand(command, actions);
      const menu = Menu.buildFromTemplate(menuTemplate(model.entries, run, 'without-accelerators'));
      // Not in this turn: the listener may set a new menu while the system still uses this one.
      menu.on('menu-will-show', () => setImmediate(onMenuOpened));
      tray.setContextMenu(menu);
    }
  };

  const destroy = (): void => {
    tray?.destroy();
    tray = undefined;
  };

  return {
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
