// The activity log: the newest entries of each account in memory, all entries in a file that is kept when the app ends. Must never hold a secret.
// The file may fail or be slow at any time. No caller waits for it: lines that are not written yet stay in memory and are tried again with the next entry.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { ChangeEmitter } from '../flow/change-emitter';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { LineFile } from '../ports/line-file';
import type { Logger } from '../ports/logger';
import { type Activity, type ActivityKind, type ActivityLine, isEntry, type ValidSpan } from './activity-entry';
import { readLine, writeLine } from './activity-line';
import { ofPresentProfiles } from './present-profiles';

/** How many entries of each account, and of the app, stay in memory. */
const RECENT_ENTRIES = 8;
/** How many lines of the file are read at most to find the entries of earlier runs. */
const RECENT_LINES = 2000;
/** How many lines wait in memory at most while the file cannot be written. */
const MOST_WAITING = 1000;
/** How many lines of profiles that are never written to the file are kept. */
const MOST_OF_THIS_RUN = 1000;

export interface ActivityLogParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly file: LineFile;
  /** Whether the lines of a profile are never written to the file, as those of the demo. */
  readonly isForThisRun: (profileId: string) => boolean;
}

export class ActivityLog {
  readonly #parts: ActivityLogParts;
  readonly #changes: ChangeEmitter;
  #recent: readonly Activity[] = [];
  /** Newest last. */
  #waiting: ActivityLine[] = [];
  #ofThisRun: ActivityLine[] = [];
  #writing: Promise<void> | undefined;
  #trouble: AxiomTokenError | undefined;
  #openSpans: () => readonly ValidSpan[] = () => [];

  constructor(parts: ActivityLogParts) {
    this.#parts = parts;
    this.#changes = new ChangeEmitter(parts.logger);
  }

  /** The newest entries of each account and of the app, newest first. */
  list(): readonly Activity[] {
    return this.#recent;
  }

  /** Why the file cannot be written or read at present; absent while it works. */
  get trouble(): AxiomTokenError | undefined {
    return this.#trouble;
  }

  /** Adds an entry with the present time, and calls the listeners. */
  add(
    kind: ActivityKind,
    text: string,
    profileId?: string,
    more: Pick<Activity, 'isProblem' | 'isBeginning' | 'refresh'> = {},
  ): void {
    const of = profileId === undefined ? {} : { profileId };
    const entry: Activity = { atMs: this.#parts.clock.nowMs(), kind, ...of, text, ...more };
    const before = more.isBeginning ? this.#recent.filter((each) => each.profileId !== profileId) : this.#recent;
    this.#recent = recentOf([entry, ...before]);
    this.keep(entry);
    this.#changes.emit();
  }

  /** Adds a line without calling the listeners. */
  keep(line: ActivityLine): void {
    if (line.profileId !== undefined && this.#parts.isForThisRun(line.profileId)) {
      this.#ofThisRun = [...this.#ofThisRun, line].slice(-MOST_OF_THIS_RUN);
      return;
    }
    this.#waiting = [...this.#waiting, line].slice(-MOST_WAITING);
    this.#writing ??= this.#write();
  }

  /** Readers also get what `openSpans` returns: spans that have not ended yet and are written later. */
  setOpenSpans(openSpans: () => readonly ValidSpan[]): void {
    this.#openSpans = openSpans;
  }

  /** Adds the entries of earlier runs to the list. A file that cannot be read leaves the list unchanged. */
  async readEarlier(): Promise<void> {
    try {
      const earlier: Activity[] = [];
      let count = 0;
      for await (const line of ofPresentProfiles(this.#read())) {
        if (isEntry(line)) earlier.push(line);
        if (++count === RECENT_LINES) break;
      }
      const known = new Set(this.#recent.map(writeLine));
      const isNew = new Set(this.#recent.flatMap(({ profileId, isBeginning }) => (isBeginning ? profileId : [])));
      const added = earlier.filter((entry) => !known.has(writeLine(entry)) && !isNew.has(entry.profileId));
      this.#recent = recentOf([...this.#recent, ...added]);
      this.#changes.emit();
    } catch (error) {
      this.#parts.logger.error('the activity log of earlier runs could not be read', error);
      this.#setTrouble(toAxiomTokenError(error));
    }
  }

  /**
   * All lines, newest first in the order in which they were written.
   * @throws AxiomTokenError `STORAGE_*` when the file cannot be read
   */
  async *newestFirst(): AsyncGenerator<ActivityLine> {
    const open = this.#openSpans();
    await this.flush();
    yield* ofPresentProfiles(this.#all(open));
  }

  async *#all(open: readonly ValidSpan[]): AsyncGenerator<ActivityLine> {
    yield* open;
    const here = [...this.#ofThisRun, ...this.#waiting].sort((a, b) => b.atMs - a.atMs);
    for await (const line of this.#read()) {
      while (here[0] && here[0].atMs >= line.atMs) yield here.shift() as ActivityLine;
      yield line;
    }
    yield* here;
  }

  async *#read(): AsyncGenerator<ActivityLine> {
    for await (const text of this.#parts.file.newestFirst()) {
      const line = readLine(text);
      if (line) yield line;
    }
  }

  /** Resolves when the waiting lines are written, or could not be. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  #setTrouble(trouble: AxiomTokenError | undefined): void {
    const isChanged = this.#trouble?.message !== trouble?.message;
    this.#trouble = trouble;
    if (isChanged) this.#changes.emit();
  }

  async #write(): Promise<void> {
    // Lines that are added in the same turn of the event loop are written together.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0) {
        const lines = this.#waiting;
        await this.#parts.file.append(lines.map(writeLine));
        this.#waiting = this.#waiting.filter((line) => !lines.includes(line));
      }
      this.#setTrouble(undefined);
    } catch (error) {
      const trouble = toAxiomTokenError(error);
      if (!this.#trouble) {
        this.#parts.logger.warn(
          'the activity log could not be written; its lines stay in memory and are tried again with the next entry',
          {
            code: trouble.code,
          },
        );
      }
      this.#setTrouble(trouble);
    } finally {
      this.#writing = undefined;
    }
  }
}

function recentOf(entries: readonly Activity[]): readonly Activity[] {
  const counts = new Map<string | undefined, number>();
  return entries.filter(({ profileId }) => {
    const count = (counts.get(profileId) ?? 0) + 1;
    counts.set(profileId, count);
    return count <= RECENT_ENTRIES;
  });
}
