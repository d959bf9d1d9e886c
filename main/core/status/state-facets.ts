// The three facets of a profile's state, each derived by one pure function.
// The window shows them side by side; the headline is chosen from them.
import type { AuthTokens } from '../tokens/auth-tokens';
import type { ErrorCode } from '../base/errors';
import { isExpired, isValidFor, needsRefresh } from '../tokens/expiry-policy';

/** State of the access token. `expiring`: inside the expired buffer but still accepted by the server. */
export const TOKEN_FACETS = ['none', 'good', 'due', 'expiring', 'expired', 'unknown-expiry'] as const;
export type TokenFacet = (typeof TOKEN_FACETS)[number];

/**
 * State of the sign-in at the server. `held-up`: something on this computer prevents a refresh. `offline`: no network, or Axiom did not answer.
 * `server-trouble`: Axiom answered with an error or with something unusable. `asked-to-wait`: Axiom limits the rate. `refused-once`: one refusal, which is not
 * final yet.
 */
export const SESSION_FACETS = [
  'ok',
  'refreshing',
  'held-up',
  'offline',
  'server-trouble',
  'asked-to-wait',
  'refused-once',
  'needs-browser',
  'needs-sign-in',
  'paused',
] as const;
export type SessionFacet = (typeof SESSION_FACETS)[number];

/** State of the store. `unsaved`: tokens in memory are not written yet. */
export const STORAGE_FACETS = ['opening', 'saved', 'unsaved', 'locked', 'unavailable', 'corrupt'] as const;
export type StorageFacet = (typeof STORAGE_FACETS)[number];

/** What the session facet is derived from. From ProfileRefresher. */
export interface SessionFacts {
  readonly isRefreshing: boolean;
  /** Whether the user has paused everything. */
  readonly isPaused: boolean;
  /** Why the last refresh failed; absent after a success. */
  readonly lastFailure?: ErrorCode | undefined;
  /** Whether something between this computer and Axiom answered the last refresh instead. */
  readonly isFromElsewhere?: boolean | undefined;
  /** Whether the refresh token is revoked: the server refused it twice. */
  readonly isRevoked: boolean;
  /** The expiry that the refresh token states, by the server's clock. Absent when a refresh has worked after that time. */
  readonly refreshExpiresAtMs?: number | undefined;
}

/** What the storage facet is derived from. From StorageLoop. */
export interface StorageFacts {
  readonly isLoading: boolean;
  /** Whether memory has a change that the store does not have yet. */
  readonly isUnsaved: boolean;
  /** Why the last call to the store failed; absent after a success. */
  readonly lastFailure?: ErrorCode;
}

/** The token facet. `nowMs`: the server's time. */
export function deriveTokenFacet(tokens: AuthTokens | undefined, nowMs: number): TokenFacet {
  if (!tokens) return 'none';
  if (tokens.expiresAtMs === undefined) return 'unknown-expiry';
  if (!isValidFor(tokens, nowMs, 1)) return 'expired';
  if (isExpired(tokens, nowMs)) return 'expiring';
  return needsRefresh(tokens, nowMs) ? 'due' : 'good';
}

/** The session facet. `nowMs`: the server's time. A state that only a sign-in can end comes before a pause, which one click can end. */
export function deriveSessionFacet(facts: SessionFacts, nowMs: number): SessionFacet {
  if (facts.isRevoked) return 'needs-sign-in';
  if (facts.refreshExpiresAtMs !== undefined && nowMs >= facts.refreshExpiresAtMs) return 'needs-sign-in';
  if (facts.lastFailure === 'BROWSER_REQUIRED') return 'needs-browser';
  if (facts.isPaused) return 'paused';
  if (facts.isRefreshing) return 'refreshing';
  if (facts.lastFailure === undefined) return 'ok';
  if (facts.isFromElsewhere) return 'offline';
  return isHeldUp(facts.lastFailure) ? 'held-up' : (OF_SERVER[facts.lastFailure] ?? 'offline');
}

/** The facet for each failure that is an answer of the server. */
const OF_SERVER: Readonly<Partial<Record<ErrorCode, SessionFacet>>> = {
  BAD_RESPONSE: 'server-trouble',
  RATE_LIMITED: 'asked-to-wait',
  UNAUTHORIZED: 'refused-once',
};

/** Whether a refresh with this failure code failed because of the place of the tokens (its lock or content), and not on the way to Axiom. */
export function isHeldUp(code: ErrorCode): boolean {
  return code.startsWith('STORAGE_') || code === 'WRONG_ACCOUNT' || code === 'WRONG_ORIGIN';
}

/** The storage facet. `unsaved` comes before the reason why the tokens are unsaved. */
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
