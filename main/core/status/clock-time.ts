// Times of day for tray, menu, notifications and command line, written as in the window: see renderer/text/date-texts.ts.

/** How clock times are formatted. Absent: as the system is set. */
export interface LocaleChoice {
  readonly locale?: string;
  readonly timeZone?: string;
}

/**
 * How long a formatter is kept. Not for ever, because only a new formatter uses a time zone that the user has
 * changed. Not for one use, because each takes 70 KB outside of V8's heap until V8 collects it, and V8 does not count
 * them.
 */
const KEPT_MS = 10 * 60_000;

/** "15:42" or "3:42 PM"; with the day if it is not today. */
export function clockTime(atMs: number, nowMs: number, choice: LocaleChoice = {}): string {
  const key = formatter({ day: 'numeric', month: 'numeric', year: 'numeric' }, nowMs, choice);
  return key.format(atMs) === key.format(nowMs)
    ? formatter({ timeStyle: 'short' }, nowMs, choice).format(atMs)
    : dayTime(atMs, nowMs, choice);
}

/** Day and time: "3 Mar, 18:00". */
export function dayTime(atMs: number, nowMs: number, choice: LocaleChoice = {}): string {
  const { hour12 } = formatter({ hour: 'numeric' }, nowMs, choice).resolvedOptions();
  const hour = hour12 ? 'numeric' : '2-digit';
  return formatter({ day: 'numeric', month: 'short', hour, minute: '2-digit' }, nowMs, choice).format(atMs);
}

const kept = new Map<string, Intl.DateTimeFormat>();
let keptSince = 0;

function formatter(
  options: Intl.DateTimeFormatOptions,
  nowMs: number,
  { locale, timeZone }: LocaleChoice,
): Intl.DateTimeFormat {
  if (Math.abs(nowMs - keptSince) >= KEPT_MS) {
    kept.clear();
    keptSince = nowMs;
  }
  const key = JSON.stringify([locale, timeZone, options]);
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone });
  kept.set(key, made);
  return made;
}
