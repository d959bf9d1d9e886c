// The tray without a screen that tests read and click. The implementation is the one `npm start` uses.
export { startTrayHost, type TrayHost, type TrayItem } from '../../build/virtual-desktop/tray-host.mjs';
export type { MenuEntry } from '../../build/virtual-desktop/dbus-menu.mjs';
