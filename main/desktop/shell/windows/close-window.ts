// Closes a window for good, also one whose page does not answer.
import type { Clock } from '../../../core/ports/clock';

/** How long a page may take to let its window go. */
const CLOSE_LIMIT_MS = 1_000;

/** Electron's `BrowserWindow`, as far as it is used. */
export interface ClosableWindow {
  isDestroyed(): boolean;
  close(): void;
  destroy(): void;
  once(event: 'closed', listener: () => void): unknown;
}

/**
 * Resolves when `window` is gone; one that is gone already is fine. `destroy()` only takes what has not closed by itself within a second: Electron 22 ends with
 * a segmentation fault in about one of a hundred windows that are destroyed while a page still loads in them, or in a window that they have opened (measured:
 * 7 of 640, by `close()` none of 570).
 */
export function closeWindow(window: ClosableWindow, clock: Clock): Promise<void> {
  if (window.isDestroyed()) return Promise.resolve();
  return new Promise((resolve) => {
    const stopWaiting = clock.setTimer(CLOSE_LIMIT_MS, () => {
      if (!window.isDestroyed()) window.destroy();
    });
    window.once('closed', () => {
      stopWaiting();
      resolve();
    });
    window.close();
  });
}
