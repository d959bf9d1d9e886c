// Decides when the prompt's buttons start to work: half a second after a question has come, and half a second after the last key pressed too early. Pure.
import { NOT_LIVE_MS } from '../../preload/contract/prompt-view';

export interface PressDelay {
  /** A question has come. */
  begin(nowMs: number): void;
  /** A key or button was pressed: true when it counts. One that comes too early restarts the wait. */
  press(nowMs: number): boolean;
  /** Time until the buttons work; 0 when they do. */
  leftMs(nowMs: number): number;
}

export function createPressDelay(): PressDelay {
  let readyAtMs = Number.POSITIVE_INFINITY;
  const leftMs = (nowMs: number): number => Math.max(0, readyAtMs - nowMs);
  return {
    begin(nowMs) {
      readyAtMs = nowMs + NOT_LIVE_MS;
    },
    press(nowMs) {
      if (leftMs(nowMs) === 0) return true;
      readyAtMs = nowMs + NOT_LIVE_MS;
      return false;
    },
    leftMs,
  };
}
