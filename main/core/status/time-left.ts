// The text for a time left, and when that text next changes. Used by tray, menu and command line, where texts should change as rarely as possible.

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A text and for how long it stays true, in milliseconds; absent when it never changes. */
export interface TimeLeft {
  readonly text: string;
  readonly changesInMs?: number;
}

/**
 * "3 days", "2 h 5 min", "12 min", and in the last two minutes in steps of ten seconds: "1 min 50 s", "40 s", "a few seconds".
 * Rounded down, so that it never promises more than there is. Nothing left gives "0 s".
 */
export function describeTimeLeft(leftMs: number): TimeLeft {
  if (leftMs <= 0) return { text: '0 s' };
  const stepMs = stepFor(leftMs);
  const shownMs = Math.floor(leftMs / stepMs) * stepMs;
  // One millisecond more, because a time left of exactly `shownMs` still has the same text.
  return { text: words(shownMs), changesInMs: shownMs === 0 ? leftMs : leftMs - shownMs + 1 };
}

function stepFor(leftMs: number): number {
  if (leftMs < 2 * MINUTE_MS) return 10 * SECOND_MS;
  return leftMs < 2 * DAY_MS ? MINUTE_MS : DAY_MS;
}

function words(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${ms / DAY_MS} days`;
  if (ms >= HOUR_MS) return joined(Math.floor(ms / HOUR_MS), 'h', Math.floor((ms % HOUR_MS) / MINUTE_MS), 'min');
  if (ms >= 2 * MINUTE_MS) return `${ms / MINUTE_MS} min`;
  if (ms >= MINUTE_MS) return joined(1, 'min', (ms - MINUTE_MS) / SECOND_MS, 's');
  return ms === 0 ? 'a few seconds' : `${ms / SECOND_MS} s`;
}

function joined(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}
