// The icon of every window, for task bar and window switcher. Without an installed package, Linux has no other source for it.
import type { App, BrowserWindow, NativeImage } from 'electron';

/** Sets the icon on every window created later, including popups. On macOS only apps have icons. */
export function showIconOnWindows(app: Pick<App, 'on'>, icon: NativeImage, platform: NodeJS.Platform): void {
  if (platform === 'darwin') return;
  app.on('browser-window-created', (_event, window: BrowserWindow) => window.setIcon(icon));
}
