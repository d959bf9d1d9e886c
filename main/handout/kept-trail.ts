// The trail of what left and what was refused, over lines that all programs with a data folder share. The file may fail or be slow at any time: nobody waits for it but a
// caller of `flush`, and what it has not taken is kept and offered to it again with the next entry. Repeats cost no write: they are counted here for a minute.
import { type AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { FOLD_MS, foldKey, isWithinFold } from './fold-trail';
import type { HandoutTrail, TrailPages, TrailView } from './handout';
import type { TokenTags, TrailFile, TrailFilter, UnnumberedEntry } from './handout-state';
import type { NewTrailEntry, TrailEntry } from './trail-entry';
import { TrailReader } from './trail-reader';

/** What cannot be written is kept up to this. */
const MOST_WAITING = 1000;

export interface KeptTrailParts {
  readonly file: TrailFile;
  readonly tags: TokenTags;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether an account leaves nothing behind, as the demo. */
  readonly isForThisRun: (profileId: string) => boolean;
}

/** One entry and how often it was repeated since it was written. */
interface Repeated {
  readonly entry: NewTrailEntry;
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
  /** Oldest first. */
  #waiting: readonly UnnumberedEntry[] = [];
  #ofThisRun: readonly UnnumberedEntry[] = [];
  #writing: Promise<void> | undefined;
  #trouble: AxiomTokenError | undefined;
  #cancelTimer: Unsubscribe | undefined;

  constructor(parts: KeptTrailParts) {
    this.#parts = parts;
    this.#changes = new ChangeEmitter(parts.logger);
    this.#reader = new TrailReader({
      file: parts.file,
      settled: async () => this.#writing,
      unwritten: () => [...this.#waiting, ...[...this.#open.values()].flatMap((open) => repeatsOf(open))],
      ofThisRun: () => this.#ofThisRun,
      clock: parts.clock,
    });
  }

  add(entry: NewTrailEntry): void {
    const nowMs = this.#parts.clock.nowMs();
    const key = foldKey(entry);
    const open = this.#open.get(key);
    if (open && isWithinFold(open.beganAtMs, nowMs)) {
      if (open.repeats === 0) open.firstRepeatAtMs = nowMs;
      open.repeats++;
      open.lastAtMs = nowMs;
      this.#awaitEnd(nowMs);
    } else {
      this.#closeEnded(nowMs);
      if (open && this.#open.has(key)) this.#close(key, open);
      this.#open.set(key, { entry, beganAtMs: nowMs, repeats: 0, firstRepeatAtMs: nowMs, lastAtMs: nowMs });
      this.#keep({ ...entry, atMs: nowMs, lastAtMs: nowMs, count: 1 });
    }
    this.#changes.emit();
  }

  async flush(): Promise<void> {
    for (const [key, open] of this.#open) this.#close(key, open);
    // What was added while it was writing is written after that.
    while (this.#waiting.length > 0) {
      await (this.#writing ??= this.#write());
      if (this.#trouble) throw this.#trouble;
    }
    await this.#writing;
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

  /** One timer, and none while nothing is repeated. */
  #awaitEnd(nowMs: number): void {
    if (this.#cancelTimer) return;
    const repeated = [...this.#open.values()].filter(({ repeats }) => repeats > 0);
    if (repeated.length === 0) return;
    const endsAtMs = Math.min(...repeated.map(({ beganAtMs }) => beganAtMs)) + FOLD_MS;
    // At most a minute, also after the clock was set back.
    const delayMs = Math.min(FOLD_MS, Math.max(0, endsAtMs - nowMs));
    this.#cancelTimer = this.#parts.clock.setTimer(delayMs, () => {
      this.#cancelTimer = undefined;
      const thenMs = this.#parts.clock.nowMs();
      this.#closeEnded(thenMs);
      this.#awaitEnd(thenMs);
    });
  }

  /** They stand in the order in which they began. */
  #closeEnded(nowMs: number): void {
    for (const [key, open] of this.#open) {
      if (isWithinFold(open.beganAtMs, nowMs)) return;
      this.#close(key, open);
    }
  }

  /** Writes down its repeats, in one line. */
  #close(key: string, open: Repeated): void {
    this.#open.delete(key);
    for (const entry of repeatsOf(open)) this.#keep(entry);
  }

  #keep(entry: UnnumberedEntry): void {
    if (entry.profileId !== undefined && this.#parts.isForThisRun(entry.profileId)) {
      this.#ofThisRun = [...this.#ofThisRun, entry].slice(-MOST_WAITING);
      return;
    }
    this.#waiting = [...this.#waiting, entry].slice(-MOST_WAITING);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    // What comes in one turn is written at once.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const entries = this.#waiting;
        await this.#parts.file.append(entries);
        this.#waiting = this.#waiting.filter((entry) => !entries.includes(entry));
      }
      this.#trouble = undefined;
    } catch (error) {
      const trouble = toAxiomTokenError(error);
      if (!this.#trouble) {
        this.#parts.logger.warn('the trail could not be written down; it is kept until it can be', {
          code: trouble.code,
        });
      }
      this.#trouble = trouble;
    } finally {
      this.#writing = undefined;
    }
  }
}

function repeatsOf({ entry, repeats, firstRepeatAtMs, lastAtMs }: Repeated): readonly UnnumberedEntry[] {
  return repeats === 0 ? [] : [{ ...entry, atMs: firstRepeatAtMs, lastAtMs, count: repeats }];
}
