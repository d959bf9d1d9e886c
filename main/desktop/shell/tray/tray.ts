// Draws the tray model with Electron's Tray. Made by open-shell.ts after the app is ready, called by tray-presenter.ts; decides nothing.
import { Menu, nativeImage, Tray } from 'electron';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type AppActions, runAppCommand } from '../menus/app-actions';
import { menuTemplate } from '../menus/menu-template';
import { iconFile, type TrayModel } from './tray-model';
import type { TrayView } from './tray-presenter';

/** The app's tray icon. `iconDirectory` holds the icons of every model. It appears with the first model shown. */
export function createTray(iconDirectory: string, actions: AppActions): TrayView {
  let tray: Tray | undefined;
  let shown: TrayModel | undefined;

  const icon = (model: TrayModel): Electron.NativeImage =>
    // A name that ends in "Template" makes it a template image on macOS.
    nativeImage.createFromPath(path.join(iconDirectory, iconFile(model.iconName, process.platform)));

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
      tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(model.entries, run, 'without-accelerators')));
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
