// Durations as text. Pure; used by every view model with a countdown. Must not know clock or locale.
// Always rounded down, so that the window never shows more time than is left.

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** The largest unit only, but both from 1:00 to 1:59 min: "48 s", "1:48 min", "12 min", "3 h", "28 days". Below zero counts as zero. */
export function shortDuration(durationMs: number): string {
  const seconds = wholeSeconds(durationMs);
  if (seconds < MINUTE_S) return `${seconds} s`;
  if (seconds < 2 * MINUTE_S) return `1:${twoDigits(seconds - MINUTE_S)} min`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`;
  if (seconds < 2 * DAY_S) return `${Math.floor(seconds / HOUR_S)} h`;
  return `${Math.floor(seconds / DAY_S)} days`;
}

/**
 * Two units: "48 s", "12 min 04 s", "2 h 05 min", "1 day 3 h", from two days on "28 days". The smaller unit has two digits, so that the width
 * stays the same.
 */
export function longDuration(durationMs: number): string {
  const seconds = wholeSeconds(durationMs);
  if (seconds < MINUTE_S) return `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min ${twoDigits(seconds % MINUTE_S)} s`;
  if (seconds < DAY_S)
    return `${Math.floor(seconds / HOUR_S)} h ${twoDigits(Math.floor((seconds % HOUR_S) / MINUTE_S))} min`;
  if (seconds < 2 * DAY_S) return `1 day ${Math.floor((seconds - DAY_S) / HOUR_S)} h`;
  return `${Math.floor(seconds / DAY_S)} days`;
}

/** How long an answer took: "210 ms", "1.4 s", "12 s". */
export function answerTime(durationMs: number): string {
  const whole = Math.max(0, Math.round(durationMs));
  if (whole < SECOND_MS) return `${whole} ms`;
  const tenths = Math.floor(whole / 100) / 10;
  return tenths < 10 ? `${tenths.toFixed(1)} s` : longDuration(whole);
}

function wholeSeconds(durationMs: number): number {
  return Math.max(0, Math.floor(durationMs / SECOND_MS));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
