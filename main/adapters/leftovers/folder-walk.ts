// Walks through folders, the shallow ones first, and gives the files that a search reads. Follows no link to a folder but to a client's own, and stays within its bounds.
import type { Dirent } from 'node:fs';
import { opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isClientFolder,
  isLookedInto,
  isRead,
  type SearchBounds,
  type SearchKind,
} from '../../core/leftovers/leftover-names';

/** Of one folder; one with more is a store of some program. */
const MOST_IN_FOLDER = 50_000;
/** What stands for bytes of a name that are no text: such a name leads nowhere. */
const NO_LETTER = '\uFFFD';

export interface WalkParts {
  /** Its real path. */
  readonly root: string;
  readonly kind: SearchKind;
  readonly bounds: SearchBounds;
  /** Whether a path is one of the app's own, which is left out with all below it. */
  readonly isOwn: (path: string) => boolean;
}

interface Folder {
  readonly path: string;
  readonly depth: number;
}

/** One walk. */
export class FolderWalk {
  readonly root: string;
  readonly #parts: WalkParts;
  readonly #left: Folder[];
  #entries = 0;
  /** Folders that were looked into. */
  folderCount = 0;
  /** What was not looked at: folders that lie too deep, cannot be read, or not to their end, and files that are none. */
  unseenCount = 0;

  constructor(parts: WalkParts) {
    this.root = parts.root;
    this.#parts = parts;
    this.#left = [{ path: parts.root, depth: 0 }];
  }

  /** Whether nothing is left to look into. */
  get isDone(): boolean {
    return this.#left.length === 0;
  }

  /** Whether the bounds on folders and names are reached. */
  get isOver(): boolean {
    const { folders, entries } = this.#parts.bounds;
    return !this.isDone && (this.folderCount >= folders || this.#entries >= entries);
  }

  /** Looks into the next folder; gives the paths in it that are to be read, of files and of links to something. */
  async next(): Promise<readonly string[]> {
    const folder = this.#left.shift();
    if (!folder) return [];
    this.folderCount++;
    const files: string[] = [];
    try {
      let seen = 0;
      for await (const entry of await opendir(folder.path, { bufferSize: 256 })) {
        this.#entries++;
        if (++seen > MOST_IN_FOLDER) {
          this.unseenCount++;
          break;
        }
        const path = join(folder.path, entry.name);
        if (await this.#isToRead(folder, entry, path)) files.push(path);
      }
    } catch {
      this.unseenCount++;
    }
    return files;
  }

  async #isToRead(folder: Folder, entry: Dirent, path: string): Promise<boolean> {
    const { kind, isOwn } = this.#parts;
    if (isOwn(path)) return false;
    if (entry.isDirectory()) {
      if (isLookedInto(entry.name, path)) this.#lookInto(folder, path);
      return false;
    }
    if (entry.isSymbolicLink() && isClientFolder(entry.name)) {
      if (!isOwn(await realpath(path))) this.#lookInto(folder, path);
      return false;
    }
    if (!isRead(path, kind)) return false;
    if ((entry.isFile() || entry.isSymbolicLink()) && !entry.name.includes(NO_LETTER)) return true;
    this.unseenCount++;
    return false;
  }

  #lookInto({ depth }: Folder, path: string): void {
    if (depth < this.#parts.bounds.depth) this.#left.push({ path, depth: depth + 1 });
    else this.unseenCount++;
  }
}
