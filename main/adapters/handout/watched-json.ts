// Notifies listeners of changes that other processes make to a file. Watching starts with the first listener, as soon as the folder can be watched.
import { ChangeEmitter } from '../../core/flow/change-emitter';
import type { Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';

export class WatchedJson {
  readonly #changes: ChangeEmitter;
  readonly #watch: (listener: () => void) => Unsubscribe | undefined;
  #stop: Unsubscribe | undefined;
  #listeners = 0;

  constructor(watch: (listener: () => void) => Unsubscribe | undefined, logger: Logger) {
    this.#watch = watch;
    this.#changes = new ChangeEmitter(logger);
  }

  onChange(listener: () => void): Unsubscribe {
    const unsubscribe = this.#changes.subscribe(listener);
    this.#listeners++;
    this.begin();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      unsubscribe();
      if (--this.#listeners > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  /** Tries to start watching; call it when the folder may exist now. */
  begin(): void {
    if (this.#listeners > 0) this.#stop ??= this.#watch(() => this.#changes.emit());
  }
}
