// When the clipboard is looked at again after a secret was to be taken off it: managers put things back, and some clipboards cannot be read at times.
// Pure; secret-clipboard.ts does the looking.

/** What a look found in one buffer: something else, our secret which then was taken off, our secret which stays, or nothing because it could not be read. */
export type Seen = 'gone' | 'taken off' | 'stays' | 'unread';

/** What the looks so far have come to. */
export interface Looks {
  /** Waits until the looks that are still to come, each after the one before, in milliseconds. `undefined` until the secret was first taken off. */
  readonly ahead: readonly number[] | undefined;
  /** How often it was there again. */
  readonly timesBack: number;
  /** Looks in a row in which a buffer could not be read. */
  readonly unread: number;
  /** True when emptying has not helped: another text is put in its place the next time. */
  readonly isReplaced: boolean;
}

export const NO_LOOKS_YET: Looks = { ahead: undefined, timesBack: 0, unread: 0, isReplaced: false };

/** 1 s and 10 s after it was taken off. */
const AHEAD_MS = [1_000, 9_000];
/** After the last of them has found it again. */
const ONCE_MORE_MS = 1_000;
/** Back as often as this, it is put back whatever is done. */
const MOST_TIMES_BACK = 3;
const LONGEST_RETRY_MS = 60_000;

/** What comes after a look: the next one in `waitMs`, or none. `isPutBack`: the secret cannot be taken off, which is to be said. */
export interface NextLook {
  readonly looks: Looks;
  readonly waitMs?: number;
  readonly isPutBack?: boolean;
}

/** Decides it by what the buffers showed. One that could not be read is looked at until it was. */
export function nextLook(looks: Looks, seen: readonly Seen[]): NextLook {
  const isBack = looks.ahead !== undefined && seen.includes('taken off');
  const timesBack = looks.timesBack + (isBack ? 1 : 0);
  if (seen.includes('stays') || timesBack >= MOST_TIMES_BACK) return { looks, isPutBack: true };
  const isReplaced = timesBack > 0;
  const ahead = looks.ahead ?? (seen.includes('taken off') ? AHEAD_MS : undefined);
  if (seen.includes('unread')) {
    const waitMs = Math.min(LONGEST_RETRY_MS, 1_000 * 2 ** Math.min(looks.unread, 6));
    return { looks: { ahead, timesBack, unread: looks.unread + 1, isReplaced }, waitMs };
  }
  const [waitMs, ...rest] = isBack && ahead?.length === 0 ? [ONCE_MORE_MS] : (ahead ?? []);
  const next = { ahead: rest, timesBack, unread: 0, isReplaced };
  return waitMs === undefined ? { looks: next } : { looks: next, waitMs };
}
