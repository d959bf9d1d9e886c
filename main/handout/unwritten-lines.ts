// The lines of the trail that are not on the disk yet. What it does not take is kept and offered to it again with the next line; a token waits for its own.
import { AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { TrailFile, UnnumberedEntry } from './handout-state';

/** What cannot be written is kept up to this. */
export const MOST_WAITING = 1000;
/** So long a token waits for its line, where it may leave without. */
const LINE_MS = 250;

export interface UnwrittenLinesParts {
  readonly file: TrailFile;
  readonly clock: Clock;
  readonly logger: Logger;
  /** See {@link KeptTrailParts}. */
  readonly isLineNeeded: boolean;
  /** The disk has begun or ceased not to take them. */
  readonly onTrouble: () => void;
}

export class UnwrittenLines {
  readonly #parts: UnwrittenLinesParts;
  /** Oldest first. */
  #waiting: readonly UnnumberedEntry[] = [];
  #writing: Promise<void> | undefined;
  /** Those whose writing somebody waits for. */
  readonly #awaited = new Map<UnnumberedEntry, Awaited>();
  /** A line was waited for in vain, and is not written yet. */
  #isSlow = false;
  #trouble: AxiomTokenError | undefined;

  constructor(parts: UnwrittenLinesParts) {
    this.#parts = parts;
  }

  /** Oldest first. */
  get waiting(): readonly UnnumberedEntry[] {
    return this.#waiting;
  }

  get trouble(): AxiomTokenError | undefined {
    return this.#trouble ?? (this.#isSlow ? slowDisk() : undefined);
  }

  /** It is offered to the disk at the end of this turn. */
  add(line: UnnumberedEntry): void {
    this.#waiting = [...this.#waiting, line].slice(-MOST_WAITING);
    this.#writing ??= this.#write();
  }

  /** See {@link Trail.addAhead}. */
  whenWritten(line: UnnumberedEntry): Promise<void> | undefined {
    if (!this.#waiting.includes(line)) return undefined;
    if (this.#parts.isLineNeeded) return this.#written(line);
    return this.trouble ? undefined : this.#briefly(this.#written(line));
  }

  /** Resolves when all are on the disk. @throws AxiomTokenError as the file */
  async flush(): Promise<void> {
    // What was added while it was writing is written after that.
    while (this.#waiting.length > 0) {
      await (this.#writing ??= this.#write());
      if (this.#trouble) throw this.#trouble;
    }
    await this.#writing;
  }

  /** Resolves when nothing is being written; a disk that does not answer is not waited for. */
  async settled(): Promise<void> {
    if (!this.#isSlow) await this.#writing;
  }

  /** What a person is told of them. */
  words(): readonly string[] {
    const { trouble } = this;
    const count = this.#waiting.length;
    if (!trouble || count === 0) return [];
    const what = count === 1 ? 'One entry is' : `${count} entries are`;
    return [`${what} not on the disk, and lost with the end of this program: ${trouble.message}`];
  }

  /** Resolves when the line is on the disk, as soon as that takes it. */
  #written(line: UnnumberedEntry): Promise<void> {
    const known = this.#awaited.get(line) ?? new Awaited();
    this.#awaited.set(line, known);
    this.#writing ??= this.#write();
    return known.promise;
  }

  /** Resolves when that does, and after a moment in any case. */
  #briefly(written: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.clock.setTimer(LINE_MS, () => {
        this.#isSlow = true;
        this.#parts.onTrouble();
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
    // What comes in one turn is written at once.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const entries = this.#waiting;
        await this.#parts.file.append(entries);
        this.#waiting = this.#waiting.filter((entry) => !entries.includes(entry));
        const hadTrouble = this.trouble !== undefined;
        this.#trouble = undefined;
        this.#isSlow = false;
        if (hadTrouble) this.#parts.onTrouble();
        for (const entry of entries) this.#settle(entry);
      }
    } catch (error) {
      const trouble = toAxiomTokenError(error);
      if (!this.#trouble) {
        this.#parts.logger.warn('the trail could not be written down; it is kept until it can be', {
          code: trouble.code,
        });
      }
      this.#trouble = trouble;
      this.#isSlow = false;
      for (const entry of this.#awaited.keys()) this.#settle(entry, trouble);
      this.#parts.onTrouble();
    } finally {
      this.#writing = undefined;
    }
  }

  #settle(line: UnnumberedEntry, trouble?: AxiomTokenError): void {
    const awaited = this.#awaited.get(line);
    this.#awaited.delete(line);
    if (trouble) awaited?.reject(notWritten(trouble));
    else awaited?.resolve();
  }
}

/** The writing of one line. */
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
    message: `Its line in the trail could not be written, and no token leaves without. ${message}`,
    remedy,
  });
}

function slowDisk(): AxiomTokenError {
  return new AxiomTokenError('TIMEOUT', { message: 'The disk does not take the lines of the trail.' });
}
