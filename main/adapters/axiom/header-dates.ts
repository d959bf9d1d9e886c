// Reads the dates in headers: HTTP dates in their three forms, cookie dates as browsers do. Not with `Date.parse`,
// which accepts "0" or "45.3" as a date. Pure; used where the answers of Axiom are read.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(${MONTHS.join('|')})`;
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const TIME = '(\\d\\d:\\d\\d:\\d\\d)';
const FIXED_DATE = new RegExp(`^${DAY}, (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
const RFC850_DATE = new RegExp(`^${LONG_DAY}, (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`);
const ASCTIME_DATE = new RegExp(`^${DAY} ${MONTH} (\\d\\d| \\d) ${TIME} (\\d{4})$`);

/**
 * An HTTP date (RFC 9110, 5.6.7: the fixed form and the two obsolete ones) in epoch milliseconds; `undefined` for any other text. A year of two digits is
 * between 1970 and 2069.
 */
export function readHttpDate(text: string): number | undefined {
  const [, day, month, year, time] =
    FIXED_DATE.exec(text) ?? RFC850_DATE.exec(text) ?? inOrder(ASCTIME_DATE.exec(text));
  if (!day || !month || !year || !time) return undefined;
  return momentOf(Number(day), month, year, time);
}

/** Reorders an asctime date, in which the month comes before the day and the year last. */
function inOrder(match: RegExpExecArray | null): readonly (string | undefined)[] {
  const [whole, month, day, time, year] = match ?? [];
  return [whole, day, month, year, time];
}

/** The parts of a cookie date (RFC 6265bis, 5.1.1). Text after a non-digit is ignored. */
const COOKIE_TIME = /^(\d{1,2}:\d{1,2}:\d{1,2})(?:\D|$)/;
const COOKIE_DAY = /^(\d{1,2})(?:\D|$)/;
const COOKIE_MONTH = new RegExp(`^${MONTH}`, 'i');
const COOKIE_YEAR = /^(\d{2,4})(?:\D|$)/;
const COOKIE_DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;

/** A cookie's `Expires` (RFC 6265bis, 5.1.1: the parts in any order) in epoch milliseconds; `undefined` for a text that is not a date. */
export function readCookieDate(text: string): number | undefined {
  const parts: { time?: string; day?: string; month?: string; year?: string } = {};
  for (const token of text.split(COOKIE_DELIMITERS)) {
    const [time, day] = [COOKIE_TIME.exec(token)?.[1], COOKIE_DAY.exec(token)?.[1]];
    const [month, year] = [COOKIE_MONTH.exec(token)?.[1], COOKIE_YEAR.exec(token)?.[1]];
    if (parts.time === undefined && time !== undefined) parts.time = time;
    else if (parts.day === undefined && day !== undefined) parts.day = day;
    else if (parts.month === undefined && month !== undefined) parts.month = month;
    else if (parts.year === undefined && year !== undefined) parts.year = year;
  }
  const { time, day, month, year } = parts;
  if (!time || !day || !month || !year) return undefined;
  return momentOf(Number(day), month, year, time);
}

const EARLIEST_YEAR = 1601;

/** The moment in UTC, or `undefined` when there is no such date. */
function momentOf(day: number, month: string, yearText: string, time: string): number | undefined {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const year = fullYear(Number(yearText));
  const monthIndex = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase());
  if (year < EARLIEST_YEAR || hour > 23 || minute > 59 || second > 59) return undefined;
  const atMs = Date.UTC(year, monthIndex, day, hour, minute, second);
  return new Date(atMs).getUTCDate() === day ? atMs : undefined;
}

/** Adds the century to a year below 100. */
function fullYear(year: number): number {
  if (year > 99) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}
