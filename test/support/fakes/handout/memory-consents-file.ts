// The ConsentsFile port in memory. Two of them with the same content act as two programs.
import type { AxiomTokenError } from '../../../../main/core/base/errors';
import type { ConsentsContent, ConsentsFile } from '../../../../main/handout/handout-state';

/** The content that all programs share. */
export interface SharedConsents {
  content: ConsentsContent;
  readonly listeners: Map<MemoryConsentsFile, Set<() => void>>;
}

export function sharedConsents(content: ConsentsContent = { policies: {}, consents: [] }): SharedConsents {
  return { content, listeners: new Map() };
}

export class MemoryConsentsFile implements ConsentsFile {
  readFailure: AxiomTokenError | undefined;
  changeFailure: AxiomTokenError | undefined;
  changes = 0;
  readonly #shared: SharedConsents;
  readonly #own = new Set<() => void>();

  constructor(shared = sharedConsents()) {
    this.#shared = shared;
    shared.listeners.set(this, this.#own);
  }

  read(): ConsentsContent {
    if (this.readFailure) throw this.readFailure;
    return this.#shared.content;
  }

  async change(change: (content: ConsentsContent) => ConsentsContent): Promise<void> {
    await Promise.resolve();
    if (this.changeFailure) throw this.changeFailure;
    this.changes++;
    this.#shared.content = change(this.read());
    for (const [file, listeners] of this.#shared.listeners) {
      if (file !== this) for (const listener of [...listeners]) listener();
    }
  }

  onChange(listener: () => void): () => void {
    this.#own.add(listener);
    return () => this.#own.delete(listener);
  }
}
