// Notices what other programs do at a place. A file is watched, and looked for every minute as well, since any program may write it and a drive may not
// tell. At other places only programs of this app write, which tell of it; so nobody has to ask a keychain from time to time.
// Used by ProfileStorage; decides nothing.
import { type Clock, delayToNextCheckMs, MAX_TIMER_MS, type Unsubscribe } from '../ports/clock';
import type { PlaceNews } from '../ports/place-news';
import type { Place } from './place';

/** A program may write a file in several steps. */
const SETTLE_MS = 200;

export interface PlaceWatchParts {
  readonly clock: Clock;
  /** What other processes tell; absent where no other process can use the place. */
  readonly news?: PlaceNews | undefined;
}

export class PlaceWatch {
  readonly #clock: Clock;
  readonly #news: PlaceNews | undefined;
  readonly #look: () => void;
  #store: Place['store'] | undefined;
  #isOver = false;
  #stopWatching: Unsubscribe | undefined;
  #cancelLook: Unsubscribe = () => undefined;
  #cancelCheck: Unsubscribe = () => undefined;

  /** `look` is called when the place may hold something else. */
  constructor({ clock, news }: PlaceWatchParts, look: () => void) {
    this.#clock = clock;
    this.#news = news;
    this.#look = look;
  }

  /** From now on this place is noticed, and no other. */
  follow({ key, choice, store }: Place): void {
    if (this.#isOver) return;
    this.#stop();
    this.#store = store;
    if (store.watch) this.#checkLater();
    else if (this.#news && choice.kind !== 'memory') this.#stopWatching = this.#news.listen(key, this.#changed);
  }

  /** Watches the place that is followed, unless it is watched: call it whenever the place has answered, for a watch on a drive that does not never returns. */
  watch(): void {
    this.#stopWatching ??= this.#store?.watch?.(this.#changed);
  }

  dispose(): void {
    this.#isOver = true;
    this.#stop();
  }

  readonly #changed = (): void => {
    this.#cancelLook();
    this.#cancelLook = this.#clock.setTimer(SETTLE_MS, this.#look);
  };

  #stop(): void {
    this.#store = undefined;
    this.#stopWatching?.();
    this.#stopWatching = undefined;
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
