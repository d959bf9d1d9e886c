// The app's one window: made when it is opened, hidden when closed and destroyed soon after, restricted to its own
// document. The composition root opens it and sends to it. It must not know what the page shows.
import { BrowserWindow, screen, type WebContents } from 'electron';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { APP_URL } from './bundle-resolver';
import { closeBehavior } from './close-behavior';
import { closeWindow } from './close-window';
import { createHiddenWindow } from './hidden-window';
import { keepPage } from './keep-page';
import { LEAST_SIZE, openingBounds, type WindowPlace } from './opening-bounds';
import { watchPlace } from './place-watch';
import { SECURE_WEB_PREFERENCES } from './web-preferences';

const PRODUCT_NAME = 'Axiom Token Manager';
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
  /**
   * Takes the view that the hidden page reports, so that a new page can continue from it; `undefined` while something
   * would be lost.
   */
  keepView(view: string | undefined): void;
  /** Marks the title while a simulator is used. */
  setSimulator(isSimulator: boolean): void;
  /** Sets whether there is a tray from which the window can be opened. Without one a window that was closed is shown again after 5 s. */
  setHasTray(hasTray: boolean): void;
  dispose(): void;
}

/** The window's controller. `open` makes the window when there is none. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { clock, logger } = options;
  let window: BrowserWindow | undefined;
  let loaded: Promise<void> = Promise.resolve();
  let title = PRODUCT_NAME;
  let opensMaximized = false;
  let hasTray = true;
  let cancelShowAgain = (): void => {};
  /** Windows that this code closes, not a person. */
  const leaving = new WeakSet<BrowserWindow>();
  /** The view that the page of the last window has reported. */
  let keptView: string | undefined;

  const hidden = createHiddenWindow({
    clock,
    isCovered: () => window !== undefined && (!window.isEnabled() || window.getChildWindows().length > 0),
    canBeMadeAgain: options.mayReload,
    destroy(view) {
      if (!window) return;
      keptView = view;
      const gone = window;
      window = undefined;
      leaving.add(gone);
      void closeWindow(gone, clock);
    },
  });

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
    keepPage(made, { load: () => loadAgain(made), mayReload: options.mayReload, clock, logger });
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('close', (event) => {
      const behavior = closeBehavior({
        isQuitting: options.isQuitting() || leaving.has(made),
        hasTray,
        staysInTray: options.staysInTray(),
      });
      if (behavior === 'close') return;
      event.preventDefault();
      if (behavior === 'hide') {
        hidden.hidden();
        made.hide();
      } else if (behavior === 'minimize') made.minimize();
      else options.quit();
    });
    made.on('show', () => hidden.shown());
    made.on('closed', () => {
      if (window === made) window = undefined;
    });
    loaded = load(made, keptView);
    keptView = undefined;
    return made;
  };

  const loadAgain = ({ webContents }: BrowserWindow): void => {
    webContents.loadURL(APP_URL).catch((error: unknown) => logger.error('the page of the window did not load', error));
  };

  const load = async (made: BrowserWindow, view?: string): Promise<void> => {
    const ready = new Promise<void>((resolve) => made.once('ready-to-show', () => resolve()));
    try {
      await Promise.all([made.loadURL(view === undefined ? APP_URL : `${APP_URL}#${encodeURIComponent(view)}`), ready]);
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

  const showAgain = async (): Promise<void> => {
    if (keptView !== undefined) window ??= make();
    await loaded;
    if (window && !window.isVisible() && !window.isMinimized()) window.showInactive();
  };

  return {
    async open() {
      cancelShowAgain();
      hidden.shown();
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
    keepView: (view) => hidden.reportView(view),
    setSimulator(isSimulator) {
      title = isSimulator ? `${PRODUCT_NAME} — Simulator` : PRODUCT_NAME;
      if (window?.getTitle() !== title) window?.setTitle(title);
    },
    setHasTray(now) {
      hasTray = now;
      cancelShowAgain();
      if (hasTray) return;
      cancelShowAgain = clock.setTimer(TRAY_RESTART_MS, () => void showAgain());
    },
    dispose() {
      cancelShowAgain();
      hidden.shown();
      window?.destroy();
    },
  };
}
