// Brings an account to a record whose access token is valid for long enough, and waits for what can change by itself or by a person. Gives nothing out: TokenGate does.
import { AxiomTokenError, type ErrorCode, toAxiomTokenError } from '../core/base/errors';
import { startDeadline } from '../core/flow/deadline';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Profile } from '../core/profiles/profile';
import * as policy from '../core/tokens/expiry-policy';
import type { TokenRecord } from '../core/tokens/token-record';
import type { HandoutRequest } from './gate';

export type UsableRequest = Pick<HandoutRequest, 'minValidMs' | 'mayRefresh' | 'waitMs' | 'signal'>;

export interface UsableParts {
  /** The account now. @throws AxiomTokenError `INVALID_INPUT` once it was removed; whatever makes waiting vain */
  readonly profile: () => Profile;
  /** Tells of every change of accounts and of what `profile` throws. */
  readonly onChange: (listener: () => void) => Unsubscribe;
  readonly clock: Clock;
}

/** What may pass: a place is unlocked, the network comes back, a person signs in. A pause is not waited for. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['NOT_AUTHENTICATED', 'TOKEN_NOT_FOUND', 'TOKEN_EXPIRED', 'UNAUTHORIZED', 'BROWSER_REQUIRED'] as const),
  ...(['STORAGE_LOCKED', 'STORAGE_UNAVAILABLE', 'STORAGE_DENIED', 'STORAGE_CORRUPT', 'STORAGE_FULL'] as const),
  ...(['NETWORK', 'TIMEOUT', 'RATE_LIMITED', 'BAD_RESPONSE'] as const),
]);

/** The record of an account in memory, where its access token is valid for that long. */
export function usableNow(
  { manager }: Profile,
  { minValidMs }: Pick<UsableRequest, 'minValidMs'>,
): TokenRecord | undefined {
  const record = manager.getRecord();
  return record && policy.isValidFor(record.tokens, manager.serverNowMs(), minValidMs) ? record : undefined;
}

/** {@link usableNow}, where nobody would wait for a refresh; one that is due begins. */
export function recordAtHand(
  profile: Profile,
  request: Pick<UsableRequest, 'minValidMs' | 'mayRefresh'>,
): TokenRecord | undefined {
  const isAtHand = request.mayRefresh === false || profile.refresher.validTokensInMemory(request.minValidMs);
  return isAtHand ? usableNow(profile, request) : undefined;
}

/**
 * Resolves when there was such a record; look at it anew.
 * @throws AxiomTokenError as ProfileRefresher.getValidTokens, after `waitMs` with the last reason; `CANCELLED` once `signal` is aborted
 */
export async function untilUsable(request: UsableRequest, parts: UsableParts): Promise<void> {
  const { signal, waitMs = 0 } = request;
  // Neither a timer nor a listener for what is there.
  const isAtHand = request.mayRefresh !== false && parts.profile().refresher.validTokensInMemory(request.minValidMs);
  if (isAtHand) return;
  let hasChanged = false;
  let isOver = waitMs <= 0;
  let wake = (): void => undefined;
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new AxiomTokenError('CANCELLED'));
  });
  // Nobody may be waiting when it is aborted.
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
