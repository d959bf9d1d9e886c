// What a search for left tokens tells of a file and of itself. The window's contract has the same shapes.
import type { TokenLine } from './leftover-content';

/** Who can read a file: this user alone, by its own mode or only because a folder above it is closed; others, too; or the system does not tell. */
export type ReadableBy = 'you' | 'you-by-folder' | 'others' | 'unknown';

/** A file in which tokens lie in clear. Times are epoch milliseconds. */
export interface Leftover {
  readonly id: string;
  readonly path: string;
  /** As the tokens name them. */
  readonly accounts: string[];
  readonly issuedAtMs?: number;
  readonly modifiedAtMs: number;
  readonly readableBy: ReadableBy;
  /** The root of the git work tree that it lies in. */
  readonly workTree?: string;
  /** Why its tokens cannot be imported; absent when they can. */
  readonly importRefusal?: string;
  readonly holdsOnlyTokens: boolean;
  readonly lines: TokenLine[];
}

/** How far a search has come. */
export interface SearchStep {
  readonly isDone: boolean;
  /** Why it ended before everything was looked at. */
  readonly stoppedBy?: 'count' | 'time' | 'drive';
  readonly folderCount: number;
  readonly fileCount: number;
  /** Folders and files that lie too deep, are too large or could not be read. */
  readonly unseenCount: number;
  /** Since the step before. */
  readonly found: Leftover[];
}
