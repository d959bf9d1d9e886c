// What Axiom itself last said of a sign-in, apart from what was tried: a network that is down says nothing, and takes nothing back that was said before.
// Pure. RefreshHistory goes on with it from attempt to attempt.
import type { ErrorCode } from '../base/errors';
import type { RefreshAttempt } from './refresh-attempts';

/** `refused`: for the first time in a row; `refused-again` after that. `error`: an answer that is none of the others. */
export type SaidKind = 'accepted' | 'refused' | 'refused-again' | 'asked-to-wait' | 'wants-browser-check' | 'error';

/** One answer of Axiom's. `atMs`: when it had come, local clock; `durationMs`: how long it took. */
export interface Said {
  readonly kind: SaidKind;
  readonly atMs: number;
  readonly durationMs: number;
  /** The host that answered, where it is known. */
  readonly host?: string;
}

/** What is known of one sign-in, in this run. */
export interface LastSaid {
  /** Absent before the first answer. */
  readonly answer?: Said;
  /** Whether Axiom was asked after that answer (or at all), and not reached. */
  readonly isUnreachedSince: boolean;
}

/** Before anything was asked. */
export const NOTHING_SAID: LastSaid = { isUnreachedSince: false };

const KINDS: Readonly<Partial<Record<ErrorCode, SaidKind>>> = {
  RATE_LIMITED: 'asked-to-wait',
  BROWSER_REQUIRED: 'wants-browser-check',
  BAD_RESPONSE: 'error',
};

/** What is known after one more attempt. What this computer kept back, dropped or could not save changes nothing. */
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
