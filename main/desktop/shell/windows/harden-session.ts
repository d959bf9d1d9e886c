// Denies what no page of this app needs: permissions, devices, downloads, webviews, new windows. Applied to every session and every page.
import type { App, Session } from 'electron';

/** Denies every permission request, check and device, and every download, on `session`. */
export function hardenSession(session: Session): void {
  // Without a handler Electron grants everything.
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // Chromium would fetch dictionaries from Google at the start, for pages that check no spelling.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}

/** For every page that will be made: no webview, and no new window unless the page's own file allows one later. Call before ready. */
export function hardenAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * Turns Chromium's sandbox on for every process of the app. Call before ready. Not with `--no-sandbox` (root): there it would start child
 * processes for ever; the windows ask for the sandbox one by one anyway.
 */
export function enableSandboxWherePossible(app: App, argv: readonly string[]): void {
  if (!argv.includes('--no-sandbox')) app.enableSandbox();
}
