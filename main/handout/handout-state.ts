// What the hand-out keeps over runs: the pause, what persons have decided about programs, and the trail. Ports; plain JSON in the app's data folder implements
// them (main/adapters/handout), so that app and command line see one state without Electron.
import type { AxiomTokenError } from '../core/base/errors';
import type { Unsubscribe } from '../core/ports/clock';
import type { Consent, ConsentPolicy } from './consent';
import type { NewTrailEntry, TrailEntry } from './trail-entry';

export interface PauseState {
  readonly isPaused: boolean;
  /** Local clock; absent where it is not known. */
  readonly sinceMs?: number | undefined;
  readonly reason?: string | undefined;
  /** What was kept of it cannot be read; it counts as paused until a person decides. */
  readonly isLost?: true | undefined;
}

/** The panic switch of all programs with this data folder. */
export interface PauseFile {
  /** As it is now, whoever has changed it. What cannot be read counts as paused: a token that was handed out cannot be taken back. */
  read(): PauseState;
  /** Durable when it returns. @throws AxiomTokenError `STORAGE_*`; the file is then unchanged */
  write(state: PauseState): void;
  /** Calls `listener` after another program has changed it. Costs nothing while nobody does. */
  onChange(listener: () => void): Unsubscribe;
}

/** What is kept of consents. */
export interface ConsentsContent {
  readonly policies: Readonly<Record<string, ConsentPolicy>>;
  readonly consents: readonly Consent[];
}

export interface ConsentsFile {
  /** As it is now, whoever has changed it. @throws AxiomTokenError `STORAGE_*`: then nobody is handed anything */
  read(): ConsentsContent;
  /** Changes what is there at that moment; changes of several programs come one after the other. Durable when it resolves. @throws AxiomTokenError `STORAGE_*` */
  change(change: (content: ConsentsContent) => ConsentsContent): Promise<void>;
  /** Calls `listener` after another program has changed it. */
  onChange(listener: () => void): Unsubscribe;
}

/** An entry that has not got its number yet. */
export type UnnumberedEntry = Omit<TrailEntry, 'id' | 'lastId'>;

/** The lines of the trail, of all programs with this data folder. */
export interface TrailFile {
  /** Appends all of them or none; they go on from the number of the last one, whoever has written that. @throws AxiomTokenError `STORAGE_*` */
  append(entries: readonly UnnumberedEntry[]): Promise<void>;
  /** Newest first. Lines that cannot be understood are left out, and their numbers are missing. @throws AxiomTokenError `STORAGE_*` */
  newestFirst(): AsyncIterable<TrailEntry>;
  /** Resolves in the next round of the event loop: whoever has much to do with many lines lets all else have its turn. */
  rest(): Promise<void>;
}

/** Names tokens: the same name for the same token, and nothing that leads back to it. */
export interface TokenTags {
  /** Eight hexadecimal digits. Never throws: without a lasting key the names are of this run. */
  tagOf(token: { expose(): string }): string;
}

/** Which entries of the trail are wanted, newest first. */
export interface TrailFilter {
  readonly sinceMs?: number | undefined;
  readonly profileId?: string | undefined;
  /** A part of the consumer's name, or its program id. */
  readonly consumer?: string | undefined;
  readonly tag?: string | undefined;
  readonly event?: TrailEntry['event'] | undefined;
  readonly most?: number | undefined;
}

export interface Trail {
  /**
   * Adds an entry; an identical one within a minute counts up instead. It is in the trail when this returns, and soon on the disk; what the disk does not take is kept
   * and offered to it again.
   */
  add(entry: NewTrailEntry): void;
  /**
   * As {@link add}, of a token that is to leave. `undefined`: it need not wait for its line. Else it resolves when the line is on the disk; in the app also when the disk does not
   * take it at once. @throws AxiomTokenError `STORAGE_*`, `TIMEOUT` where it could not be written, and no token leaves without
   */
  addAhead(entry: NewTrailEntry): Promise<void> | undefined;
  /** Why the newest entries are not on the disk; absent where they are, or are just being written. */
  readonly trouble: AxiomTokenError | undefined;
  /** Resolves when all that was added is on the disk. @throws AxiomTokenError `STORAGE_*` when it could not be written */
  flush(): Promise<void>;
  /** Newest first; entries that are identical within a minute as one. @throws AxiomTokenError `STORAGE_*` */
  query(filter: TrailFilter): Promise<readonly TrailEntry[]>;
  /** The tag of a token: the same for the same token, and nothing that leads back to it. */
  tagOf(token: { expose(): string }): string;
  /** Calls `listener` after entries were added by this program. */
  onChange(listener: () => void): Unsubscribe;
}
