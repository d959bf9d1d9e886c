// The results of a search for left tokens. The window's contract has the same shapes.
import type { TokenLine } from './leftover-content';

/** Who can read a file. `you`: only this user, by the file's mode. `you-by-folder`: only this user, because a folder above it is closed to others. */
export type ReadableBy = 'you' | 'you-by-folder' | 'others' | 'unknown';

/** A file with unencrypted tokens. Times are epoch milliseconds. */
export interface Leftover {
  readonly id: string;
  readonly path: string;
  /** The account ids that the tokens name. */
  readonly accounts: string[];
  readonly issuedAtMs?: number;
  readonly modifiedAtMs: number;
  readonly readableBy: ReadableBy;
  /** The root of the git work tree that contains the file. */
  readonly workTree?: string;
  /** Why its tokens cannot be imported; absent when they can. */
  readonly importRefusal?: string;
  readonly holdsOnlyTokens: boolean;
  readonly lines: TokenLine[];
}

/** The progress of a search. */
export interface SearchStep {
  readonly isDone: boolean;
  /** Why it ended before everything was looked at. */
  readonly stoppedBy?: 'count' | 'time' | 'drive';
  readonly folderCount: number;
  readonly fileCount: number;
  /** Folders and files that lie too deep, are too large or could not be read. */
  readonly unseenCount: number;
  /** The files that were found since the previous step. */
  readonly found: Leftover[];
}
