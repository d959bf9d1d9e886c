// Sets the app's identifier on Windows. Called by main/desktop/index.ts before anything else.
import type { App } from 'electron';

/** The `appId` of the packages; the installer writes it into the start menu entry. */
export const APP_ID = 'trade.axiom-token-manager.desktop';

/** Without it Windows shows no notifications of the app, and groups its windows with other Electron programs. */
export function setWindowsAppId(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId'>,
  platform: NodeJS.Platform,
  execPath: string,
): void {
  // From source there is no start menu entry; Windows then identifies a program by its path.
  if (platform === 'win32') app.setAppUserModelId(app.isPackaged ? APP_ID : execPath);
}
