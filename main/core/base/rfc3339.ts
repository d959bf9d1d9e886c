// Reads and writes times as RFC 3339 text, for the token file of the Rust client and for pasted JSON. Pure.
// The Rust client (chrono) writes up to nine fraction digits; we write UTC with milliseconds.

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Epoch milliseconds of an RFC 3339 time with `Z` or an offset, fractions cut to milliseconds; `undefined` for other text. A leap second counts as
 * the next second.
 */
export function parseRfc3339(text: string): number | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const number = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [number(1), number(2), number(3), number(4), number(5), number(6)];
  const [offsetHours, offsetMinutes] = [number(9), number(10)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // For a day that the month does not have, `Date` has moved on to the next month.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000;
  return date.getTime() - (match[8] === '-' ? -offsetMs : offsetMs);
}

/** The time in UTC with milliseconds, or `undefined` for a time outside the years 1970 to 9999. */
export function formatRfc3339(timeMs: number): string | undefined {
  if (!(timeMs >= 0 && timeMs <= LAST_MS)) return undefined;
  return new Date(timeMs).toISOString();
}

/** Epoch milliseconds of a time in any form that clients write: RFC 3339 (Rust), Unix seconds (Python) or milliseconds (browsers); `undefined` for anything else. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'string') return parseRfc3339(value);
  if (typeof value !== 'number' || !(value > 0) || value > 1e14) return undefined;
  return Math.floor(value < 1e11 ? value * 1000 : value);
}
