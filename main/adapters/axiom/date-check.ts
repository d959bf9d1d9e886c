// Decides whether the `Date` of an answer is used: if it is far from this computer's clock, only when the next answer
// has the same skew. Each gateway has its own, which remembers the last date that was far off.
import type { MeasuredServerTime } from '../../core/ports/auth-gateway';
import type { HttpResponse } from '../../core/ports/http-transport';
import { isWrongClock } from '../../core/tokens/expiry-policy';
import { measureServerOffsetMs } from './axiom-server-time';

/** Two skews count as the same if they differ by at most this: dates count whole seconds, and answers take time. */
const SAME_MS = 60_000;

/** The clock skew that the date of an answer shows. Call it once for every answer, also for failures. */
export type DateCheck = (response: HttpResponse) => MeasuredServerTime;

/** A check that has seen no answer yet. */
export function createDateCheck(): DateCheck {
  let lastFarMs: number | undefined;
  return (response) => {
    const offsetMs = measureServerOffsetMs(response);
    if (offsetMs === undefined) return {};
    const beforeMs = lastFarMs;
    const isFar = isWrongClock(offsetMs);
    lastFarMs = isFar ? offsetMs : undefined;
    const isBelieved = !isFar || (beforeMs !== undefined && Math.abs(offsetMs - beforeMs) <= SAME_MS);
    return isBelieved ? { serverOffsetMs: offsetMs } : { unconfirmedOffsetMs: offsetMs };
  };
}
