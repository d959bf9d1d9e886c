// Walks through folders, breadth first, and returns the files that a search reads. Follows links only to folders of clients, and stays within its limits.
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

/** How many entries of one folder are looked at; a folder with more is a store of some program. */
const MOST_IN_FOLDER = 50_000;
/**
 * Node puts it in place of bytes of a name that are not valid UTF-8. With the changed name the file cannot be opened.
 */
const NO_LETTER = '\uFFFD';

export interface WalkParts {
  /** The path of the first folder, with links resolved. */
  readonly root: string;
  readonly kind: SearchKind;
  readonly bounds: SearchBounds;
  /** Whether a path belongs to the app itself; it is left out with everything below it. */
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
  /** How many folders were entered. */
  folderCount = 0;
  /** What was not looked at: folders that are too deep or cannot be read completely, and special files. */
  unseenCount = 0;

  constructor(parts: WalkParts) {
    this.root = parts.root;
    this.#parts = parts;
    this.#left = [{ path: parts.root, depth: 0 }];
  }

  /** Whether all folders were entered. */
  get isDone(): boolean {
    return this.#left.length === 0;
  }

  /** Whether the limits for folders and entries are reached. */
  get isOver(): boolean {
    const { folders, entries } = this.#parts.bounds;
    return !this.isDone && (this.folderCount >= folders || this.#entries >= entries);
  }

  /** Enters the next folder; returns the paths in it to be read, of files and of links. */
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
