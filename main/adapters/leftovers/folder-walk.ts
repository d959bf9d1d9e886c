// Walks through folders, the shallow ones first, and gives the files that a search reads. Follows no link to a folder, and stays within its bounds.
import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isLookedInto, isRead, type SearchBounds, type SearchKind } from '../../core/leftovers/leftover-names';

/** Of one folder; one with more is a store of some program. */
const MOST_IN_FOLDER = 50_000;

export interface WalkParts {
  /** Its real path. */
  readonly root: string;
  readonly kind: SearchKind;
  readonly bounds: SearchBounds;
  /** Whether a real path is one of the app's own, which is left out with all below it. */
  readonly isOwn: (path: string) => boolean;
}

/** One walk. */
export class FolderWalk {
  readonly root: string;
  readonly #parts: WalkParts;
  readonly #left: { readonly path: string; readonly depth: number }[];
  #entries = 0;
  /** Folders that were looked into. */
  folderCount = 0;
  /** Folders that could not be read, or not to their end. */
  unreadCount = 0;

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

  /** Looks into the next folder; gives the real paths of the files in it that are to be read. */
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
          this.unreadCount++;
          break;
        }
        const file = await this.#take(folder, entry);
        if (file !== undefined) files.push(file);
      }
    } catch {
      this.unreadCount++;
    }
    return files;
  }

  async #take(folder: { readonly path: string; readonly depth: number }, entry: Dirent): Promise<string | undefined> {
    const { kind, bounds, isOwn } = this.#parts;
    const path = join(folder.path, entry.name);
    if (isOwn(path)) return undefined;
    if (entry.isDirectory()) {
      if (folder.depth < bounds.depth && isLookedInto(entry.name, path)) {
        this.#left.push({ path, depth: folder.depth + 1 });
      }
      return undefined;
    }
    if (!isRead(entry.name, basename(folder.path), kind)) return undefined;
    if (entry.isFile()) return path;
    if (!entry.isSymbolicLink()) return undefined;
    // Settings are often kept elsewhere and linked to; the file itself is told then.
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || isOwn(real)) return undefined;
    return (await stat(real)).isFile() ? real : undefined;
  }
}
