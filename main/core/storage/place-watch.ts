// Notices changes that other programs make at a place. A file is watched, and also checked every minute, because any program may write it and a network drive
// may not report that. Other places are written only by this app, whose processes notify each other, so a keychain need not be polled.
// Used by ProfileStorage; decides nothing.
import { type Clock, delayToNextCheckMs, MAX_TIMER_MS, type Unsubscribe } from '../ports/clock';
import type { PlaceNotifications } from '../ports/place-notifications';
import type { Place } from './place';

/** How long to wait after a change, because a program may write a file in several steps. */
const SETTLE_MS = 200;

export interface PlaceWatchParts {
  readonly clock: Clock;
  /** The notifications of other processes; absent when no other process can use the place. */
  readonly notifications?: PlaceNotifications | undefined;
}

export class PlaceWatch {
  readonly #clock: Clock;
  readonly #notifications: PlaceNotifications | undefined;
  readonly #look: () => void;
  #store: Place['store'] | undefined;
  #isOver = false;
  #stopWatching: Unsubscribe | undefined;
  #cancelLook: Unsubscribe = () => undefined;
  #cancelCheck: Unsubscribe = () => undefined;

  /** `look` is called when the content of the place may have changed. */
  constructor({ clock, notifications }: PlaceWatchParts, look: () => void) {
    this.#clock = clock;
    this.#notifications = notifications;
    this.#look = look;
  }

  /** Follows this place from now on, and no other. */
  follow({ key, choice, store }: Place): void {
    if (this.#isOver) return;
    this.#stop();
    this.#store = store;
    if (store.watch) this.#checkLater();
    else if (this.#notifications && choice.kind !== 'memory')
      this.#stopWatching = this.#notifications.listen(key, this.#changed);
  }

  /** Starts to watch the followed place, unless it is watched already. Call it only after the place has answered: on a drive that hangs, it would never return. */
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
