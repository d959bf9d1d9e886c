// The one timer of the window: calls its listeners at each full second, and stops while the window is hidden.
// It gives whole seconds, so that a timer that fires a little early or late never makes a countdown skip or repeat a second.

/** Clock, timer and visibility of the browser. */
export interface TickerHost {
  readonly nowMs: () => number;
  readonly setTimer: (delayMs: number, callback: () => void) => () => void;
  readonly isHidden: () => boolean;
  /** Calls back when the window is hidden or shown again; the result stops it. */
  readonly onVisibilityChange: (callback: () => void) => () => void;
}

export interface SecondTicker {
  /** The current whole second, in epoch milliseconds. */
  readonly secondMs: () => number;
  /** Calls `listener` at each second; the result stops it. No timer runs without listeners. */
  readonly subscribe: (listener: (secondMs: number) => void) => () => void;
}

const SECOND_MS = 1000;
/** A timer may fire this early; it still counts for the second it was set for. */
const EARLY_MS = 50;

export function createSecondTicker(host: TickerHost): SecondTicker {
  const listeners = new Set<(secondMs: number) => void>();
  let stopTimer: (() => void) | undefined;
  let stopWatching: (() => void) | undefined;
  const secondMs = () => Math.floor((host.nowMs() + EARLY_MS) / SECOND_MS) * SECOND_MS;

  const schedule = () => {
    stopTimer?.();
    stopTimer = undefined;
    if (listeners.size === 0 || host.isHidden()) return;
    const untilNextMs = secondMs() + SECOND_MS - host.nowMs();
    stopTimer = host.setTimer(untilNextMs, tick);
  };
  const tick = () => {
    const now = secondMs();
    for (const listener of [...listeners]) listener(now);
    schedule();
  };

  return {
    secondMs,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        stopWatching = host.onVisibilityChange(() => (host.isHidden() ? schedule() : tick()));
        schedule();
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        stopWatching?.();
        schedule();
      };
    },
  };
}
