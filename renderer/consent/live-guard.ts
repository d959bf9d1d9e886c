// When the buttons of the prompt begin to work: half a second after a question has come, and as long after the last key that was still meant for another window. Pure.
import { NOT_LIVE_MS } from '../../preload/contract/prompt-view';

export interface LiveGuard {
  /** A question has come. */
  begin(nowMs: number): void;
  /** A key or button was pressed: true when it counts. One that does not makes the wait begin anew. */
  press(nowMs: number): boolean;
  /** How long until the buttons work; 0 when they do. */
  leftMs(nowMs: number): number;
}

export function createLiveGuard(): LiveGuard {
  let liveAtMs = Number.POSITIVE_INFINITY;
  const leftMs = (nowMs: number): number => Math.max(0, liveAtMs - nowMs);
  return {
    begin(nowMs) {
      liveAtMs = nowMs + NOT_LIVE_MS;
    },
    press(nowMs) {
      if (leftMs(nowMs) === 0) return true;
      liveAtMs = nowMs + NOT_LIVE_MS;
      return false;
    },
    leftMs,
  };
}
