// Waits until an account has a record whose access token is valid for long enough: by a refresh, or by a change such as an unlocked place or a sign-in. Hands out
// nothing itself; TokenGate does.
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../core/base/errors';
import { startDeadline } from '../core/flow/deadline';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Profile } from '../core/profiles/profile';
import * as policy from '../core/tokens/expiry-policy';
import type { TokenRecord } from '../core/tokens/token-record';
import type { HandoutRequest } from './gate';

export type UsableRequest = Pick<HandoutRequest, 'minValidMs' | 'mayRefresh' | 'waitMs' | 'signal'>;

export interface UsableParts {
  /** The account as it is now. @throws AxiomTokenError `TOKEN_NOT_FOUND` once it was removed, and any error after which waiting is useless */
  readonly profile: () => Profile;
  /** Calls `listener` after every change of the accounts, and when `profile` may throw something else than before. */
  readonly onChange: (listener: () => void) => Unsubscribe;
  readonly clock: Clock;
}

/** Errors that may pass: a place is unlocked, the network comes back, the user signs in. A pause is not waited for. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['NOT_AUTHENTICATED', 'TOKEN_EXPIRED', 'UNAUTHORIZED', 'BROWSER_REQUIRED'] as const),
  ...(['STORAGE_LOCKED', 'STORAGE_UNAVAILABLE', 'STORAGE_DENIED', 'STORAGE_CORRUPT', 'STORAGE_FULL'] as const),
  ...(['NETWORK', 'TIMEOUT', 'RATE_LIMITED', 'BAD_RESPONSE'] as const),
]);

/** The account's record in memory, if its access token is valid for at least `minValidMs`. */
export function usableNow(
  { manager }: Profile,
  { minValidMs }: Pick<UsableRequest, 'minValidMs'>,
): TokenRecord | undefined {
  const record = manager.getRecord();
  return record && policy.isValidFor(record.tokens, manager.serverNowMs(), minValidMs) ? record : undefined;
}

/** {@link usableNow} for requests that need not wait for a refresh; starts a refresh that is due. */
export function recordAtHand(
  profile: Profile,
  request: Pick<UsableRequest, 'minValidMs' | 'mayRefresh'>,
): TokenRecord | undefined {
  const isAtHand = request.mayRefresh === false || profile.refresher.validTokensInMemory(request.minValidMs);
  return isAtHand ? usableNow(profile, request) : undefined;
}

/**
 * Resolves once there was a usable record. It may have changed since, so the caller reads it again.
 * @throws AxiomTokenError as ProfileRefresher.getValidTokens: the last error when `waitMs` are over; `CANCELLED` once `signal` is aborted
 */
export async function untilUsable(request: UsableRequest, parts: UsableParts): Promise<void> {
  const { signal, waitMs = 0 } = request;
  // The common case: the token is there, so neither timer nor listener is needed.
  const isAtHand = request.mayRefresh !== false && parts.profile().refresher.validTokensInMemory(request.minValidMs);
  if (isAtHand) return;
  let hasChanged = false;
  let isOver = waitMs <= 0;
  let wake = (): void => undefined;
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new AxiomTokenError('CANCELLED'));
  });
  // Avoids an unhandled rejection if it is aborted while nothing awaits it.
  left.catch(() => undefined);
  signal?.addEventListener('abort', leave);
  const stops: Unsubscribe[] = [() => signal?.removeEventListener('abort', leave)];
  if (!isOver) {
    const changed = (): void => {
      hasChanged = true;
      wake();
    };
    const over = (): void => {
      isOver = true;
      wake();
    };
    stops.push(parts.onChange(changed), startDeadline(parts.clock, waitMs, over));
  }
  try {
    for (;;) {
      if (signal?.aborted) throw new AxiomTokenError('CANCELLED');
      hasChanged = false;
      try {
        return await Promise.race([getUsable(parts.profile(), request), left]);
      } catch (error) {
        if (isOver || !PASSING.has(toAxiomTokenError(error).code)) throw error;
      }
      const change = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!hasChanged) await Promise.race([change, left]);
    }
  } finally {
    for (const stop of stops) stop();
  }
}

async function getUsable(profile: Profile, request: UsableRequest): Promise<void> {
  const { manager, refresher } = profile;
  if (request.mayRefresh !== false) {
    await refresher.getValidTokens(request.minValidMs);
    return;
  }
  if (!manager.getTokens() && manager.storageFacet === 'opening') await manager.load();
  if (!manager.getTokens()) throw manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED');
  if (!usableNow(profile, request)) throw new AxiomTokenError('TOKEN_EXPIRED');
}
