// What the tray shows while the app is being opened and nothing is known about tokens yet. Pure.
import { HEADLINE_TABLE } from '../../../core/status/headline-table';
import { OPEN_ENTRY, QUIT_ENTRY, SEPARATOR } from '../menus/menu-entries';
import { iconName } from './tray-icons';
import type { TrayModel } from './tray-model';

/** Both entries work at once: "Quit" ends the app, "Open" waits until the app is open (command-queue.ts). */
export function openingModel(platform: NodeJS.Platform): TrayModel {
  const { shape, tone, label } = HEADLINE_TABLE.opening;
  return {
    shape,
    tone,
    iconName: iconName(shape, tone, platform),
    tooltip: 'Axiom Token Manager',
    entries: [{ type: 'status', label }, SEPARATOR, OPEN_ENTRY, SEPARATOR, QUIT_ENTRY],
  };
}
