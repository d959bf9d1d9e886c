// The LineFile port in memory; it can fail when a test says so.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { LineFile } from '../../../../main/core/ports/line-file';

export class MemoryLineFile implements LineFile {
  /** Oldest first. */
  lines: string[] = [];
  failure: ErrorCode | undefined;

  async append(lines: readonly string[]): Promise<void> {
    this.#check();
    this.lines.push(...lines);
  }

  async *newestFirst(): AsyncGenerator<string> {
    this.#check();
    yield* [...this.lines].reverse();
  }

  #check(): void {
    if (this.failure !== undefined) throw new AxiomTokenError(this.failure);
  }
}
