// The icon of every window, for task bar and window switcher. Where the app is not installed as a package, Linux has no other source for it.
import type { App, BrowserWindow, NativeImage } from 'electron';

/** From now on each window that is made has the icon, also one that a page opens. macOS has icons for apps only. */
export function showIconOnWindows(app: Pick<App, 'on'>, icon: NativeImage, platform: NodeJS.Platform): void {
  if (platform === 'darwin') return;
  app.on('browser-window-created', (_event, window: BrowserWindow) => window.setIcon(icon));
}
