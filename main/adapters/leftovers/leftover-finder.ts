// Searches for tokens that other programs left in clear, step by step, and knows what it has found in this run. Changes nothing but what a person asks for.
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Leftover, SearchStep } from '../../core/leftovers/leftover';
import { SEARCH_BOUNDS, type SearchKind } from '../../core/leftovers/leftover-names';
import type { Clock } from '../../core/ports/clock';
import { driveNotAnswering } from '../../core/storage/file-deadline';
import { InTime } from '../../core/storage/in-time';
import { toStorageError } from '../files/storage-error';
import { makePrivate } from '../places/is-private';
import { FolderWalk } from './folder-walk';
import { filesOf, readLeftFile } from './left-file';

/** A step takes no longer, so that progress is seen and nothing goes on that nobody asks for. */
const STEP_MS = 250;
const MOST_PER_STEP = 100;
const NOT_CHANGED = 'Nothing was changed.';

interface Search {
  readonly id: string;
  readonly kind: SearchKind;
  readonly walk: FolderWalk;
  files: string[];
  fileCount: number;
  unreadCount: number;
  spentMs: number;
  stoppedBy: SearchStep['stoppedBy'];
}

export interface FinderParts {
  readonly clock: Clock;
  /** Files and folders of the app's own, by any path: they are left out. */
  readonly ownPaths: () => readonly string[];
  readonly look?: typeof readLeftFile;
}

export class LeftoverFinder {
  readonly #clock: Clock;
  readonly #ownPaths: () => readonly string[];
  readonly #look: typeof readLeftFile;
  readonly #inTime: InTime;
  readonly #ids = new Map<string, string>();
  readonly #kinds = new Map<string, { readonly path: string; readonly kind: SearchKind }>();
  #search: Search | undefined;
  #searches = 0;

  constructor({ clock, ownPaths, look = readLeftFile }: FinderParts) {
    this.#clock = clock;
    this.#ownPaths = ownPaths;
    this.#look = look;
    this.#inTime = new InTime(clock);
  }

  /** Begins a search in `folder`, and gives up the one before. @throws AxiomTokenError `STORAGE_*` when the folder is not there, `TIMEOUT` */
  async begin(kind: SearchKind, folder: string): Promise<{ readonly searchId: string; readonly folder: string }> {
    const root = await this.#asked(folder, () => realpath(folder)).catch((error: unknown) => {
      throw toStorageError(error, folder, 'read');
    });
    const own = await this.#asked(folder, () => this.#realOwnPaths());
    const isOwn = (path: string): boolean => own.some((each) => path === each || path.startsWith(each + sep));
    const walk = new FolderWalk({ root, kind, bounds: SEARCH_BOUNDS[kind], isOwn });
    const id = `search-${++this.#searches}`;
    this.#search = { id, kind, walk, files: [], fileCount: 0, unreadCount: 0, spentMs: 0, stoppedBy: undefined };
    return { searchId: id, folder: root };
  }

  /** Looks on for a quarter of a second. @throws AxiomTokenError `INVALID_INPUT` when that search is not the one that was begun last */
  async goOn(searchId: string): Promise<SearchStep> {
    const search = this.#search;
    if (search?.id !== searchId) {
      throw new AxiomTokenError('INVALID_INPUT', { message: 'This search was given up.', remedy: 'Begin a new one.' });
    }
    const startMs = this.#clock.monotonicMs();
    const found: Leftover[] = [];
    let tookMs = 0;
    while (!isDone(search) && tookMs < STEP_MS && found.length < MOST_PER_STEP) {
      const leftover = await this.#lookAtNext(search);
      if (leftover) found.push(leftover);
      tookMs = this.#clock.monotonicMs() - startMs;
    }
    search.spentMs += tookMs;
    if (!isDone(search) && search.spentMs >= SEARCH_BOUNDS[search.kind].ms) search.stoppedBy = 'time';
    const { walk, fileCount, unreadCount, stoppedBy } = search;
    return {
      isDone: isDone(search),
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
      folderCount: walk.folderCount,
      fileCount,
      unreadCount: unreadCount + walk.unreadCount,
      found,
    };
  }

  /** A found file as it is now. @throws AxiomTokenError `INVALID_INPUT` for one that was not found, `TOKEN_NOT_FOUND` when no token is in it any more, `STORAGE_UNAVAILABLE`, `TIMEOUT` */
  async lookAgain(id: string): Promise<Leftover> {
    const { path, kind } = this.#known(id);
    const file = await this.#asked(path, () => this.#look(path, kind, this.#clock.nowMs()));
    if (file === undefined) {
      throw new AxiomTokenError('TOKEN_NOT_FOUND', {
        message: `There are no Axiom tokens in ${path} any more.`,
        remedy: NOT_CHANGED,
      });
    }
    if (file === 'unread') {
      throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: `${path} cannot be read now.`,
        remedy: NOT_CHANGED,
      });
    }
    return { id, ...file };
  }

  /** Closes a found file to other users. @throws AxiomTokenError as {@link lookAgain}, and `STORAGE_DENIED` */
  async close(id: string): Promise<Leftover> {
    const { path } = this.#known(id);
    await this.#asked(path, async () => {
      for (const each of await filesOf(path)) await makePrivate(each);
    });
    return this.lookAgain(id);
  }

  /** The path of a found file. @throws AxiomTokenError `INVALID_INPUT` */
  pathOf(id: string): string {
    return this.#known(id).path;
  }

  async #lookAtNext(search: Search): Promise<Leftover | undefined> {
    try {
      const path = search.files.shift();
      if (path === undefined) {
        search.files.push(...(await this.#asked(search.walk.root, () => search.walk.next())));
        if (search.walk.isOver && search.files.length === 0) search.stoppedBy = 'count';
        return undefined;
      }
      search.fileCount++;
      const file = await this.#asked(path, () => this.#look(path, search.kind, this.#clock.nowMs()));
      if (file === 'unread') search.unreadCount++;
      return typeof file === 'object' ? { id: this.#idOf(path, search.kind), ...file } : undefined;
    } catch (error) {
      if (error instanceof AxiomTokenError && error.code === 'TIMEOUT') search.stoppedBy = 'drive';
      else search.unreadCount++;
      return undefined;
    }
  }

  #idOf(path: string, kind: SearchKind): string {
    const id = this.#ids.get(path) ?? `found-${this.#ids.size + 1}`;
    this.#ids.set(path, id);
    this.#kinds.set(id, { path, kind });
    return id;
  }

  #known(id: string): { readonly path: string; readonly kind: SearchKind } {
    const known = this.#kinds.get(id);
    if (known) return known;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'This file was not found by a search.',
      remedy: NOT_CHANGED,
    });
  }

  async #realOwnPaths(): Promise<readonly string[]> {
    return Promise.all(this.#ownPaths().map((path) => realpath(path).catch(() => path)));
  }

  #asked<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
    return this.#inTime.call('a folder that is searched', run, () => driveNotAnswering(path, NOT_CHANGED));
  }
}

function isDone({ walk, files, stoppedBy }: Search): boolean {
  return stoppedBy !== undefined || (walk.isDone && files.length === 0);
}
