// Sets the application menu, and only when it differs: setting it closes an open one. Fed with snapshots by the composition root.
import { Menu } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../../../preload/contract/schemas';
import { type AppActions, runAppCommand } from './app-actions';
import { type AppMenuSection, appMenuModel, appMenuTemplate } from './app-menu-model';

/** Keeps the application menu in step with snapshots. */
export function createAppMenu(actions: AppActions, platform: NodeJS.Platform): { update(snapshot: Snapshot): void } {
  let shown: readonly AppMenuSection[] | undefined;
  return {
    update(snapshot) {
      const sections = appMenuModel(snapshot, platform);
      if (isDeepStrictEqual(sections, shown)) return;
      shown = sections;
      const template = appMenuTemplate(sections, (command) => runAppCommand(command, actions));
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
  };
}
