// Writes lines for a slow reader: while one line is being written, only the newest line of each slot is kept, so
// memory does not grow.
import type { WatchLine } from './watch-lines';

export class NewestLines {
  readonly #write: (line: string) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  readonly #waiting = new Map<WatchLine['slot'], string>();
  #writing: Promise<void> | undefined;

  /** `write` resolves when the reader has taken the line; a rejection ends the output. */
  constructor(write: (line: string) => Promise<void>, onFailure: (error: unknown) => void) {
    this.#write = write;
    this.#onFailure = onFailure;
  }

  get isIdle(): boolean {
    return this.#writing === undefined;
  }

  put({ slot, line }: WatchLine): void {
    // Moves the slot to the end, so that lines stay in the order of events.
    this.#waiting.delete(slot);
    this.#waiting.set(slot, line);
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Resolves when the reader has taken all lines. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    try {
      for (let next = this.#take(); next !== undefined; next = this.#take()) await this.#write(next);
    } catch (error) {
      this.#waiting.clear();
      this.#onFailure(error);
    }
  }

  #take(): string | undefined {
    for (const [slot, line] of this.#waiting) {
      this.#waiting.delete(slot);
      return line;
    }
    return undefined;
  }
}
