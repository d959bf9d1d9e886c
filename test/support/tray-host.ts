// A tray without a screen, which tests read and click. The implementation is the one `npm start` uses.
import type { MenuEntry } from '../../build/virtual-desktop/dbus-menu.mjs';

export { startTrayHost, type TrayHost, type TrayItem } from '../../build/virtual-desktop/tray-host.mjs';
export type { MenuEntry };

/** A plain menu entry: enabled, visible, not checkable, without submenu. */
export const makeMenuEntry = (label: string, more: Partial<MenuEntry> = {}): MenuEntry => ({
  id: 1,
  label,
  type: 'normal',
  enabled: true,
  visible: true,
  toggle: undefined,
  children: [],
  ...more,
});
