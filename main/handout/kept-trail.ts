// The audit trail: which tokens were handed out or refused. All processes with one data folder share its lines. The file may fail or be slow at any time: lines
// that are not written are kept and retried with the next entry. Repeats within a minute are only counted. A hand-out waits for its line, in the app only briefly.
import type { AxiomTokenError } from '../core/base/errors';
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { FOLD_MS, foldKey, isWithinFold } from './fold-trail';
import type { HandoutTrail, TrailPages, TrailView } from './handout';
import type { TokenTags, TrailFile, TrailFilter, UnnumberedEntry } from './handout-state';
import { OpenFolds } from './open-folds';
import type { NewTrailEntry, TrailEntry } from './trail-entry';
import { TrailReader } from './trail-reader';
import { MOST_WAITING, UnwrittenLines } from './unwritten-lines';

export interface KeptTrailParts {
  readonly file: TrailFile;
  readonly tags: TokenTags;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether nothing about an account is saved, as for the demo. */
  readonly isForThisRun: (profileId: string) => boolean;
  /** Whether no token may be handed out without its line on the disk: for a process that ends soon and would lose the line. */
  readonly isLineNeeded?: boolean | undefined;
}

/** One entry and how often it was repeated since it was written. */
interface Repeated {
  readonly entry: NewTrailEntry;
  /** The line that was written, or will be. */
  readonly line: UnnumberedEntry;
  readonly beganAtMs: number;
  repeats: number;
  firstRepeatAtMs: number;
  lastAtMs: number;
}

export class KeptTrail implements HandoutTrail {
  readonly #parts: KeptTrailParts;
  readonly #changes: ChangeEmitter;
  readonly #reader: TrailReader;
  readonly #open = new Map<string, Repeated>();
  readonly #folds = new OpenFolds<Repeated>();
  readonly #lines: UnwrittenLines;
  #ofThisRun: readonly UnnumberedEntry[] = [];
  #cancelTimer: Unsubscribe | undefined;

  constructor(parts: KeptTrailParts) {
    this.#parts = parts;
    this.#changes = new ChangeEmitter(parts.logger);
    const { file, clock, logger, isLineNeeded = false } = parts;
    this.#lines = new UnwrittenLines({ file, clock, logger, isLineNeeded, onTrouble: () => this.#changes.emit() });
    this.#reader = new TrailReader({
      file,
      settled: () => this.#lines.settled(),
      unwritten: () => [...this.#lines.waiting, ...[...this.#open.values()].flatMap((open) => repeatsOf(open))],
      ofThisRun: () => this.#ofThisRun,
      words: () => this.#lines.words(),
      clock,
    });
  }

  add(entry: NewTrailEntry): void {
    this.#add(entry);
  }

  addBeforeHandout(entry: NewTrailEntry): Promise<void> | undefined {
    return this.#lines.whenWritten(this.#add(entry).line);
  }

  get trouble(): AxiomTokenError | undefined {
    return this.#lines.trouble;
  }

  #add(entry: NewTrailEntry): Repeated {
    const nowMs = this.#parts.clock.nowMs();
    const key = foldKey(entry);
    const open = this.#open.get(key);
    if (open && isWithinFold(open.beganAtMs, nowMs)) {
      if (open.repeats === 0) open.firstRepeatAtMs = nowMs;
      open.repeats++;
      open.lastAtMs = nowMs;
      this.#awaitEnd(nowMs);
      this.#changes.emit();
      return open;
    }
    this.#closeEnded(nowMs);
    if (open && this.#open.has(key)) this.#close(key, open);
    for (const [ended, contrary] of this.#folds.takeOpposite(entry)) this.#close(ended, contrary);
    const line: UnnumberedEntry = { ...entry, atMs: nowMs, lastAtMs: nowMs, count: 1 };
    const begun = { entry, line, beganAtMs: nowMs, repeats: 0, firstRepeatAtMs: nowMs, lastAtMs: nowMs };
    this.#open.set(key, begun);
    this.#folds.set(key, begun);
    this.#keep(line);
    this.#changes.emit();
    return begun;
  }

  async flush(): Promise<void> {
    for (const [key, open] of this.#open) this.#close(key, open);
    await this.#lines.flush();
  }

  async query(filter: TrailFilter): Promise<readonly TrailEntry[]> {
    return (await this.look(filter)).entries;
  }

  look(filter: TrailFilter, pages?: TrailPages): Promise<TrailView> {
    return this.#reader.look(filter, pages);
  }

  tagOf(token: { expose(): string }): string {
    return this.#parts.tags.tagOf(token);
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  /** Resolves when what could be written is written. */
  async dispose(): Promise<void> {
    this.#reader.dispose();
    this.#cancelTimer?.();
    await this.flush().catch(() => undefined);
    this.#cancelTimer?.();
  }

  /** Sets the timer for the end of the oldest fold, if entries were repeated and there is none yet. */
  #awaitEnd(nowMs: number): void {
    if (this.#cancelTimer) return;
    const repeated = [...this.#open.values()].filter(({ repeats }) => repeats > 0);
    if (repeated.length === 0) return;
    const endsAtMs = Math.min(...repeated.map(({ beganAtMs }) => beganAtMs)) + FOLD_MS;
    // At most a minute, even if the clock was set back.
    const delayMs = Math.min(FOLD_MS, Math.max(0, endsAtMs - nowMs));
    this.#cancelTimer = this.#parts.clock.setTimer(delayMs, () => {
      this.#cancelTimer = undefined;
      const thenMs = this.#parts.clock.nowMs();
      this.#closeEnded(thenMs);
      this.#awaitEnd(thenMs);
    });
  }

  /** Closes the folds that have ended. They are in the order in which they began. */
  #closeEnded(nowMs: number): void {
    for (const [key, open] of this.#open) {
      if (isWithinFold(open.beganAtMs, nowMs)) return;
      this.#close(key, open);
    }
  }

  /** Closes a fold and writes its repeats as one line. */
  #close(key: string, open: Repeated): void {
    this.#open.delete(key);
    this.#folds.delete(key, open);
    for (const entry of repeatsOf(open)) this.#keep(entry);
  }

  #keep(entry: UnnumberedEntry): void {
    if (entry.profileId !== undefined && this.#parts.isForThisRun(entry.profileId)) {
      this.#ofThisRun = [...this.#ofThisRun, entry].slice(-MOST_WAITING);
      return;
    }
    this.#lines.add(entry);
  }
}

function repeatsOf({ entry, repeats, firstRepeatAtMs, lastAtMs }: Repeated): readonly UnnumberedEntry[] {
  return repeats === 0 ? [] : [{ ...entry, atMs: firstRepeatAtMs, lastAtMs, count: repeats }];
}
