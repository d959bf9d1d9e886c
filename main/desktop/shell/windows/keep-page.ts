// Keeps the window at its own page: loads the page again when the window has left it or its process has ended. Called
// by main-window.ts for each window that it makes.
import type { BrowserWindow } from 'electron';
import type { Clock } from '../../../core/ports/clock';
import type { Logger } from '../../../core/ports/logger';
import { isAppDocument } from './bundle-resolver';
import { guardNavigation } from './navigation-guard';

/** A page that crashes again within this time is not reloaded. */
const CRASH_LOOP_MS = 10_000;

export function keepPage(
  window: BrowserWindow,
  parts: {
    readonly load: () => void;
    /** False once a page that is loaded would be blank. */
    readonly mayReload: () => boolean;
    readonly clock: Clock;
    readonly logger: Logger;
  },
): void {
  const { webContents } = window;
  const { clock, logger } = parts;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  guardNavigation(webContents, isAppDocument, () => logger.warn('the window was kept from leaving its page'));
  const bringBack = (url: string): void => {
    if (isAppDocument(url) || window.isDestroyed()) return;
    logger.warn('the window had left its page, which was loaded again');
    parts.load();
  };
  // Electron sends no event before about:blank, and about:srcdoc fails.
  webContents.on('did-navigate', (_event, url) => bringBack(url));
  webContents.on('did-fail-load', (_event, _code, _words, url, isMainFrame) => {
    if (isMainFrame) bringBack(url);
  });
  // A script in the page must prevent neither closing the window nor quitting the app, nor loading the page again.
  webContents.on('will-prevent-unload', (event) => event.preventDefault());
  let lastCrashMs = Number.NEGATIVE_INFINITY;
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    logger.warn('the page of the window ended', { reason, exitCode });
    const nowMs = clock.monotonicMs();
    const isFirst = nowMs - lastCrashMs > CRASH_LOOP_MS;
    if (isFirst && parts.mayReload() && !window.isDestroyed()) webContents.reload();
    lastCrashMs = nowMs;
  });
}
