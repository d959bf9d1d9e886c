// The TrailFile port in memory, shared by all users of the same object. It can fail when a test says so.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { TrailFile, UnnumberedEntry } from '../../../../main/handout/handout-state';
import type { TrailEntry } from '../../../../main/handout/trail-entry';

export class MemoryTrailFile implements TrailFile {
  /** Oldest first. */
  entries: TrailEntry[] = [];
  failure: ErrorCode | undefined;
  /** How often it was written to. */
  writes = 0;
  /** Writes wait until this resolves. */
  isTaken: Promise<void> | undefined;

  async append(entries: readonly UnnumberedEntry[]): Promise<void> {
    await this.isTaken;
    this.#check();
    this.writes++;
    const before = this.entries.at(-1)?.id ?? 0;
    this.entries.push(...entries.map((entry, index) => ({ ...entry, id: before + index + 1 })));
  }

  async *newestFirst(): AsyncGenerator<TrailEntry> {
    this.#check();
    yield* [...this.entries].reverse();
  }

  rest(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  #check(): void {
    if (this.failure !== undefined) throw new AxiomTokenError(this.failure);
  }
}
