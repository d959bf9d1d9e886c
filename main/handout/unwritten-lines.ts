// The lines of the audit trail that are not on the disk yet. Lines that cannot be written are kept and tried again with the next line; a token waits for its line.
import { AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import { startDeadline } from '../core/flow/deadline';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { TrailFile, UnnumberedEntry } from './handout-state';

/** At most this many lines are kept; beyond that the oldest are dropped. */
export const MOST_WAITING = 1000;
/** How long a token waits for its line if it may be handed out without one. */
const LINE_MS = 250;
/** A disk that takes this much longer is reported: on a busy computer a line is often late for a moment. */
const LATE_MS = 5_000;

export interface UnwrittenLinesParts {
  readonly file: TrailFile;
  readonly clock: Clock;
  readonly logger: Logger;
  /** See {@link KeptTrailParts}. */
  readonly isLineNeeded: boolean;
  /** Called when {@link UnwrittenLines.trouble} begins or ends. */
  readonly onTrouble: () => void;
}

export class UnwrittenLines {
  readonly #parts: UnwrittenLinesParts;
  /** Oldest first. */
  #waiting: readonly UnnumberedEntry[] = [];
  #writing: Promise<void> | undefined;
  /** Lines whose writing a caller waits for. */
  readonly #awaited = new Map<UnnumberedEntry, Awaited>();
  /** A line was not written within {@link LINE_MS}, and still is not. */
  #isSlow = false;
  /** The same for {@link LATE_MS} more. */
  #isLate = false;
  #cancelLate: Unsubscribe = () => undefined;
  #trouble: AxiomTokenError | undefined;

  constructor(parts: UnwrittenLinesParts) {
    this.#parts = parts;
  }

  /** Oldest first. */
  get waiting(): readonly UnnumberedEntry[] {
    return this.#waiting;
  }

  get trouble(): AxiomTokenError | undefined {
    return this.#trouble ?? (this.#isLate ? slowDisk() : undefined);
  }

  /** Writing begins at the end of this turn. */
  add(line: UnnumberedEntry): void {
    this.#waiting = [...this.#waiting, line].slice(-MOST_WAITING);
    this.#writing ??= this.#write();
  }

  /** See {@link Trail.addBeforeHandout}. */
  whenWritten(line: UnnumberedEntry): Promise<void> | undefined {
    if (!this.#waiting.includes(line)) return undefined;
    if (this.#parts.isLineNeeded) return this.#written(line);
    return this.trouble || this.#isSlow ? undefined : this.#briefly(this.#written(line));
  }

  /** Resolves when all lines are on the disk. @throws AxiomTokenError as {@link TrailFile} does */
  async flush(): Promise<void> {
    // Lines that were added during a write are written after it.
    while (this.#waiting.length > 0) {
      await (this.#writing ??= this.#write());
      if (this.#trouble) throw this.#trouble;
    }
    await this.#writing;
  }

  /** Resolves when no write is under way. Does not wait for a disk that does not answer. */
  async settled(): Promise<void> {
    if (!this.#isSlow) await this.#writing;
  }

  /** What the user is shown about unwritten lines. */
  words(): readonly string[] {
    const trouble = this.trouble ?? (this.#isSlow ? slowDisk() : undefined);
    const count = this.#waiting.length;
    if (!trouble || count === 0) return [];
    const what = count === 1 ? 'One entry is' : `${count} entries are`;
    return [`${what} not on the disk, and will be lost when this program ends: ${trouble.message}`];
  }

  /** Resolves when the line is on the disk; rejects when it could not be written. */
  #written(line: UnnumberedEntry): Promise<void> {
    const known = this.#awaited.get(line) ?? new Awaited();
    this.#awaited.set(line, known);
    this.#writing ??= this.#write();
    return known.promise;
  }

  /** Resolves when `written` does, but after {@link LINE_MS} at the latest. Never rejects. */
  #briefly(written: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const { clock, onTrouble } = this.#parts;
      const cancel = clock.setTimer(LINE_MS, () => {
        if (!this.#isSlow) {
          this.#cancelLate = startDeadline(clock, LATE_MS, () => {
            this.#isLate = true;
            onTrouble();
          });
        }
        this.#isSlow = true;
        resolve();
      });
      const settled = (): void => {
        cancel();
        resolve();
      };
      written.then(settled, settled);
    });
  }

  async #write(): Promise<void> {
    // Lines that are added in the same turn are written together.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const entries = this.#waiting;
        await this.#parts.file.append(entries);
        this.#waiting = this.#waiting.filter((entry) => !entries.includes(entry));
        const hadTrouble = this.trouble !== undefined;
        this.#trouble = undefined;
        this.#answered();
        if (hadTrouble) this.#parts.onTrouble();
        for (const entry of entries) this.#settle(entry);
      }
    } catch (error) {
      const trouble = toAxiomTokenError(error);
      if (!this.#trouble) {
        this.#parts.logger.warn('the audit trail could not be written; its lines are kept and tried again', {
          code: trouble.code,
        });
      }
      this.#trouble = trouble;
      this.#answered();
      for (const entry of this.#awaited.keys()) this.#settle(entry, trouble);
      this.#parts.onTrouble();
    } finally {
      this.#writing = undefined;
    }
  }

  /** The disk has answered, with success or with an error. */
  #answered(): void {
    this.#isSlow = false;
    this.#isLate = false;
    this.#cancelLate();
  }

  #settle(line: UnnumberedEntry, trouble?: AxiomTokenError): void {
    const awaited = this.#awaited.get(line);
    this.#awaited.delete(line);
    if (trouble) awaited?.reject(notWritten(trouble));
    else awaited?.resolve();
  }
}

/** A promise for one line, with the calls that settle it. */
class Awaited {
  resolve: () => void = () => undefined;
  reject: (trouble: AxiomTokenError) => void = () => undefined;
  readonly promise = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

function notWritten({ code, message, remedy }: AxiomTokenError): AxiomTokenError {
  return new AxiomTokenError(code, {
    message: `The line for this token could not be written to the trail, and without it no token is handed out. ${message}`,
    remedy,
  });
}

function slowDisk(): AxiomTokenError {
  return new AxiomTokenError('TIMEOUT', { message: 'The disk did not save the lines of the trail in time.' });
}
