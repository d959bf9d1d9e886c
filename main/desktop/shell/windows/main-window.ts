// The app's one window: created when first opened, hidden when closed, restricted to its own document. The composition root opens it and sends
// to it. It must not know what the page shows.
import { BrowserWindow, screen, type WebContents } from 'electron';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { APP_URL, isAppDocument } from './bundle-resolver';
import { closeBehavior } from './close-behavior';
import { guardNavigation } from './navigation-guard';
import { LEAST_SIZE, openingBounds, type WindowPlace } from './opening-bounds';
import { watchPlace } from './place-watch';
import { SECURE_WEB_PREFERENCES } from './web-preferences';

const PRODUCT_NAME = 'Axiom Token Manager';
/** A page that crashes again within this time is not reloaded. */
const CRASH_LOOP_MS = 10_000;
/** A restarting panel is back within this time; after it a hidden window is shown again. */
const TRAY_RESTART_MS = 5_000;

export interface MainWindowOptions {
  /** The bundled preload script. */
  readonly preloadPath: string;
  readonly allowDevTools: boolean;
  /** Shown until the page is drawn. */
  readonly backgroundColor: () => string;
  /** True once the app is quitting; only then does a close really close the window. */
  readonly isQuitting: () => boolean;
  /** Whether the app keeps running after a close; otherwise a close quits. */
  readonly staysInTray: () => boolean;
  /** Asks the app to quit. */
  readonly quit: () => void;
  /** False once the app's files on the disk were replaced: a page loaded then could be blank, or crash the app. */
  readonly mayReload: () => boolean;
  /** The window's place; kept across restarts. */
  readonly place: KeptPlace;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Stores the window's place for the next run. */
export interface KeptPlace {
  /** `undefined` until a place was stored. */
  read(): WindowPlace | undefined;
  set(place: WindowPlace): void;
}

/** The window's controller. */
export interface MainWindow {
  /** Shows the window in front; resolves when its page is loaded and listens. */
  open(): Promise<void>;
  /** The page; `undefined` when there is none. */
  contents(): WebContents | undefined;
  /** Whether a page exists, so that it can be shown without loading. */
  hasPage(): boolean;
  /** The parent for dialogs; `undefined` while the window is not visible. */
  visibleWindow(): BrowserWindow | undefined;
  isFocused(): boolean;
  /** Marks the title while a simulator is used. */
  setSimulator(isSimulator: boolean): void;
  /** Sets whether a tray can show the window again. Without one, a hidden window is shown again after 5 s. */
  setHasTray(hasTray: boolean): void;
  dispose(): void;
}

/** The window itself is created by the first `open`. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { clock, logger } = options;
  let window: BrowserWindow | undefined;
  let loaded: Promise<void> = Promise.resolve();
  let title = PRODUCT_NAME;
  let opensMaximized = false;
  let hasTray = true;
  let lastCrashMs = Number.NEGATIVE_INFINITY;
  let cancelShowAgain = (): void => {};

  const make = (): BrowserWindow => {
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    const opening = openingBounds(options.place.read(), [primary.workArea, ...others.map((each) => each.workArea)]);
    const { isMaximized, ...bounds } = opening;
    const made = new BrowserWindow({
      show: false,
      title,
      ...bounds,
      minWidth: LEAST_SIZE.width,
      minHeight: LEAST_SIZE.height,
      backgroundColor: options.backgroundColor(),
      // Alt shows the menu bar; its accelerators also work while it is hidden.
      autoHideMenuBar: true,
      webPreferences: { ...SECURE_WEB_PREFERENCES, preload: options.preloadPath, devTools: options.allowDevTools },
    });
    watchPlace(made, opening, clock, (place) => options.place.set(place));
    opensMaximized = isMaximized;
    const { webContents } = made;
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    guardNavigation(webContents, isAppDocument, () => logger.warn('the window was kept from leaving its page'));
    const bringBack = (url: string): void => {
      if (isAppDocument(url) || made.isDestroyed()) return;
      logger.warn('the window had left its page and was brought back');
      loadAgain(made);
    };
    // No event can stop a navigation to about:blank, and about:srcdoc fails.
    webContents.on('did-navigate', (_event, url) => bringBack(url));
    webContents.on('did-fail-load', (_event, _code, _words, url, isMainFrame) => {
      if (isMainFrame) bringBack(url);
    });
    // A script in the page must not prevent closing, quitting or the return to the app's page.
    webContents.on('will-prevent-unload', (event) => event.preventDefault());
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('close', (event) => {
      const behavior = closeBehavior({
        isQuitting: options.isQuitting(),
        hasTray,
        staysInTray: options.staysInTray(),
      });
      if (behavior === 'close') return;
      event.preventDefault();
      if (behavior === 'hide') made.hide();
      else if (behavior === 'minimize') made.minimize();
      else options.quit();
    });
    made.on('closed', () => {
      if (window === made) window = undefined;
    });
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      logger.warn('the page of the window ended', { reason, exitCode });
      const nowMs = clock.monotonicMs();
      const isFirst = nowMs - lastCrashMs > CRASH_LOOP_MS;
      if (isFirst && options.mayReload() && !made.isDestroyed()) webContents.reload();
      lastCrashMs = nowMs;
    });
    loaded = load(made);
    return made;
  };

  const loadAgain = ({ webContents }: BrowserWindow): void => {
    webContents.loadURL(APP_URL).catch((error: unknown) => logger.error('the page of the window did not load', error));
  };

  const load = async (made: BrowserWindow): Promise<void> => {
    const ready = new Promise<void>((resolve) => made.once('ready-to-show', () => resolve()));
    try {
      await Promise.all([made.loadURL(APP_URL), ready]);
    } catch (error) {
      // Not thrown: a person can still close or quit an empty window, but a rejected promise would end the app.
      logger.error('the page of the window did not load', error);
    }
  };

  const show = (shown: BrowserWindow): void => {
    if (shown.isDestroyed()) return;
    if (shown.isMinimized()) shown.restore();
    // Not earlier: maximize() shows the window.
    if (opensMaximized) shown.maximize();
    opensMaximized = false;
    shown.show();
    shown.focus();
  };

  return {
    async open() {
      cancelShowAgain();
      window ??= make();
      const opened = window;
      await loaded;
      // After repeated crashes the page was not reloaded; opening the window tries again.
      if (!opened.isDestroyed() && opened.webContents.isCrashed()) loaded = load(opened);
      await loaded;
      show(opened);
    },
    contents: () => (window && !window.webContents.isDestroyed() ? window.webContents : undefined),
    hasPage: () => window !== undefined && !window.isDestroyed() && !window.webContents.isCrashed(),
    visibleWindow: () => (window?.isVisible() ? window : undefined),
    isFocused: () => window?.isFocused() ?? false,
    setSimulator(isSimulator) {
      title = isSimulator ? `${PRODUCT_NAME} — Simulator` : PRODUCT_NAME;
      if (window?.getTitle() !== title) window?.setTitle(title);
    },
    setHasTray(now) {
      hasTray = now;
      cancelShowAgain();
      if (hasTray) return;
      cancelShowAgain = clock.setTimer(TRAY_RESTART_MS, () => {
        if (window && !window.isVisible() && !window.isMinimized()) window.showInactive();
      });
    },
    dispose() {
      cancelShowAgain();
      window?.destroy();
    },
  };
}
