// When the program that `exec` started is warned about, told, or restarted: by the life of the token that this child was given, not by each refresh. Pure.
import { expiredBufferMs } from '../../core/tokens/expiry-policy';
import type { TokenAnswer } from '../../handout/protocol';

/** What happens to the child when its token changes or ends. */
export type OnRefresh =
  | { readonly kind: 'none' }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'restart' };

/** With so much left of the token a child that nothing is done about is warned about. */
export const WARNING_MS = 60_000;
/** Least time from a start to the next, so that one change never makes two restarts. */
export const DEBOUNCE_MS = 2_000;
const LONGEST_DEFAULT_MIN_VALID_MS = 5 * 60_000;

/** What is known of the token of the child that runs. Times by the local clock. */
export interface ChildToken {
  /** Absent: not known. */
  readonly expiresAtMs?: number | undefined;
  /** From when it counts as expired: what is left then is too little to rely on. */
  readonly endsAtMs?: number | undefined;
}

/** The token of an answer, its times by the local clock. */
export function childTokenOf(token: TokenAnswer): ChildToken {
  if (token.expires_at === null) return {};
  const expiresAtMs = Date.parse(token.expires_at) - token.clock_offset_ms;
  const lifetimeMs = lifetimeOf(token);
  return {
    expiresAtMs,
    endsAtMs: expiresAtMs - (lifetimeMs === undefined ? 0 : expiredBufferMs(lifetimeMs)),
  };
}

/** For how long a child's token is to be valid at least where nothing was asked for: half its life, 5 minutes at most. */
export function defaultMinValidMs(token: TokenAnswer): number {
  const lifetimeMs = lifetimeOf(token);
  return lifetimeMs === undefined ? 0 : Math.min(LONGEST_DEFAULT_MIN_VALID_MS, Math.floor(lifetimeMs / 2));
}

function lifetimeOf({ issued_at, expires_at }: TokenAnswer): number | undefined {
  return issued_at === null || expires_at === null
    ? undefined
    : Math.max(0, Date.parse(expires_at) - Date.parse(issued_at));
}

export interface ScheduleState {
  readonly onRefresh: OnRefresh;
  readonly child: ChildToken;
  /** When this child was started, by the local clock. */
  readonly startedAtMs: number;
  /** When a pair came to be known that is newer than the child's; absent: there is none. */
  readonly newerSinceMs?: number | undefined;
  /** Whether the person has been told, or need not be. */
  readonly isWarned: boolean;
  readonly nowMs: number;
}

/** What is to be done now, or when to look again. */
export type ScheduleStep =
  | { readonly step: 'warn' }
  | { readonly step: 'restart' }
  | { readonly step: 'wait'; readonly untilMs: number }
  /** Until a new pair comes. */
  | { readonly step: 'rest' };

/**
 * The next step. A restart is due when the child's own token is at its end; where nobody knows when that is, when there is a newer pair. It is not due before
 * the child has run for {@link DEBOUNCE_MS}.
 */
export function nextStep(state: ScheduleState): ScheduleStep {
  switch (state.onRefresh.kind) {
    case 'signal':
      return { step: 'rest' };
    case 'none':
      return state.isWarned || state.child.expiresAtMs === undefined
        ? { step: 'rest' }
        : at(state.child.expiresAtMs - WARNING_MS, state.nowMs, 'warn');
    default: {
      const dueAtMs = restartDueAtMs(state);
      return dueAtMs === undefined
        ? { step: 'rest' }
        : at(Math.max(dueAtMs, state.startedAtMs + DEBOUNCE_MS), state.nowMs, 'restart');
    }
  }
}

function restartDueAtMs({ child, newerSinceMs }: ScheduleState): number | undefined {
  return child.endsAtMs ?? (newerSinceMs === undefined ? undefined : newerSinceMs + DEBOUNCE_MS);
}

function at(dueAtMs: number, nowMs: number, step: 'warn' | 'restart'): ScheduleStep {
  return nowMs >= dueAtMs ? { step } : { step: 'wait', untilMs: dueAtMs };
}

/** The line that a child without an answer to a token's end is warned by. */
export function warningWords(token: ChildToken, nowMs: number): string {
  const leftMs = Math.max(0, (token.expiresAtMs ?? nowMs) - nowMs);
  return (
    `axiom-tokens: the token in the environment of the program ends in ${Math.round(leftMs / 1000)} s, and an environment cannot be changed. ` +
    'Next time: --token-file, --on-refresh signal:NAME or --on-refresh restart, or let the program ask with "axiom-tokens token" or "axiom-tokens watch".'
  );
}
