// For how long there was a valid access token, by what one look after the other finds. Pure; valid-time-watch.ts takes the looks and writes the spans down.
import type { ValidSpan } from './activity-entry';

/** One look at a profile. `validUntilMs`: until when its token is valid, by the local clock; a time that has gone by where there is no valid one. */
export interface Look {
  readonly atMs: number;
  readonly monotonicMs: number;
  /** Absent where it cannot be told, or nobody wants one: signed out, paused, still opening, expiry unknown. */
  readonly validUntilMs?: number;
}

/** What has been watched and is not written down yet. */
export type Watched = Pick<ValidSpan, 'atMs' | 'watchedMs' | 'validMs'>;

/** A span is written down once it is this long: what a crash loses. */
export const LONGEST_SPAN_MS = 15 * 60_000;

/** What `look` adds to `watched`, and what is to be written down now, because it is long enough or does not go on. */
export function watchOn(
  watched: Watched | undefined,
  before: Look | undefined,
  look: Look,
): { readonly watched?: Watched; readonly done: readonly Watched[] } {
  const since = before && span(before, look);
  if (!since) return { ...(look.validUntilMs === undefined ? {} : { watched: empty(look) }), done: ended(watched) };
  const joined = watched && goesOn(watched, since) ? join(watched, since) : undefined;
  const done = joined ? [] : ended(watched);
  const next = joined ?? since;
  const isEnd = look.validUntilMs === undefined || next.watchedMs >= LONGEST_SPAN_MS;
  if (isEnd)
    return { ...(look.validUntilMs === undefined ? {} : { watched: empty(look) }), done: [...done, ...ended(next)] };
  return { watched: next, done };
}

/** Nothing where it could not be told, or the clock was set back. Sleep is not counted: nobody could ask for a token then. */
function span(before: Look, look: Look): Watched | undefined {
  if (before.validUntilMs === undefined) return undefined;
  const watchedMs = Math.min(look.atMs - before.atMs, look.monotonicMs - before.monotonicMs);
  if (watchedMs < 0) return undefined;
  const validMs = Math.min(watchedMs, Math.max(0, before.validUntilMs - before.atMs));
  return { atMs: before.atMs, watchedMs, validMs };
}

/** Only what was valid first and then not any more fits in one span, and only without a gap. */
function goesOn(watched: Watched, since: Watched): boolean {
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

function empty({ atMs }: Look): Watched {
  return { atMs, watchedMs: 0, validMs: 0 };
}

/** What is worth writing down. */
export function ended(watched: Watched | undefined): readonly Watched[] {
  return watched && watched.watchedMs > 0 ? [watched] : [];
}
