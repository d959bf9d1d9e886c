// Sets the application menu from snapshots, only when it has changed, because setting it closes an open menu. Made by open-shell.ts.
import { Menu } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../../../preload/contract/schemas';
import { type AppActions, runAppCommand } from './app-actions';
import { type AppMenuSection, appMenuModel, appMenuTemplate } from './app-menu-model';
import { KeptSubmenus } from './kept-submenus';

/** `update` sets the menu for a new snapshot; `shownId`: the profile on screen. */
export function createAppMenu(
  actions: AppActions,
  platform: NodeJS.Platform,
): {
  update(snapshot: Snapshot, shownId: string | undefined): void;
} {
  let shown: readonly AppMenuSection[] | undefined;
  const submenus = new KeptSubmenus((template) => Menu.buildFromTemplate(template));
  return {
    update(snapshot, shownId) {
      const sections = appMenuModel(snapshot, platform, shownId);
      if (isDeepStrictEqual(sections, shown)) return;
      shown = sections;
      const template = appMenuTemplate(sections, (command) => runAppCommand(command, actions), submenus.next());
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
  };
}
