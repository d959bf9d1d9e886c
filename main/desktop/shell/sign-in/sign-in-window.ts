// The window in which a person signs in on the site itself. Ends with the two tokens or with a typed error, and leaves no traces in its session.
// A bot check is an ordinary page here: its content is never read or changed.
import { BrowserWindow, type BrowserWindowConstructorOptions, dialog, type Session } from 'electron';
import { AxiomTokenError } from '../../../core/base/errors';
import type { Clock, Unsubscribe } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { POPUP_OPTIONS } from './popup-options';
import { createRefusalNotice, hostInWords, type Refusal } from './refused-navigation';
import { closeWindow } from '../windows/close-window';
import { guardNavigation } from '../windows/navigation-guard';
import { isAllowedPopupUrl, isAllowedSignInUrl, signInTitle } from './sign-in-rules';
import { watchSetCookies } from './set-cookie-watch';
import { type SignInTokens, watchTokenCookies } from './sign-in-cookies';
import { wipeSignInTraces } from './sign-in-session';
import { SECURE_WEB_PREFERENCES } from '../windows/web-preferences';

/** Longest wait for the wipe, which must not hold back the tokens. */
const WIPE_DEADLINE_MS = 3_000;
/** Chromium's code for a load that a newer one replaced; not a failure. */
const ERR_ABORTED = -3;

export interface SignInWindowOptions {
  /** `https://axiom.trade`, or a simulator's loopback origin. */
  readonly siteOrigin: string;
  /** The API hosts: cookies that they set count like the site's own. */
  readonly apiOrigins: readonly string[];
  /** From `createSignInSession`; can be reused, for one window at a time. */
  readonly session: Session;
  readonly parent?: BrowserWindow;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A sign-in in progress. */
export interface SignInWindow {
  /**
   * The tokens; the window is then closed and the session wiped. Fails with `CANCELLED` (closed by the user or by `close`), `NETWORK` (the page
   * could not be loaded) or `INTERNAL`.
   */
  readonly result: Promise<SignInTokens>;
  /** Whether the window is closed; `result` settles after the wipe. */
  isClosed(): boolean;
  /** Brings the window to the front. */
  focus(): void;
  /** Ends the sign-in. */
  close(): void;
}

/** Opens the window. */
export function openSignInWindow(options: SignInWindowOptions): SignInWindow {
  const { siteOrigin, apiOrigins, session, clock, logger } = options;
  const webPreferences = { ...SECURE_WEB_PREFERENCES, session, devTools: false };
  const window = new BrowserWindow({
    width: 480,
    height: 760,
    minWidth: 320,
    minHeight: 480,
    title: signInTitle(siteOrigin, siteOrigin),
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    ...(options.parent ? { parent: options.parent } : {}),
    webPreferences,
  });
  const setCookies = watchSetCookies(session, [siteOrigin, ...apiOrigins]);
  let stopWatching: Unsubscribe = () => {};

  const tokens = new Promise<SignInTokens>((resolve, reject) => {
    const noticeRefusal = createRefusalNotice(new URL(siteOrigin).host, async (message, detail) => {
      if (!window.isDestroyed())
        await dialog.showMessageBox(window, { type: 'info', message, detail, buttons: ['Stay here'], noLink: true });
    });
    restrictPage(window, { ...options, noticeRefusal }, { ...POPUP_OPTIONS, webPreferences }, new Set());
    window.on('closed', () => reject(new AxiomTokenError('CANCELLED')));
    window.webContents.on('did-navigate', (_event, url) => {
      // No event can stop a navigation to about:blank, so the page is loaded again.
      if (!isAllowedSignInUrl(url, siteOrigin)) window.loadURL(siteOrigin).catch(() => {});
    });
    window.webContents.on('render-process-gone', (_event, { reason }) =>
      reject(
        new AxiomTokenError('INTERNAL', { message: 'The sign-in page ended unexpectedly.', cause: new Error(reason) }),
      ),
    );
    window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (!isMainFrame || code === ERR_ABORTED) return;
      logger.warn('the sign-in page did not load', { code, description });
      reject(notLoaded(siteOrigin, code));
    });
    // A token from an earlier sign-in whose wipe failed must not be mistaken for a new one.
    wipeSignInTraces(session, siteOrigin).then(() => {
      if (window.isDestroyed()) return;
      stopWatching = watchTokenCookies({
        jar: session.cookies,
        siteHost: new URL(siteOrigin).hostname,
        isFromServer: (cookie) => setCookies.isFromServer(cookie),
        onForeign: () => noticeRefusal({ kind: 'foreign-tokens' }),
        onTokens: resolve,
        onError: reject,
      });
      // did-fail-load reports the failure with more detail.
      window.loadURL(siteOrigin).catch(() => {});
    }, reject);
  });

  const finish = async (): Promise<SignInTokens> => {
    try {
      return await tokens;
    } finally {
      stopWatching();
      setCookies.stop();
      await closeWindow(window, clock);
      await wipeWithDeadline(session, siteOrigin, clock, logger);
    }
  };

  return {
    result: finish(),
    isClosed: () => window.isDestroyed(),
    focus() {
      if (!window.isDestroyed()) window.focus();
    },
    close() {
      void closeWindow(window, clock);
    },
  };
}

/** Restricts a page of the sign-in and its one popup. A provider's popup sends its result to its opener, so it must be a real window. */
function restrictPage(
  window: BrowserWindow,
  options: SignInWindowOptions & { readonly noticeRefusal: (refusal: Refusal) => void },
  popup: BrowserWindowConstructorOptions,
  popups: Set<BrowserWindow>,
): void {
  const { webContents } = window;
  const { siteOrigin, logger, noticeRefusal } = options;
  const isAllowed = (url: string): boolean => isAllowedPopupUrl(url, siteOrigin);
  guardNavigation(
    webContents,
    (url) => isAllowedSignInUrl(url, siteOrigin),
    (url) => {
      logger.warn('the sign-in window was kept from leaving the site', { host: hostInWords(url) });
      noticeRefusal({ kind: 'page', url });
    },
  );
  webContents.setWindowOpenHandler(({ url }) => {
    if (!isAllowed(url)) {
      logger.warn('the sign-in window was kept from opening a window', { host: hostInWords(url) });
      noticeRefusal({ kind: 'page', url });
      return { action: 'deny' };
    }
    if (popups.size > 0) {
      logger.warn('the sign-in window was kept from opening a second window', { host: hostInWords(url) });
      noticeRefusal({ kind: 'second-window' });
      return { action: 'deny' };
    }
    const title = signInTitle(url, siteOrigin);
    return { action: 'allow', overrideBrowserWindowOptions: { ...popup, title, parent: window } };
  });
  webContents.on('did-create-window', (child) => {
    popups.add(child);
    // The position that the page requested might be off-screen.
    child.center();
    child.on('closed', () => popups.delete(child));
    restrictPage(child, options, popup, popups);
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  // A page that asks "leave this site?" must not prevent the close: the question would not be shown.
  webContents.on('will-prevent-unload', (event) => event.preventDefault());
  webContents.on('did-navigate', (_event, url) => window.setTitle(signInTitle(url, siteOrigin)));
}

function notLoaded(siteOrigin: string, code: number): AxiomTokenError {
  const { host } = new URL(siteOrigin);
  // Chromium numbers certificate errors from -200 to -299.
  const message =
    code <= -200 && code > -300
      ? `The connection to ${host} is not secure, so the sign-in page was not opened.`
      : `The sign-in page of ${host} could not be loaded.`;
  return new AxiomTokenError('NETWORK', { message });
}

async function wipeWithDeadline(session: Session, siteOrigin: string, clock: Clock, logger: Logger): Promise<void> {
  let cancel: Unsubscribe = () => {};
  const deadline = new Promise<void>((resolve) => {
    cancel = clock.setTimer(WIPE_DEADLINE_MS, resolve);
  });
  const wiped = wipeSignInTraces(session, siteOrigin).catch((error: unknown) =>
    logger.error('traces of the sign-in could not be removed', error),
  );
  await Promise.race([wiped, deadline]);
  cancel();
}
