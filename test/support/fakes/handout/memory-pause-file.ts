// The PauseFile port in memory. Two of them with the same content act as two programs.
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import type { PauseFile, PauseState } from '../../../../main/handout/handout-state';

/** The content that all programs share. */
export interface SharedPause {
  state: PauseState;
  readonly listeners: Map<MemoryPauseFile, Set<() => void>>;
}

export function sharedPause(state: PauseState = { isPaused: false }): SharedPause {
  return { state, listeners: new Map() };
}

export class MemoryPauseFile implements PauseFile {
  failure: AxiomTokenError | undefined;
  readonly #shared: SharedPause;
  readonly #own = new Set<() => void>();

  constructor(shared = sharedPause()) {
    this.#shared = shared;
    shared.listeners.set(this, this.#own);
  }

  read(): PauseState {
    return this.#shared.state;
  }

  write(state: PauseState): void {
    if (this.failure) throw this.failure;
    this.#shared.state = state;
    for (const [file, listeners] of this.#shared.listeners) {
      if (file !== this) for (const listener of [...listeners]) listener();
    }
  }

  onChange(listener: () => void): () => void {
    this.#own.add(listener);
    return () => this.#own.delete(listener);
  }
}
