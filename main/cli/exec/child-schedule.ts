// Decides when `exec` warns, signals or restarts its program: by the lifetime of the token that the child has, not by
// each refresh. Pure.
import { expiredBufferMs } from '../../core/tokens/expiry-policy';
import type { TokenAnswer } from '../../handout/protocol';

/** What `--on-refresh` asks for when the token changes or is about to end. */
export type OnRefresh =
  | { readonly kind: 'none' }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'restart' };

/** A child that gets no new token is warned about when this much time is left. */
export const WARNING_MS = 60_000;
/** Shortest time between two starts, so that one change never causes two restarts. */
export const DEBOUNCE_MS = 2_000;
const LONGEST_DEFAULT_MIN_VALID_MS = 5 * 60_000;

/** The token that a child has. Times are by the local clock. */
export interface ChildToken {
  /** Absent when unknown. */
  readonly expiresAtMs?: number | undefined;
  /** When it counts as expired: the remaining time is too short to rely on. */
  readonly endsAtMs?: number | undefined;
}

/** Converts an answer; its times become local times. */
export function childTokenOf(token: TokenAnswer): ChildToken {
  if (token.expires_at === null) return {};
  const expiresAtMs = Date.parse(token.expires_at) - token.clock_offset_ms;
  const lifetimeMs = lifetimeOf(token);
  return {
    expiresAtMs,
    endsAtMs: expiresAtMs - (lifetimeMs === undefined ? 0 : expiredBufferMs(lifetimeMs)),
  };
}

/** The default for `--min-valid`: half the token's life, at most 5 minutes. */
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
  /** Whether the child has a token file; then the token in the file counts. */
  readonly hasFile: boolean;
  /** The token that the child has: in its file, or else in its environment. */
  readonly child: ChildToken;
  /** When this child was started, by the local clock. */
  readonly startedAtMs: number;
  /** When a newer pair than the child's became known; absent when there is none. */
  readonly newerSinceMs?: number | undefined;
  /** Whether this program gets no more tokens of its account, because the account was removed or changed. */
  readonly isLost?: boolean;
  /** Whether the user was warned, or needs no warning. */
  readonly isWarned: boolean;
  readonly nowMs: number;
}

/** What to do now, or when to decide again. */
export type ScheduleStep =
  | { readonly step: 'warn' }
  | { readonly step: 'restart' }
  /** Stop the program for good. */
  | { readonly step: 'end' }
  | { readonly step: 'wait'; readonly untilMs: number }
  /** Nothing to do until a new pair comes. */
  | { readonly step: 'rest' };

/**
 * Decides the next step. A restart is due when the child's token is about to end or, when its expiry is unknown, when
 * there is a newer pair; never before the child has run for {@link DEBOUNCE_MS}. A program that relies on fresh
 * tokens is stopped when its token expires, if it gets no more tokens of its account.
 */
export function nextStep(state: ScheduleState): ScheduleStep {
  const { onRefresh, hasFile, child, startedAtMs, isWarned, nowMs } = state;
  if (endsWithItsToken(state) && child.endsAtMs !== undefined) return at(child.endsAtMs, nowMs, 'end');
  if (onRefresh.kind === 'restart') {
    const dueAtMs = restartDueAtMs(state);
    if (dueAtMs === undefined) return { step: 'rest' };
    return at(Math.max(dueAtMs, startedAtMs + DEBOUNCE_MS), nowMs, 'restart');
  }
  // The token in a file should have been replaced long before.
  const warnAtMs = hasFile ? child.endsAtMs : child.expiresAtMs && child.expiresAtMs - WARNING_MS;
  return isWarned || warnAtMs === undefined ? { step: 'rest' } : at(warnAtMs, nowMs, 'warn');
}

/**
 * Whether the program is stopped when its token expires. A program that got a token only once keeps running, because
 * it never expected another one.
 */
export function endsWithItsToken({
  isLost = false,
  hasFile,
  onRefresh,
}: Pick<ScheduleState, 'isLost' | 'hasFile' | 'onRefresh'>): boolean {
  return isLost && (hasFile || onRefresh.kind !== 'none');
}

function restartDueAtMs({ child, newerSinceMs }: ScheduleState): number | undefined {
  return child.endsAtMs ?? (newerSinceMs === undefined ? undefined : newerSinceMs + DEBOUNCE_MS);
}

function at(dueAtMs: number, nowMs: number, step: 'warn' | 'restart' | 'end'): ScheduleStep {
  return nowMs >= dueAtMs ? { step } : { step: 'wait', untilMs: dueAtMs };
}

/** The warning for a child that does not handle the expiry of its token. */
export function warningWords(token: ChildToken, nowMs: number): string {
  const leftMs = Math.max(0, (token.expiresAtMs ?? nowMs) - nowMs);
  return (
    `axiom-tokens: the token in the environment of the program expires in ${Math.round(leftMs / 1000)} s, and the environment of a running program cannot be changed. ` +
    'Next time: --token-file, --on-refresh signal:NAME or --on-refresh restart, or let the program ask with "axiom-tokens token" or "axiom-tokens watch".'
  );
}
