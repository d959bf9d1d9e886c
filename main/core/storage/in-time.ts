// Calls of what lies on a disk or network drive, each with a deadline. Used for places, and for what is kept beside them.
import type { AxiomTokenError } from '../base/errors';
import { withDeadline } from '../flow/deadline';
import type { Clock } from '../ports/clock';
import type { StillWanted } from '../ports/still-wanted';
import { FILE_DEADLINE_MS } from './file-deadline';

export class InTime {
  readonly #clock: Clock;
  /** Of each thing, how many calls have not come back though their deadline is over. */
  readonly #hung = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * The result of `run`, which asks one thing; rejects with `late()` when that takes longer than `limitMs`. Until it has come back after all, nothing else is
   * asked of the thing: a drive that hangs must not use up what all files share, and nothing overtakes what comes late. `run` gets whether it is still waited for.
   */
  call<Result>(
    thing: string,
    run: (isWanted: StillWanted) => Promise<Result>,
    late: () => AxiomTokenError,
    limitMs: number = FILE_DEADLINE_MS,
  ): Promise<Result> {
    if (this.#hung.has(thing)) return Promise.reject(late());
    let isOver = false;
    const work = run(() => !isOver);
    return withDeadline(this.#clock, limitMs, work, () => {
      isOver = true;
      this.#count(thing, 1);
      const ended = (): void => this.#count(thing, -1);
      work.then(ended, ended);
      return late();
    });
  }

  #count(thing: string, change: 1 | -1): void {
    const hung = (this.#hung.get(thing) ?? 0) + change;
    if (hung === 0) this.#hung.delete(thing);
    else this.#hung.set(thing, hung);
  }
}
