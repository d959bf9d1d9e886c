// Denies everything that no page of this app needs: permissions, devices, downloads, webviews, new windows. Applies to every session and page.
import type { App, Session } from 'electron';
import { closeDirectConnections } from './page-network';

/**
 * For every session: denies every permission request, permission check, device and download, and sends no client
 * certificate. Call before ready. It must run as soon as a session is created, because the session then fetches
 * spelling dictionaries (seen in Electron 22: half a second later, redirector.gvt1.com had been contacted). Electron
 * creates the default session at the first use of `protocol`.
 */
export function hardenAllSessions(app: App): void {
  app.on('session-created', hardenSession);
  // Without a listener Electron sends the system's first certificate to any server that asks, and so reveals who the user is.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault();
    answer();
  });
}

function hardenSession(session: Session): void {
  // Without a handler Electron grants everything.
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // Chromium would fetch dictionaries from Google, although no page checks spelling.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}

/** For every page created later: no connection past the session's proxy, no webview, and no new window unless the page's own code allows it. Call before ready. */
export function hardenAllContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    closeDirectConnections(contents);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * Turns Chromium's sandbox on for every process of the app. Call before ready. Not with `--no-sandbox` (root): child processes
 * would then be started again and again. Each window turns on its own sandbox anyway.
 */
export function enableSandboxWherePossible(app: App, argv: readonly string[]): void {
  if (!argv.includes('--no-sandbox')) app.enableSandbox();
}
