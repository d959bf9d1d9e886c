// Reads the times in the headers of an answer: the clock skew (server offset), and how long the server asks to wait.
// Used by the classification and the gateway. Pure.
import type { HttpResponse } from '../../core/ports/http-transport';
import { readHttpDate } from './header-dates';

const EARLIEST_MS = Date.UTC(2020, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
const LONGEST_WAIT_MS = 3_600_000;
const SHORTEST_WAIT_MS = 1000;
const DEFAULT_WAIT_MS = 60_000;

/**
 * Server time minus local time in milliseconds, measured at the middle between sending and the end of the answer. The `Date` header counts whole
 * seconds, so up to a second is noise. `undefined` without a `Date` between 2020 and 2100.
 */
export function measureServerOffsetMs(response: HttpResponse): number | undefined {
  const serverMs = readHttpDate((response.headers['date'] ?? '').trim());
  if (serverMs === undefined || serverMs < EARLIEST_MS || serverMs >= LATEST_MS) return undefined;
  return Math.round(serverMs - (response.receivedAtMs - response.durationMs / 2));
}

/**
 * The wait by `Retry-After` (RFC 9110, 10.2.3), in milliseconds: 1 s to 1 h; 60 s when the header is missing or not
 * usable. Seconds with fractions, which some servers write, are rounded up. A date is compared with the `Date` of the
 * same answer, even if that is far off.
 */
export function readRetryAfterMs(response: HttpResponse): number {
  const value = (response.headers['retry-after'] ?? '').trim();
  const waitMs = /^-?\d+(\.\d+)?$/.test(value)
    ? Math.ceil(Number(value)) * 1000
    : untilMs(readHttpDate(value), response);
  if (waitMs === undefined) return DEFAULT_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, Math.round(waitMs)));
}

function untilMs(dateMs: number | undefined, response: HttpResponse): number | undefined {
  return dateMs === undefined ? undefined : dateMs - response.receivedAtMs - (measureServerOffsetMs(response) ?? 0);
}
