// What has happened, in words for the person: the newest of each account at hand, all of it in a file that outlives the run. Must never hold a secret.
// The file may fail or be slow at any time: nobody waits for it, and what it has not taken yet is kept here and offered to it again with the next entry.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { ChangeEmitter } from '../flow/change-emitter';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { LineFile } from '../ports/line-file';
import type { Logger } from '../ports/logger';
import { type Activity, type ActivityKind, type ActivityLine, isEntry, type ValidSpan } from './activity-entry';
import { readLine, writeLine } from './activity-line';
import { ofPresentProfiles } from './present-profiles';

/** How many of each account, and of the app, are at hand. */
const RECENT_ENTRIES = 8;
/** So far back is looked for those of earlier runs. */
const RECENT_LINES = 2000;
/** What cannot be written is kept up to this. */
const MOST_WAITING = 1000;
/** What is of this run only. */
const MOST_OF_THIS_RUN = 1000;

export interface ActivityLogParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly file: LineFile;
  /** Whether a profile leaves nothing behind, as the demo. */
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

  /** The newest of each account and of the app, newest first. */
  list(): readonly Activity[] {
    return this.#recent;
  }

  /** Why what happens is known for this run only; absent while the file takes it. */
  get trouble(): AxiomTokenError | undefined {
    return this.#trouble;
  }

  /** `more`: what else is known of it. */
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

  /** Keeps a line without telling anybody. */
  keep(line: ActivityLine): void {
    if (line.profileId !== undefined && this.#parts.isForThisRun(line.profileId)) {
      this.#ofThisRun = [...this.#ofThisRun, line].slice(-MOST_OF_THIS_RUN);
      return;
    }
    this.#waiting = [...this.#waiting, line].slice(-MOST_WAITING);
    this.#writing ??= this.#write();
  }

  /** Whoever reads is given these as well: spans that are still being watched, and written down later. */
  setOpenSpans(openSpans: () => readonly ValidSpan[]): void {
    this.#openSpans = openSpans;
  }

  /** Takes those of earlier runs along. A file that cannot be read leaves the list as it is. */
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
      this.#parts.logger.error('the activity of earlier runs could not be read', error);
      this.#setTrouble(toAxiomTokenError(error));
    }
  }

  /**
   * All lines that are there, newest first as they were written.
   * @throws AxiomTokenError `STORAGE_*`, when those of before cannot be read
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

  /** Resolves when the file has taken what there was, or could not. */
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
    // What comes in one turn is written at once.
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
        this.#parts.logger.warn('the activity could not be written down; it is kept until it can be', {
          code: trouble.code,
        });
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
