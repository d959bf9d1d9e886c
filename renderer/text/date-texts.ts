// Moments in the person's own language and time zone. Made once by main.tsx and handed down; tests hand in a fixed locale and zone.

/** Turns moments (epoch milliseconds) into words. */
export interface DateTexts {
  /** "14:32:10" */
  readonly clockSecond: (atMs: number) => string;
  /** "14:32" */
  readonly clockMinute: (atMs: number) => string;
  /** "14:32" on the same day, "21 Dec, 18:40" in the same year, "3 Jan 2027, 18:40" beyond. */
  readonly moment: (atMs: number, nowMs: number) => string;
  /** As `moment`, with seconds on the same day: "14:32:10". */
  readonly exactMoment: (atMs: number, nowMs: number) => string;
  /** Always with day and year: "21 Dec 2026, 18:40". */
  readonly fullDate: (atMs: number) => string;
}

/** Made for a locale and zone; without them for those of the system. */
export function createDateTexts(locale?: string, timeZone?: string): DateTexts {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone });
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const second = format({ timeStyle: 'medium' });
  const minute = format({ timeStyle: 'short' });
  const day = format({ day: 'numeric', month: 'short', ...time });
  const year = format({ day: 'numeric', month: 'short', year: 'numeric', ...time });
  const dayKey = format({ day: 'numeric', month: 'numeric', year: 'numeric' });
  const yearKey = format({ year: 'numeric' });

  const beyondToday = (atMs: number, nowMs: number) =>
    (yearKey.format(atMs) === yearKey.format(nowMs) ? day : year).format(atMs);
  const isSameDay = (atMs: number, nowMs: number) => dayKey.format(atMs) === dayKey.format(nowMs);

  return {
    clockSecond: (atMs) => second.format(atMs),
    clockMinute: (atMs) => minute.format(atMs),
    moment: (atMs, nowMs) => (isSameDay(atMs, nowMs) ? minute.format(atMs) : beyondToday(atMs, nowMs)),
    exactMoment: (atMs, nowMs) => (isSameDay(atMs, nowMs) ? second.format(atMs) : beyondToday(atMs, nowMs)),
    fullDate: (atMs) => year.format(atMs),
  };
}
