// Formats dates and times in the locale that main chooses (system-time-locale.ts) and the system's time zone. Made by App; tests use a fixed locale and zone.

/** All times are epoch milliseconds. */
export interface DateTexts {
  /** "14:32:10" */
  readonly clockSecond: (atMs: number) => string;
  /** "14:32" */
  readonly clockMinute: (atMs: number) => string;
  /** "14:32" on the same day and within twelve hours, "21 Dec, 18:40" in the same year, "3 Jan 2027, 18:40" beyond. */
  readonly moment: (atMs: number, nowMs: number) => string;
  /** As `moment`, with seconds where only the time of day is shown: "14:32:10". */
  readonly exactMoment: (atMs: number, nowMs: number) => string;
  /** "27 Nov" */
  readonly day: (atMs: number) => string;
  /** "Fri 27 Nov" */
  readonly weekday: (atMs: number) => string;
  /** Always with day and year: "21 Dec 2026, 18:40". */
  readonly fullDate: (atMs: number) => string;
}

const NEAR_MS = 12 * 60 * 60_000;

/** Default zone: the system's. */
export function createDateTexts(locale: string, timeZone?: string): DateTexts {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone });
  // With a 24-hour clock "03:36", with a 12-hour clock "3:36 PM".
  const { hour12 } = format({ hour: 'numeric' }).resolvedOptions();
  const time = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const second = format({ timeStyle: 'medium' });
  const minute = format({ timeStyle: 'short' });
  const day = format({ day: 'numeric', month: 'short', ...time });
  const year = format({ day: 'numeric', month: 'short', year: 'numeric', ...time });
  const dayAlone = format({ day: 'numeric', month: 'short' });
  const weekday = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const dayKey = format({ day: 'numeric', month: 'numeric', year: 'numeric' });
  const yearKey = format({ year: 'numeric' });

  const beyondToday = (atMs: number, nowMs: number) =>
    (yearKey.format(atMs) === yearKey.format(nowMs) ? day : year).format(atMs);
  // Just before midnight, "00:04" is clear enough without a day.
  const isNear = (atMs: number, nowMs: number) =>
    Math.abs(atMs - nowMs) < NEAR_MS || dayKey.format(atMs) === dayKey.format(nowMs);

  return {
    clockSecond: (atMs) => second.format(atMs),
    clockMinute: (atMs) => minute.format(atMs),
    moment: (atMs, nowMs) => (isNear(atMs, nowMs) ? minute.format(atMs) : beyondToday(atMs, nowMs)),
    exactMoment: (atMs, nowMs) => (isNear(atMs, nowMs) ? second.format(atMs) : beyondToday(atMs, nowMs)),
    day: (atMs) => dayAlone.format(atMs),
    weekday: (atMs) => weekday.format(atMs),
    fullDate: (atMs) => year.format(atMs),
  };
}
