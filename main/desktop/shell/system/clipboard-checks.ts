// Decides when to check the clipboard again after a secret was cleared: clipboard managers restore texts, and some clipboards cannot always be read.
// Pure; secret-clipboard.ts does the checks.

/** The result of checking one buffer: something else, our secret (now removed), our secret (could not be removed), or unreadable. */
export type Seen = 'gone' | 'taken off' | 'stays' | 'unread';

/** The state between checks. */
export interface Looks {
  /** Delays of the checks still to come, each after the one before, in milliseconds. `undefined` until the secret was first removed. */
  readonly ahead: readonly number[] | undefined;
  /** How often the secret was restored. */
  readonly timesBack: number;
  /** Consecutive checks in which a buffer could not be read. */
  readonly unread: number;
  /** True when emptying the buffer did not help: the next time a replacement text is written. */
  readonly isReplaced: boolean;
}

export const NO_LOOKS_YET: Looks = { ahead: undefined, timesBack: 0, unread: 0, isReplaced: false };

/** 1 s and 10 s after the removal. */
const AHEAD_MS = [1_000, 9_000];
/** One more check, if the last one found the secret again. */
const ONCE_MORE_MS = 1_000;
/** After so many times the secret is restored whatever the app does. */
const MOST_TIMES_BACK = 3;
const LONGEST_RETRY_MS = 60_000;

/** The next check in `waitMs`, or none. `isPutBack`: the secret cannot be removed, and the user must be informed. */
export interface NextLook {
  readonly looks: Looks;
  readonly waitMs?: number;
  readonly isPutBack?: boolean;
}

/** Decides by the state of the buffers. A buffer that could not be read is checked until it was. */
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
