// The last refresh attempts of a profile, for the window's list.
// RefreshHistory owns the list; this file does not refresh.
import type { AxiomTokenError, ErrorCode } from '../base/errors';

/** One refresh attempt. `atMs`: start, by the local clock. */
export interface RefreshAttempt {
  readonly atMs: number;
  readonly durationMs: number;
  readonly host?: string;
  /** Absent after a success. */
  readonly failureCode?: ErrorCode;
  /** Whether it was not sent because the refresh token was known to be spent, or because its start could not be noted in the journal. Not set for a network failure. */
  readonly isUnsent?: boolean;
  /** Whether something between this computer and Axiom answered instead, such as a captive portal. */
  readonly isFromElsewhere?: boolean;
  /** Whether the pair that was replaced is in use again after this attempt, because the server refused the new pair twice. */
  readonly hasTakenBack?: boolean;
}

/** An attempt that failed after `durationMs`. */
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

/** The attempts, with fields added to the last one. */
export function withLastChanged(
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
