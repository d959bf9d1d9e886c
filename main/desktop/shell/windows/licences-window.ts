// The window with the third-party licences: a text that the bundler has written. It has no IPC calls and no navigation.
import { BrowserWindow } from 'electron';
import type { Logger } from '../../../core/ports/logger';
import { APP_HOST, APP_SCHEME } from './bundle-resolver';
import { guardNavigation } from './navigation-guard';
import { SECURE_WEB_PREFERENCES } from './web-preferences';

const URL_OF_TEXT = `${APP_SCHEME}://${APP_HOST}/third-party-licences.txt`;

/** Shows the window, or brings it to the front. `parent`: the window it belongs to. */
export function createLicencesWindow(parent: () => BrowserWindow | undefined, logger: Logger): () => void {
  let window: BrowserWindow | undefined;
  return () => {
    if (window) return window.focus();
    const owner = parent();
    const made = new BrowserWindow({
      width: 720,
      height: 640,
      minWidth: 320,
      title: 'Third-party licences',
      autoHideMenuBar: true,
      ...(owner ? { parent: owner } : {}),
      webPreferences: { ...SECURE_WEB_PREFERENCES, devTools: false },
    });
    window = made;
    guardNavigation(
      made.webContents,
      () => false,
      () => undefined,
    );
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('closed', () => {
      window = undefined;
    });
    made.loadURL(URL_OF_TEXT).catch((error: unknown) => logger.error('the licences could not be shown', error));
  };
}
