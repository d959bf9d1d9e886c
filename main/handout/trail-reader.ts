// Reads the trail for all who look at it: one reading at a time, which all share who wait for it, in parts between which the program does its other work.
import { createInTurn } from '../core/flow/in-turn';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import { chooseEntries, findGaps, Folding } from './fold-trail';
import type { TrailPages, TrailView } from './handout';
import type { TrailFile, TrailFilter, UnnumberedEntry } from './handout-state';
import type { TrailEntry } from './trail-entry';

export interface TrailReaderParts {
  readonly file: Pick<TrailFile, 'newestFirst' | 'rest'>;
  /** Resolves when what was added before is in the file, or will not be for now. */
  readonly settled: () => Promise<void>;
  /** Those that are in no file yet, oldest first. */
  readonly unwritten: () => readonly UnnumberedEntry[];
  /** Those that never will be in one, oldest first. */
  readonly ofThisRun: () => readonly UnnumberedEntry[];
  /** What is missing besides what the numbers tell. */
  readonly words: () => readonly string[];
  readonly clock: Pick<Clock, 'setTimer'>;
}

/** Both newest first. */
interface Reading {
  /** As they are written. */
  readonly all: readonly TrailEntry[];
  readonly folded: readonly TrailEntry[];
}

/** A millisecond of work, some before it is warm. */
const PART = 100;
/** So long whoever reads page by page is answered from one reading. */
const KEPT_MS = 5_000;

export class TrailReader {
  readonly #parts: TrailReaderParts;
  readonly #readings = createInTurn();
  readonly #answers = createInTurn();
  /** The next one, not begun yet. */
  #next: Promise<Reading> | undefined;
  #kept: Reading | undefined;
  #cancelKeeping: Unsubscribe = () => undefined;

  constructor(parts: TrailReaderParts) {
    this.#parts = parts;
  }

  /** All that was added before; later pages may be of some seconds ago. @throws AxiomTokenError `STORAGE_*` */
  async look(filter: TrailFilter, pages?: TrailPages): Promise<TrailView> {
    const reading = (pages === 'later' ? this.#kept : undefined) ?? (await this.#read());
    if (pages !== undefined) this.#keep(reading);
    return this.#answers(async () => {
      await this.#parts.file.rest();
      const gaps = [...this.#parts.words(), ...findGaps(reading.all, filter.sinceMs)];
      return { entries: chooseEntries(reading.folded, filter), gaps };
    });
  }

  /** Keeps no reading any more. */
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
    // Those that are not written yet get the numbers that they would get now.
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
