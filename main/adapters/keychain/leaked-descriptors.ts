// Closes the file descriptors that Electron up to 36 leaks. It leaks one with each utility process: it opens
// /dev/null for the standard input, and neither passes it on nor closes it (electron/electron#47515). Used by
// electron-utility-process-host.ts.
import { closeSync, readdirSync, readlinkSync } from 'node:fs';

const DESCRIPTORS = '/proc/self/fd';
/**
 * Such an Electron opens three descriptors, for standard input, output and error. It closes the last two a moment
 * after the child has ended.
 */
const OPENED_AT_START = 3;

/**
 * Finds the leaked descriptors of children that have ended: `left` are to be closed, `unclear` are checked again at
 * the next start. Pure. `opened`: one list for each child, of the descriptors that its start opened; `open`: what
 * this process has open now. Chromium ends the app when somebody else closes one of its descriptors, so a descriptor
 * counts as leaked only when the other two of the same start are closed.
 */
export function findLeaked(
  opened: readonly (readonly number[])[],
  open: readonly number[],
): { readonly left: readonly number[]; readonly unclear: readonly (readonly number[])[] } {
  const stillOpen = opened.map((each) => each.filter((one) => open.includes(one)));
  return {
    left: stillOpen.filter(({ length }) => length === 1).flat(),
    unclear: stillOpen.filter(({ length }) => length > 1),
  };
}

/**
 * Tracks the starts of this process. What a child has leaked is closed when a later one starts, so at most one
 * descriptor stays open.
 */
export class LeakedDescriptors {
  /** For each child that has ended: the descriptors of its start, until it is known which of them was leaked. */
  #ofEnded: readonly (readonly number[])[] = [];

  /** Starts a child by `start`. Call `ended` once, when it has ended. */
  start<Child>(start: () => Child): { readonly child: Child; readonly ended: () => void } {
    const before = nullDescriptors();
    const { left, unclear } = findLeaked(this.#ofEnded, before);
    this.#ofEnded = unclear;
    // Closed only after the start, so that the new child's descriptors cannot get the same numbers.
    const child = start();
    const opened = nullDescriptors().filter((each) => !before.includes(each));
    for (const each of left) closeSync(each);
    return {
      child,
      ended: () => {
        if (opened.length === OPENED_AT_START) this.#ofEnded = [...this.#ofEnded, opened];
      },
    };
  }
}

/** The descriptors of this process on /dev/null; none where the system does not list them. */
function nullDescriptors(): number[] {
  try {
    return readdirSync(DESCRIPTORS).filter(isNull).map(Number);
  } catch {
    return [];
  }
}

function isNull(name: string): boolean {
  try {
    return readlinkSync(`${DESCRIPTORS}/${name}`) === '/dev/null';
  } catch {
    // It is closed by now: it was the one used for the listing, or another thread's.
    return false;
  }
}
