// The browser as the host of second-ticker.ts. The only place in the window that reads the clock or sets a timer for countdowns.
import type { TickerHost } from './second-ticker';

/** Clock, timer and visibility of a document. */
export function createBrowserTickerHost(page: Document): TickerHost {
  return {
    nowMs: () => Date.now(),
    setTimer: (delayMs, callback) => {
      const id = setTimeout(callback, delayMs);
      return () => clearTimeout(id);
    },
    isHidden: () => page.visibilityState === 'hidden',
    onVisibilityChange: (callback) => {
      page.addEventListener('visibilitychange', callback);
      return () => page.removeEventListener('visibilitychange', callback);
    },
  };
}
