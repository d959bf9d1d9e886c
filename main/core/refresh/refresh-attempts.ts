// The last refresh attempts of a profile, as the window lists and plots them.
// ProfileRefresher owns the list; this file does not refresh.
import type { AxiomTokenError, ErrorCode } from '../base/errors';

/** One refresh attempt. `atMs`: start, by the local clock. */
export interface RefreshAttempt {
  readonly atMs: number;
  readonly durationMs: number;
  readonly host?: string;
  /** Absent after a success. */
  readonly failureCode?: ErrorCode;
  /** Whether this computer kept it back: the refresh token was known to be used up, or the start could not be noted. Not for a network that was down. */
  readonly isUnsent?: boolean;
  /** Whether something on the way answered in Axiom's place, as the sign-in page of a network does. */
  readonly isFromElsewhere?: boolean;
  /** Whether the pair that was in use before came back after it, because the server had refused its successor twice. */
  readonly hasTakenBack?: boolean;
}

/** One that failed after `durationMs`. */
export function failedAttempt(failure: AxiomTokenError, atMs: number, durationMs: number): RefreshAttempt {
  const isUnsent = failure.unsent && failure.code !== 'NETWORK';
  const { host, isFromElsewhere } = failure;
  return {
    atMs,
    durationMs,
    ...(host === undefined ? {} : { host }),
    failureCode: failure.code,
    ...(isUnsent ? { isUnsent } : {}),
    ...(isFromElsewhere ? { isFromElsewhere } : {}),
  };
}

/** The attempts, of which the last one now has this, too. */
export function withLast(
  attempts: readonly RefreshAttempt[],
  more: Partial<RefreshAttempt>,
): readonly RefreshAttempt[] {
  return attempts.map((attempt, at) => (at === attempts.length - 1 ? { ...attempt, ...more } : attempt));
}

const MAX_ATTEMPTS = 24;

/** The attempts with one more at the end, oldest first, at most 24. */
export function withAttempt(attempts: readonly RefreshAttempt[], attempt: RefreshAttempt): readonly RefreshAttempt[] {
  return [...attempts, attempt].slice(-MAX_ATTEMPTS);
}
