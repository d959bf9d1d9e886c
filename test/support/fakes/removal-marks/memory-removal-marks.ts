// Removal marks in memory, for tests of the core. Programs of one test share one, as processes share the folder.
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { RemovalMark, RemovalMarks } from '../../../../main/core/ports/removal-marks';
import type { StillWanted } from '../../../../main/core/ports/still-wanted';

const MAX_MARKS = 32;

export class MemoryRemovalMarks implements RemovalMarks {
  readonly #marks = new Map<string, readonly RemovalMark[]>();
  /** While set, every call fails with it. */
  failure: ErrorCode | undefined;

  async read(place: string): Promise<readonly RemovalMark[]> {
    this.#throwIfFailing();
    return this.#marks.get(place) ?? [];
  }

  async add(place: string, mark: RemovalMark, isWanted?: StillWanted): Promise<void> {
    this.#throwIfFailing(isWanted);
    const others = (this.#marks.get(place) ?? []).filter(({ signIn }) => signIn !== mark.signIn);
    this.#marks.set(place, [...others, { ...mark }].slice(-MAX_MARKS));
  }

  async drop(place: string, signIn: string, isWanted?: StillWanted): Promise<void> {
    this.#throwIfFailing(isWanted);
    this.#marks.set(
      place,
      (this.#marks.get(place) ?? []).filter((mark) => mark.signIn !== signIn),
    );
  }

  #throwIfFailing(isWanted?: StillWanted): void {
    if (isWanted?.() === false) throw new AxiomTokenError('TIMEOUT');
    if (this.failure) throw new AxiomTokenError(this.failure);
  }
}
