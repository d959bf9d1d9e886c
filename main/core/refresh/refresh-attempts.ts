// The last tries to refresh a profile's tokens, as shown and plotted. Kept by the ProfileRefresher; knows nothing of how one is made.
import type { ErrorCode } from '../base/errors';

/** One try to refresh. */
export interface RefreshAttempt {
  readonly atMs: number;
  readonly durationMs: number;
  readonly host?: string;
  /** Absent when it worked. */
  readonly failureCode?: ErrorCode;
}

const KEPT_ATTEMPTS = 24;

/** The tries with one more at the end, oldest first, at most 24. */
export function withAttempt(attempts: readonly RefreshAttempt[], attempt: RefreshAttempt): readonly RefreshAttempt[] {
  return [...attempts, attempt].slice(-KEPT_ATTEMPTS);
}
