// Reads the audit trail for all callers: one reading at a time, shared by all who wait for it, in small parts so that the event loop is not blocked.
import { createInTurn } from '../core/flow/in-turn';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import { chooseEntries, findGaps, Folding } from './fold-trail';
import type { TrailPages, TrailView } from './handout';
import type { TrailFile, TrailFilter, UnnumberedEntry } from './handout-state';
import type { TrailEntry } from './trail-entry';

export interface TrailReaderParts {
  readonly file: Pick<TrailFile, 'newestFirst' | 'rest'>;
  /** Resolves when everything added before is in the file, or cannot be written for now. */
  readonly settled: () => Promise<void>;
  /** Entries that are not in the file yet, oldest first. */
  readonly unwritten: () => readonly UnnumberedEntry[];
  /** Entries of the demo account, which are never written to a file, oldest first. */
  readonly ofThisRun: () => readonly UnnumberedEntry[];
  /** Sentences about missing entries that the numbers do not show. */
  readonly words: () => readonly string[];
  readonly clock: Pick<Clock, 'setTimer'>;
}

/** Both newest first. */
interface Reading {
  /** One for each line of the file. */
  readonly all: readonly TrailEntry[];
  readonly folded: readonly TrailEntry[];
}

/** Entries per part: about a millisecond of work, a few before the code is compiled. */
const PART = 100;
/** For this long, later pages are answered from the same reading. */
const KEPT_MS = 5_000;

export class TrailReader {
  readonly #parts: TrailReaderParts;
  readonly #readings = createInTurn();
  readonly #answers = createInTurn();
  /** The next reading, which has not begun yet. */
  #next: Promise<Reading> | undefined;
  #kept: Reading | undefined;
  #cancelKeeping: Unsubscribe = () => undefined;

  constructor(parts: TrailReaderParts) {
    this.#parts = parts;
  }

  /** Everything that was added before the call; later pages may be some seconds old. @throws AxiomTokenError `STORAGE_*` */
  async look(filter: TrailFilter, pages?: TrailPages): Promise<TrailView> {
    const reading = (pages === 'later' ? this.#kept : undefined) ?? (await this.#read());
    if (pages !== undefined) this.#keep(reading);
    return this.#answers(async () => {
      await this.#parts.file.rest();
      const gaps = [...this.#parts.words(), ...findGaps(reading.all, filter.sinceMs)];
      return { entries: chooseEntries(reading.folded, filter), gaps };
    });
  }

  /** Drops the reading that is kept for later pages. */
  dispose(): void {
    this.#cancelKeeping();
    this.#kept = undefined;
  }

  #keep(reading: Reading): void {
    this.dispose();
    this.#kept = reading;
    this.#cancelKeeping = this.#parts.clock.setTimer(KEPT_MS, () => this.dispose());
  }

  #read(): Promise<Reading> {
    this.#next ??= this.#readings(() => {
      this.#next = undefined;
      return this.#readNow();
    });
    return this.#next;
  }

  async #readNow(): Promise<Reading> {
    const { settled, file, unwritten: waiting, ofThisRun } = this.#parts;
    await settled();
    const written: TrailEntry[] = [];
    for await (const entry of file.newestFirst()) {
      if (written.push(entry) % PART === 0) await file.rest();
    }
    // Entries that are not written yet get the numbers that they would get if they were written now.
    const next = (written[0]?.id ?? 0) + 1;
    const unwritten = waiting().map((entry, index): TrailEntry => ({ ...entry, id: next + index }));
    const unnumbered = ofThisRun().map((entry): TrailEntry => ({ ...entry, id: 0 }));
    const all = [...unwritten.reverse(), ...written];
    const withDemo = unnumbered.length === 0 ? all : [...all, ...unnumbered.reverse()].sort((a, b) => b.atMs - a.atMs);
    const folding = new Folding();
    for (let at = withDemo.length - 1; at >= 0; at--) {
      if (withDemo[at]) folding.add(withDemo[at] as TrailEntry);
      if (at % PART === 0) await file.rest();
    }
    return { all, folded: folding.newestFirst() };
  }
}
