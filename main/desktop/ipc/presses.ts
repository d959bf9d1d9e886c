// Remembers what a person presses in the app's own page, as main sees it: no script in the page can make it up. electron-endpoint.ts notes the presses, and
// register-handlers.ts asks for one before a call that gives a token out.
import type { Clock } from '../../core/ports/clock';

/** How long a press counts, once: as long as for Chromium itself, so that a busy computer refuses nobody. */
const COUNTS_FOR_MS = 5_000;

/** Electron's names for the beginning of a press of a button, a key or a finger. Moving the pointer or the wheel is none. */
const BEGINS: ReadonlySet<string> = new Set(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart']);
/** And for its end: a click comes then. */
const ENDS: ReadonlySet<string> = new Set(['mouseUp', 'keyUp', 'touchEnd', 'gestureTap']);

/** What came in to a page, of Electron's `InputEvent`. */
export interface PageInput {
  readonly type: string;
  /** Electron's names of what is held beside it; `isautorepeat` for a key that is held down itself. */
  readonly modifiers?: readonly string[] | undefined;
}

export class Presses {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #lastMs = new Map<number, number>();

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** Something came in to the page. */
  note(webContentsId: number, { type, modifiers = [] }: PageInput): void {
    const isRepeated = modifiers.some((name) => name.toLowerCase() === 'isautorepeat');
    // The end of a press that was taken at its beginning is no other one.
    if (BEGINS.has(type) ? !isRepeated : ENDS.has(type) && this.#lastMs.has(webContentsId))
      this.#lastMs.set(webContentsId, this.#clock.monotonicMs());
  }

  /** Whether somebody has just pressed something there; that press does not count again. */
  take(webContentsId: number): boolean {
    const atMs = this.#lastMs.get(webContentsId);
    this.#lastMs.delete(webContentsId);
    return atMs !== undefined && this.#clock.monotonicMs() - atMs <= COUNTS_FOR_MS;
  }
}
