// The clipboard of this desktop. clipboard-device.ts does the work.
// oxlint-disable-next-line eslint/no-restricted-imports -- a name that only newer versions export can be looked for on the namespace alone
import * as electron from 'electron';
import { type ClipboardOfElectron, clipboardDevice } from './clipboard-device';
import type { ClipboardDevice } from './secret-clipboard';

export function createClipboardDevice(platform: NodeJS.Platform): ClipboardDevice {
  return clipboardDevice(electron as ClipboardOfElectron, platform);
}
