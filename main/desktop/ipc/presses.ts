// Remembers what a person presses in the app's own page, as main sees it: no script in the page can make it up. electron-endpoint.ts notes the presses, and
// register-handlers.ts asks for one before a call that gives a token out.
import type { Clock } from '../../core/ports/clock';

/** How long a press counts: a call that it causes comes at once, also on a busy computer. */
const COUNTS_FOR_MS = 1_000;

/** Electron's names for what a person does with a button, a key or a finger. Moving the pointer or the wheel is no press. */
const PRESSES: ReadonlySet<string> = new Set([
  'mouseDown',
  'mouseUp',
  'rawKeyDown',
  'keyDown',
  'keyUp',
  'touchStart',
  'touchEnd',
  'gestureTap',
]);

export class Presses {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #lastMs = new Map<number, number>();

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock;
  }

  /** Something came in to the page. `type`: as Electron names it. */
  note(webContentsId: number, type: string): void {
    if (PRESSES.has(type)) this.#lastMs.set(webContentsId, this.#clock.monotonicMs());
  }

  /** Whether somebody has just pressed something there; that press does not count again. */
  take(webContentsId: number): boolean {
    const atMs = this.#lastMs.get(webContentsId);
    this.#lastMs.delete(webContentsId);
    return atMs !== undefined && this.#clock.monotonicMs() - atMs <= COUNTS_FOR_MS;
  }
}
