// The list of spent refresh tokens in memory, for tests of the core. Programs of one test share one, as processes share the folder.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { SpentTokens } from '../../../../main/core/ports/spent-tokens';

export class MemorySpentTokens implements SpentTokens {
  readonly #spent = new Set<string>();
  /** While set, every call fails with it. */
  failure: ErrorCode | undefined;

  async has(fingerprint: string): Promise<boolean> {
    this.#throwIfFailing();
    return this.#spent.has(fingerprint);
  }

  async add(fingerprint: string): Promise<void> {
    this.#throwIfFailing();
    this.#spent.add(fingerprint);
  }

  #throwIfFailing(): void {
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
