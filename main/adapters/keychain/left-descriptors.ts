// Closes the descriptors that Electron up to 36 leaves behind, one with each utility process: it opens /dev/null for the standard input and never hands it
// on (electron/electron#47515). Used by electron-utility-process-host.ts.
import { closeSync, readdirSync, readlinkSync } from 'node:fs';

const DESCRIPTORS = '/proc/self/fd';
/** Such an Electron opens one each for standard input, output and error; of these it closes the last two, a moment after the child has ended. */
const OPENED_AT_START = 3;

/**
 * What is left of the descriptors that came with starts of children that have ended: `left` are to be closed, `unclear` are looked at again by the next start.
 * Pure. `opened`: a list of each child; `open`: what this process has open now. Chromium ends the app when one of its own is closed under it, so a descriptor
 * counts as left only when the other two of its start are closed.
 */
export function sortLeft(
  opened: readonly (readonly number[])[],
  open: readonly number[],
): { readonly left: readonly number[]; readonly unclear: readonly (readonly number[])[] } {
  const stillOpen = opened.map((each) => each.filter((one) => open.includes(one)));
  return {
    left: stillOpen.filter(({ length }) => length === 1).flat(),
    unclear: stillOpen.filter(({ length }) => length > 1),
  };
}

/** The starts of this process. What a child has left is closed when a later one starts, so that one descriptor stays at most. */
export class LeftDescriptors {
  /** What each child that has ended had opened, as far as it is not told apart yet. */
  #ofEnded: readonly (readonly number[])[] = [];

  /** Starts a child by `start`. Call `ended` once, when it has ended. */
  start<Child>(start: () => Child): { readonly child: Child; readonly ended: () => void } {
    const before = nullDescriptors();
    const { left, unclear } = sortLeft(this.#ofEnded, before);
    this.#ofEnded = unclear;
    // Closed after the start: their numbers cannot be given out again in between.
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
    // That of the listing itself, or another thread's; closed by now.
    return false;
  }
}
