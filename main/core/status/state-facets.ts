// The three facets of a profile's state, each derived by one pure function. Shown side by side in the window; the headline is made from them.
import type { AuthTokens } from '../tokens/auth-tokens';
import type { ErrorCode } from '../base/errors';
import { isExpired, isValidFor, needsRefresh } from '../tokens/expiry-policy';

/** How the access token stands. `expiring` is inside the expired buffer but still accepted by the server. */
export type TokenFacet = 'none' | 'good' | 'due' | 'expiring' | 'expired' | 'unknown-expiry';

/** How the sign-in stands with the server. */
export type SessionFacet = 'ok' | 'refreshing' | 'offline' | 'needs-browser' | 'needs-sign-in' | 'paused';

/** How the place where tokens are kept stands. `unsaved`: in memory, not yet written. */
export type StorageFacet = 'opening' | 'saved' | 'unsaved' | 'locked' | 'unavailable' | 'corrupt';

/** What the session facet is derived from; kept by the refresher. */
export interface SessionFacts {
  readonly isRefreshing: boolean;
  /** Whether a person has paused everything. */
  readonly isPaused: boolean;
  /** Why the last try failed; absent after a success. */
  readonly lastFailure?: ErrorCode;
  /** Whether the server refused the refresh token for good. */
  readonly isRevoked: boolean;
  /** When the refresh token ends, by the server's clock. */
  readonly refreshExpiresAtMs?: number;
}

/** What the storage facet is derived from; kept by the manager. */
export interface StorageFacts {
  readonly isLoading: boolean;
  /** Whether memory holds something that the store does not. */
  readonly isUnsaved: boolean;
  /** Why the last call to the store failed; absent after a success. */
  readonly lastFailure?: ErrorCode;
}

/** The token facet at a moment of the server's time. */
export function deriveTokenFacet(tokens: AuthTokens | undefined, nowMs: number): TokenFacet {
  if (!tokens) return 'none';
  if (tokens.expiresAtMs === undefined) return 'unknown-expiry';
  if (!isValidFor(tokens, nowMs, 1)) return 'expired';
  if (isExpired(tokens, nowMs)) return 'expiring';
  return needsRefresh(tokens, nowMs) ? 'due' : 'good';
}

/** The session facet at a moment of the server's time. What only a sign-in can mend weighs more than a pause, which can be ended by a click. */
export function deriveSessionFacet(facts: SessionFacts, nowMs: number): SessionFacet {
  if (facts.isRevoked) return 'needs-sign-in';
  if (facts.refreshExpiresAtMs !== undefined && nowMs >= facts.refreshExpiresAtMs) return 'needs-sign-in';
  if (facts.lastFailure === 'BROWSER_REQUIRED') return 'needs-browser';
  if (facts.isPaused) return 'paused';
  if (facts.isRefreshing) return 'refreshing';
  return facts.lastFailure === undefined ? 'ok' : 'offline';
}

/** The storage facet. Unsaved tokens weigh more than the reason why they are unsaved. */
export function deriveStorageFacet(facts: StorageFacts): StorageFacet {
  if (facts.isLoading) return 'opening';
  if (facts.isUnsaved) return 'unsaved';
  switch (facts.lastFailure) {
    case undefined:
      return 'saved';
    case 'STORAGE_LOCKED':
      return 'locked';
    case 'STORAGE_CORRUPT':
      return 'corrupt';
    default:
      return 'unavailable';
  }
}
