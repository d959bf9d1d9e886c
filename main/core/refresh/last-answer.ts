// The last answer of Axiom about a sign-in. Attempts that did not reach Axiom leave it unchanged.
// Pure. RefreshHistory updates it with each attempt.
import type { ErrorCode } from '../base/errors';
import type { RefreshAttempt } from './refresh-attempts';

/** `refused`: the first refusal in a row; `refused-again`: every further one. `error`: any other answer. */
export type AnswerKind = 'accepted' | 'refused' | 'refused-again' | 'asked-to-wait' | 'wants-browser-check' | 'error';

/** One answer of Axiom. `atMs`: when it arrived, local clock; `durationMs`: how long it took. */
export interface ServerAnswer {
  readonly kind: AnswerKind;
  readonly atMs: number;
  readonly durationMs: number;
  /** The host that answered; absent when it is not known. */
  readonly host?: string;
}

/** The last answer about one sign-in since the app was started. */
export interface LastAnswer {
  /** Absent before the first answer. */
  readonly answer?: ServerAnswer;
  /** Whether a later attempt did not reach Axiom. */
  readonly isUnreachedSince: boolean;
}

/** The state before the first attempt. */
export const NO_LAST_ANSWER: LastAnswer = { isUnreachedSince: false };

const KINDS: Readonly<Partial<Record<ErrorCode, AnswerKind>>> = {
  RATE_LIMITED: 'asked-to-wait',
  BROWSER_REQUIRED: 'wants-browser-check',
  BAD_RESPONSE: 'error',
};

/** The state after one more attempt. An attempt that was not sent, was cancelled or could not be saved changes nothing. */
export function lastAnswerAfter(before: LastAnswer, attempt: RefreshAttempt): LastAnswer {
  const { atMs, durationMs, host, failureCode, isUnsent = false, isFromElsewhere = false } = attempt;
  if (isUnsent) return before;
  if (isFromElsewhere || failureCode === 'NETWORK' || failureCode === 'TIMEOUT')
    return { ...before, isUnreachedSince: true };
  const kind = kindOf(failureCode, before.answer?.kind);
  if (kind === undefined) return before;
  const answer = { kind, atMs: atMs + durationMs, durationMs, ...(host === undefined ? {} : { host }) };
  return { answer, isUnreachedSince: false };
}

function kindOf(failureCode: ErrorCode | undefined, before: AnswerKind | undefined): AnswerKind | undefined {
  if (failureCode === undefined) return 'accepted';
  if (failureCode !== 'UNAUTHORIZED') return KINDS[failureCode];
  return before === 'refused' || before === 'refused-again' ? 'refused-again' : 'refused';
}
