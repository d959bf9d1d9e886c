// The app's one window: made on first need, hidden when closed, held to its own document. The composition root opens it and sends to it;
// what it shows is the renderer's business.
import { BrowserWindow, screen, type WebContents } from 'electron';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { APP_URL, isAppDocument } from './bundle-resolver';
import { closeBehavior } from './close-behavior';
import { guardNavigation } from './navigation-guard';
import { SECURE_WEB_PREFERENCES } from './web-preferences';

const PRODUCT_NAME = 'Axiom Token Manager';
/** A page that dies again within this time is left alone. */
const CRASH_LOOP_MS = 10_000;
/** A panel that restarts is back within this time; then the hidden window can stay hidden. */
const TRAY_RETURN_MS = 5_000;

/** What the window needs from outside. */
export interface MainWindowOptions {
  /** The bundled preload script. */
  readonly preloadPath: string;
  /** Picture for task bar and switcher; Linux takes it from here only. */
  readonly iconPath: string;
  readonly allowDevTools: boolean;
  /** Behind the page until it is drawn. */
  readonly backgroundColor: () => string;
  /** True from the moment the app is quitting: then closing closes. */
  readonly isQuitting: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The window as the composition root holds it. */
export interface MainWindow {
  /** Shows the window at the front; resolves when its page is loaded and listens. */
  open(): Promise<void>;
  /** The page to send to, while there is one. */
  contents(): WebContents | undefined;
  /** The window for dialogs to belong to, while there is one that is visible. */
  visibleWindow(): BrowserWindow | undefined;
  isFocused(): boolean;
  /** Marks the title while a simulator is in use. */
  setSimulator(isSimulator: boolean): void;
  /** Tells whether a tray can bring the window back. Without one a hidden window comes back after a few seconds. */
  setHasTray(hasTray: boolean): void;
  dispose(): void;
}

/** The window's controller; nothing is made before `open`. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { clock, logger } = options;
  let window: BrowserWindow | undefined;
  let loaded: Promise<void> = Promise.resolve();
  let title = PRODUCT_NAME;
  let hasTray = true;
  let lastCrashMs = Number.NEGATIVE_INFINITY;
  let cancelReturn = (): void => {};

  const make = (): BrowserWindow => {
    const { width, height } = screen.getPrimaryDisplay().workAreaSize;
    const made = new BrowserWindow({
      show: false,
      title,
      width: Math.min(960, width),
      height: Math.min(720, height),
      minWidth: 320,
      minHeight: 400,
      icon: options.iconPath,
      backgroundColor: options.backgroundColor(),
      // Alt shows it; its accelerators work all the time.
      autoHideMenuBar: true,
      webPreferences: { ...SECURE_WEB_PREFERENCES, preload: options.preloadPath, devTools: options.allowDevTools },
    });
    const { webContents } = made;
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    guardNavigation(webContents, isAppDocument, () => logger.warn('the window was kept from leaving its page'));
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('close', (event) => {
      const behavior = closeBehavior({ isQuitting: options.isQuitting(), hasTray });
      if (behavior === 'close') return;
      event.preventDefault();
      if (behavior === 'hide') made.hide();
      else made.minimize();
    });
    made.on('closed', () => {
      if (window === made) window = undefined;
    });
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      logger.warn('the page of the window ended', { reason, exitCode });
      const nowMs = clock.monotonicMs();
      if (nowMs - lastCrashMs > CRASH_LOOP_MS && !made.isDestroyed()) webContents.reload();
      lastCrashMs = nowMs;
    });
    loaded = load(made);
    return made;
  };

  const load = async (made: BrowserWindow): Promise<void> => {
    const ready = new Promise<void>((resolve) => made.once('ready-to-show', () => resolve()));
    try {
      await Promise.all([made.loadURL(APP_URL), ready]);
    } catch (error) {
      // An empty window can still be closed and quit from; a promise that rejects would take the app down.
      logger.error('the page of the window did not load', error);
    }
  };

  const show = (shown: BrowserWindow): void => {
    if (shown.isDestroyed()) return;
    if (shown.isMinimized()) shown.restore();
    shown.show();
    shown.focus();
  };

  return {
    async open() {
      cancelReturn();
      window ??= make();
      const opened = window;
      await loaded;
      show(opened);
    },
    contents: () => (window && !window.webContents.isDestroyed() ? window.webContents : undefined),
    visibleWindow: () => (window?.isVisible() ? window : undefined),
    isFocused: () => window?.isFocused() ?? false,
    setSimulator(isSimulator) {
      title = isSimulator ? `${PRODUCT_NAME} — Simulator` : PRODUCT_NAME;
      if (window?.getTitle() !== title) window?.setTitle(title);
    },
    setHasTray(now) {
      hasTray = now;
      cancelReturn();
      if (hasTray) return;
      cancelReturn = clock.setTimer(TRAY_RETURN_MS, () => {
        if (window && !window.isVisible() && !window.isMinimized()) window.showInactive();
      });
    },
    dispose() {
      cancelReturn();
      window?.destroy();
    },
  };
}
