// By which name Windows knows the app. Called by main/desktop/index.ts before anything else.
import type { App } from 'electron';

/** The `appId` of the packages, which the installer notes at the entry of the start menu. */
export const APP_ID = 'trade.axiom-token-manager.desktop';

/** Without it Windows shows no notifications of the app, and groups its windows with those of other programs on Electron. */
export function setWindowsAppId(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId'>,
  platform: NodeJS.Platform,
  execPath: string,
): void {
  // From source there is no entry in the start menu, and Windows takes the path of the program for that.
  if (platform === 'win32') app.setAppUserModelId(app.isPackaged ? APP_ID : execPath);
}
