// Notices what other programs do at a place that can be watched: told by the store, and looked for every minute where it cannot tell.
// Used by ProfileStorage; decides nothing.
import { type Clock, delayToNextCheckMs, MAX_TIMER_MS, type Unsubscribe } from '../ports/clock';
import type { TokenStore } from '../ports/token-store';

/** A program may write a file in several steps. */
const SETTLE_MS = 200;

export class PlaceWatch {
  readonly #clock: Clock;
  readonly #look: () => void;
  #stopWatching: Unsubscribe = () => undefined;
  #cancelLook: Unsubscribe = () => undefined;
  #cancelCheck: Unsubscribe = () => undefined;

  /** `look` is called when the place may hold something else. */
  constructor(clock: Clock, look: () => void) {
    this.#clock = clock;
    this.#look = look;
  }

  /** From now on this store is watched, and no other. */
  follow(store: TokenStore): void {
    this.dispose();
    if (!store.watch) return;
    this.#stopWatching = store.watch(() => {
      this.#cancelLook();
      this.#cancelLook = this.#clock.setTimer(SETTLE_MS, this.#look);
    });
    this.#checkLater();
  }

  dispose(): void {
    this.#stopWatching();
    this.#cancelLook();
    this.#cancelCheck();
  }

  #checkLater(): void {
    this.#cancelCheck = this.#clock.setTimer(delayToNextCheckMs(this.#clock, MAX_TIMER_MS + 1), () => {
      this.#checkLater();
      this.#look();
    });
  }
}
