// Times of day for tray, menu, notifications and command line, written as in the window: see renderer/text/date-texts.ts.

/** How clock times are formatted. Absent: as the system is set. */
export interface LocaleChoice {
  readonly locale?: string;
  readonly timeZone?: string;
}

/** "15:42" or "3:42 PM"; with the day if it is not today. */
export function clockTime(atMs: number, nowMs: number, choice: LocaleChoice = {}): string {
  const key = formatter({ day: 'numeric', month: 'numeric', year: 'numeric' }, choice);
  return key.format(atMs) === key.format(nowMs)
    ? formatter({ timeStyle: 'short' }, choice).format(atMs)
    : dayTime(atMs, choice);
}

/** Day and time: "3 Mar, 18:00". */
export function dayTime(atMs: number, choice: LocaleChoice = {}): string {
  const { hour12 } = formatter({ hour: 'numeric' }, choice).resolvedOptions();
  const hour = hour12 ? 'numeric' : '2-digit';
  return formatter({ day: 'numeric', month: 'short', hour, minute: '2-digit' }, choice).format(atMs);
}

function formatter(options: Intl.DateTimeFormatOptions, { locale, timeZone }: LocaleChoice): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone });
}
