// Computes from successive snapshots of a profile how long an access token was valid. Pure; valid-time-watch.ts takes
// the snapshots and writes the spans.
import type { ValidSpan } from './activity-entry';

/**
 * A snapshot of a profile. `validUntilMs`: the expiry of its access token by the local clock; a past time when there
 * is no valid token.
 */
export interface Snapshot {
  readonly atMs: number;
  readonly monotonicMs: number;
  /** Absent when it is not known or no token is wanted: signed out, paused, still opening, expiry unknown. */
  readonly validUntilMs?: number;
}

/** A span that is not written yet. */
export type Watched = Pick<ValidSpan, 'atMs' | 'watchedMs' | 'validMs'>;

/** A span is written when it is this long, so a crash loses at most this much. */
export const LONGEST_SPAN_MS = 15 * 60_000;

/**
 * Adds the time since the snapshot `before` to the open span `watched`. `done`: spans to write now, because they are
 * long enough or have ended.
 */
export function extendSpan(
  watched: Watched | undefined,
  before: Snapshot | undefined,
  look: Snapshot,
): { readonly watched?: Watched; readonly done: readonly Watched[] } {
  const since = before && span(before, look);
  if (!since) return { ...(look.validUntilMs === undefined ? {} : { watched: empty(look) }), done: ended(watched) };
  const joined = watched && canContinue(watched, since) ? join(watched, since) : undefined;
  const done = joined ? [] : ended(watched);
  const next = joined ?? since;
  const isEnd = look.validUntilMs === undefined || next.watchedMs >= LONGEST_SPAN_MS;
  if (isEnd)
    return { ...(look.validUntilMs === undefined ? {} : { watched: empty(look) }), done: [...done, ...ended(next)] };
  return { watched: next, done };
}

/**
 * The span between two snapshots; `undefined` when the expiry was not known or the clock was set back. Sleep is not
 * counted: no program could ask for a token then.
 */
function span(before: Snapshot, look: Snapshot): Watched | undefined {
  if (before.validUntilMs === undefined) return undefined;
  const watchedMs = Math.min(look.atMs - before.atMs, look.monotonicMs - before.monotonicMs);
  if (watchedMs < 0) return undefined;
  const validMs = Math.min(watchedMs, Math.max(0, before.validUntilMs - before.atMs));
  return { atMs: before.atMs, watchedMs, validMs };
}

/** Whether `since` can continue the span: there is no gap, and the token did not become valid again, because a span is valid from its start or not at all. */
function canContinue(watched: Watched, since: Watched): boolean {
  const isAdjoining = Math.abs(watched.atMs + watched.watchedMs - since.atMs) < 1000;
  return isAdjoining && (watched.validMs === watched.watchedMs || since.validMs === 0);
}

function join(watched: Watched, since: Watched): Watched {
  return {
    atMs: watched.atMs,
    watchedMs: watched.watchedMs + since.watchedMs,
    validMs: watched.validMs + since.validMs,
  };
}

function empty({ atMs }: Snapshot): Watched {
  return { atMs, watchedMs: 0, validMs: 0 };
}

/** The span as a list; an empty span is left out. */
export function ended(watched: Watched | undefined): readonly Watched[] {
  return watched && watched.watchedMs > 0 ? [watched] : [];
}
