// The last answer of Axiom about a sign-in. Attempts that did not reach Axiom leave it unchanged.
// Pure. RefreshHistory updates it with each attempt.
import type { ErrorCode } from '../base/errors';
import type { RefreshAttempt } from './refresh-attempts';

/** `refused`: the first refusal in a row; `refused-again`: every further one. `error`: any other answer. */
export type SaidKind = 'accepted' | 'refused' | 'refused-again' | 'asked-to-wait' | 'wants-browser-check' | 'error';

/** One answer of Axiom. `atMs`: when it arrived, local clock; `durationMs`: how long it took. */
export interface Said {
  readonly kind: SaidKind;
  readonly atMs: number;
  readonly durationMs: number;
  /** The host that answered; absent when it is not known. */
  readonly host?: string;
}

/** The last answer about one sign-in since the app was started. */
export interface LastSaid {
  /** Absent before the first answer. */
  readonly answer?: Said;
  /** Whether a later attempt did not reach Axiom. */
  readonly isUnreachedSince: boolean;
}

/** The state before the first attempt. */
export const NOTHING_SAID: LastSaid = { isUnreachedSince: false };

const KINDS: Readonly<Partial<Record<ErrorCode, SaidKind>>> = {
  RATE_LIMITED: 'asked-to-wait',
  BROWSER_REQUIRED: 'wants-browser-check',
  BAD_RESPONSE: 'error',
};

/** The state after one more attempt. An attempt that was not sent, was cancelled or could not be saved changes nothing. */
export function saidAfter(before: LastSaid, attempt: RefreshAttempt): LastSaid {
  const { atMs, durationMs, host, failureCode, isUnsent = false, isFromElsewhere = false } = attempt;
  if (isUnsent) return before;
  if (isFromElsewhere || failureCode === 'NETWORK' || failureCode === 'TIMEOUT')
    return { ...before, isUnreachedSince: true };
  const kind = kindOf(failureCode, before.answer?.kind);
  if (kind === undefined) return before;
  const answer = { kind, atMs: atMs + durationMs, durationMs, ...(host === undefined ? {} : { host }) };
  return { answer, isUnreachedSince: false };
}

function kindOf(failureCode: ErrorCode | undefined, before: SaidKind | undefined): SaidKind | undefined {
  if (failureCode === undefined) return 'accepted';
  if (failureCode !== 'UNAUTHORIZED') return KINDS[failureCode];
  return before === 'refused' || before === 'refused-again' ? 'refused-again' : 'refused';
}
