// Decides whether the date of an answer is believed: one that is far from this computer's clock only when the next one says the same.
// Each gateway has one; it remembers the last date that was far off.
import type { ServerTimeSaid } from '../../core/ports/auth-gateway';
import type { HttpResponse } from '../../core/ports/http-transport';
import { isWrongClock } from '../../core/tokens/expiry-policy';
import { measureServerOffsetMs } from './axiom-server-time';

/** Two dates that are this near to one another say the same: each counts whole seconds, and answers take their time. */
const SAME_MS = 60_000;

/** What the date of an answer says of the server's time. Call it once for every answer, failures too. */
export type DateCheck = (response: HttpResponse) => ServerTimeSaid;

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
