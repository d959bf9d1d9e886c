// Gives every call to a disk or network drive a deadline. Used for places, and for the files beside them (index, marks, journals).
import type { AxiomTokenError } from '../base/errors';
import { withDeadline } from '../flow/deadline';
import type { Clock } from '../ports/clock';
import type { StillWanted } from '../ports/still-wanted';
import { FILE_DEADLINE_MS } from './file-deadline';

export class InTime {
  readonly #clock: Clock;
  /** For each resource, the number of calls that have not returned although their deadline is over. */
  readonly #hung = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * The result of `run`; rejects with `late()` when it takes longer than `limitMs`. Until a late call has returned, further calls to the same resource are
   * refused, so that a drive that hangs does not use up the threads that all files share, and no call overtakes a late one. `run` gets a function that says
   * whether the caller still waits.
   */
  call<Result>(
    resource: string,
    run: (isWanted: StillWanted) => Promise<Result>,
    late: () => AxiomTokenError,
    limitMs: number = FILE_DEADLINE_MS,
  ): Promise<Result> {
    if (this.#hung.has(resource)) return Promise.reject(late());
    let isOver = false;
    const work = run(() => !isOver);
    return withDeadline(this.#clock, limitMs, work, () => {
      isOver = true;
      this.#count(resource, 1);
      const ended = (): void => this.#count(resource, -1);
      work.then(ended, ended);
      return late();
    });
  }

  #count(resource: string, change: 1 | -1): void {
    const hung = (this.#hung.get(resource) ?? 0) + change;
    if (hung === 0) this.#hung.delete(resource);
    else this.#hung.set(resource, hung);
  }
}
