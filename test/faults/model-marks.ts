// The removal marks of the model, which outlive every run, and a record of all marks that were ever left, with their places.
import type { RemovalMarks } from '../../main/core/ports/removal-marks';
import { MemoryRemovalMarks } from '../support/fakes/removal-marks/memory-removal-marks';
import { type Life, never } from './model-places';

export class ModelMarks {
  readonly inner = new MemoryRemovalMarks();
  readonly #left = new Set<string>();

  /** Whether this sign-in is marked as removed from the place. */
  has(place: string, signIn: string | undefined): boolean {
    return this.#left.has(`${place} ${signIn}`);
  }

  open(life: Life): RemovalMarks {
    const alive = <T>(run: () => Promise<T>): Promise<T> => (life.isOver ? never() : run());
    return {
      read: (place) => alive(() => this.inner.read(place)),
      add: (place, mark) =>
        alive(() => {
          this.#left.add(`${place} ${mark.signIn}`);
          return this.inner.add(place, mark);
        }),
      drop: (place, signIn) =>
        alive(() => {
          this.#left.delete(`${place} ${signIn}`);
          return this.inner.drop(place, signIn);
        }),
    };
  }
}
