// Records real key and pointer presses in the app's pages, as main sees them; a script in a page cannot fake them. electron-endpoint.ts records the presses, and
// register-handlers.ts requires one before a call that hands out a token.
import type { Clock } from '../../core/ports/clock';

/** How long a press counts (for one call). Chromium uses the same time, so that a slow computer refuses nobody. */
const COUNTS_FOR_MS = 5_000;

/** Electron's names for the start of a press by mouse, key or touch. Moving the pointer or the wheel does not count. */
const BEGINS: ReadonlySet<string> = new Set(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart']);
/** And for its end, when the click happens. */
const ENDS: ReadonlySet<string> = new Set(['mouseUp', 'keyUp', 'touchEnd', 'gestureTap']);

/** The used part of Electron's `InputEvent`. */
export interface PageInput {
  readonly type: string;
  /** Electron's modifier names; `isautorepeat` for a key that is held down. */
  readonly modifiers?: readonly string[] | undefined;
}

export class Presses {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #lastMs = new Map<number, number>();

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** Records an input event of the page. */
  note(webContentsId: number, { type, modifiers = [] }: PageInput): void {
    const isRepeated = modifiers.some((name) => name.toLowerCase() === 'isautorepeat');
    // If the start of this press was already taken, its end is not a second press.
    if (BEGINS.has(type) ? !isRepeated : ENDS.has(type) && this.#lastMs.has(webContentsId))
      this.#lastMs.set(webContentsId, this.#clock.monotonicMs());
  }

  /** Whether there was a press in that page just now; it can be taken only once. */
  take(webContentsId: number): boolean {
    const atMs = this.#lastMs.get(webContentsId);
    this.#lastMs.delete(webContentsId);
    return atMs !== undefined && this.#clock.monotonicMs() - atMs <= COUNTS_FOR_MS;
  }
}
