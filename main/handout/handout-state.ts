// The stored state of the hand-out: the pause, the consents, and the audit trail. Ports, implemented with JSON files in the app's data folder
// (main/adapters/handout), so that app and command line share one state without Electron.
import type { AxiomTokenError } from '../core/base/errors';
import type { Unsubscribe } from '../core/ports/clock';
import type { Consent, ConsentPolicy } from './consent';
import type { NewTrailEntry, TrailEntry } from './trail-entry';

export interface PauseState {
  readonly isPaused: boolean;
  /** Local clock; absent when it is not known. */
  readonly sinceMs?: number | undefined;
  readonly reason?: string | undefined;
  /** The stored state cannot be read; it counts as paused until the user decides. */
  readonly isLost?: true | undefined;
}

/** The panic switch of all processes with this data folder. */
export interface PauseFile {
  /** The present state, whichever process has changed it. If it cannot be read, it counts as paused: a token that was handed out cannot be taken back. */
  read(): PauseState;
  /** Durable when it returns. @throws AxiomTokenError `STORAGE_*`; the file is then unchanged */
  write(state: PauseState): void;
  /** Calls `listener` after another process has changed it. Costs nothing while nothing changes. */
  onChange(listener: () => void): Unsubscribe;
}

/** The stored consents and policies. */
export interface ConsentsContent {
  readonly policies: Readonly<Record<string, ConsentPolicy>>;
  readonly consents: readonly Consent[];
}

export interface ConsentsFile {
  /** The present content, whichever process has changed it. @throws AxiomTokenError `STORAGE_*`; no program gets a token then */
  read(): ConsentsContent;
  /** Changes the present content; changes of several processes are made one after another. Durable when it resolves. @throws AxiomTokenError `STORAGE_*` */
  change(change: (content: ConsentsContent) => ConsentsContent): Promise<void>;
  /** Calls `listener` after another process has changed it. */
  onChange(listener: () => void): Unsubscribe;
}

/** An entry that has no number yet. */
export type UnnumberedEntry = Omit<TrailEntry, 'id' | 'lastId'>;

/** The lines of the audit trail, of all processes with this data folder. */
export interface TrailFile {
  /** Appends all entries or none. Their numbers continue from that of the last entry in the file. @throws AxiomTokenError `STORAGE_*` */
  append(entries: readonly UnnumberedEntry[]): Promise<void>;
  /** The entries, newest first. Lines that cannot be understood are left out, so their numbers are missing. @throws AxiomTokenError `STORAGE_*` */
  newestFirst(): AsyncIterable<TrailEntry>;
  /** Resolves in the next round of the event loop; await it while handling many lines, so that other work gets a turn. */
  rest(): Promise<void>;
}

/** Makes tags that stand for tokens: the same tag for the same token. The token cannot be computed from its tag. */
export interface TokenTags {
  /** The tag: eight hexadecimal digits. Never throws: if the key cannot be saved, the tags change with each start. */
  tagOf(token: { expose(): string }): string;
}

/** Filters the entries of the audit trail. */
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
   * Adds an entry; an identical one within a minute only counts up. It is in the trail when this returns, and soon on the disk; a failed write is retried.
   */
  add(entry: NewTrailEntry): void;
  /**
   * As {@link add}, before a token is handed out. `undefined`: the hand-out need not wait. Otherwise it resolves when the line is on the disk; in the app also
   * when that takes too long or fails. @throws AxiomTokenError `STORAGE_*`, `TIMEOUT` when the line could not be written and no token may be handed out without it
   */
  addBeforeHandout(entry: NewTrailEntry): Promise<void> | undefined;
  /** Why the newest entries are not on the disk; absent when they are, or are just being written. */
  readonly trouble: AxiomTokenError | undefined;
  /** Resolves when all added entries are on the disk. @throws AxiomTokenError `STORAGE_*` when they could not be written */
  flush(): Promise<void>;
  /** The entries that match, newest first; identical ones within a minute are one. @throws AxiomTokenError `STORAGE_*` */
  query(filter: TrailFilter): Promise<readonly TrailEntry[]>;
  /** The tag of a token, see {@link TokenTags}. */
  tagOf(token: { expose(): string }): string;
  /** Calls `listener` after this process has added entries. */
  onChange(listener: () => void): Unsubscribe;
}
