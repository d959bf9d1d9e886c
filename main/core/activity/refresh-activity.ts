// Writes each refresh attempt into the activity log, in words and with the numbers that the plot needs.
// Watches the profiles; never starts a refresh.
import type { ActivityLog } from './activity-log';
import type { KeptRefresh } from './activity-entry';
import type { Unsubscribe } from '../ports/clock';
import type { RefreshAttempt } from '../refresh/refresh-attempts';
import type { ProfileRegistry } from '../profiles/profile-registry';

/** Starts writing; call the result to stop. */
export function logRefreshes(registry: ProfileRegistry, activity: ActivityLog): Unsubscribe {
  const written = new Map<string, RefreshAttempt | undefined>();
  return registry.onChange(() => {
    for (const { id, refresher } of registry.list()) {
      const last = refresher.history.attempts.at(-1);
      const before = written.get(id);
      if (last === undefined || before === last) continue;
      written.set(id, last);
      // If tokens were put back after an attempt, that gets its own entry, but it is not another request.
      const refresh = before?.atMs === last.atMs ? undefined : requestOf(last);
      activity.add('refresh', inWords(last), id, {
        ...(last.failureCode === undefined || last.failureCode === 'CANCELLED' ? {} : { isProblem: true }),
        ...(refresh ? { refresh } : {}),
      });
    }
  });
}

/** The request for the plot; `undefined` when nothing was sent, or when its answer was dropped. */
function requestOf({
  durationMs,
  host,
  failureCode,
  isUnsent,
  isFromElsewhere,
}: RefreshAttempt): KeptRefresh | undefined {
  if (isUnsent || failureCode === 'CANCELLED' || failureCode?.startsWith('STORAGE_')) return undefined;
  return {
    durationMs: Math.round(durationMs),
    ...(host === undefined ? {} : { host }),
    ...(failureCode === undefined ? {} : { failureCode }),
    ...(isFromElsewhere ? { isFromElsewhere } : {}),
  };
}

function inWords(attempt: RefreshAttempt): string {
  const { hasTakenBack, isUnsent, isFromElsewhere, failureCode } = attempt;
  if (isUnsent && failureCode === 'UNAUTHORIZED')
    return `The tokens are used up, so nothing was sent${hasTakenBack ? '; the earlier tokens are in use again' : ''}`;
  if (isUnsent || failureCode?.startsWith('STORAGE_'))
    return 'Nothing was refreshed, because new tokens could not be saved safely here';
  if (isFromElsewhere) return 'A network page answered the refresh instead of Axiom';
  if (hasTakenBack) return 'Axiom refused the new tokens twice; the earlier tokens are in use again';
  switch (failureCode) {
    case undefined:
      return `Refreshed in ${Math.round(attempt.durationMs)} ms`;
    case 'UNAUTHORIZED':
      return 'Axiom refused the refresh';
    case 'RATE_LIMITED':
      return 'Axiom asked to wait with the refresh';
    case 'BROWSER_REQUIRED':
      return 'Axiom wants a browser check before it refreshes';
    case 'NETWORK':
    case 'TIMEOUT':
      return 'Axiom could not be reached for the refresh';
    case 'BAD_RESPONSE':
      return 'Axiom has trouble: the refresh got no usable answer';
    case 'CANCELLED':
      return 'A refresh was dropped: a sign-in or sign-out came meanwhile';
    default:
      return 'The refresh got no usable answer';
  }
}
