// Searches for unencrypted tokens that other programs left, step by step, and remembers what it has found. Changes files only when the user asks for it.
import { realpath } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import type { Leftover, SearchStep } from '../../core/leftovers/leftover';
import type { LeftoverRules } from '../../core/leftovers/leftover-content';
import { isOfClient, isOfSystem, isRead, SEARCH_BOUNDS, type SearchKind } from '../../core/leftovers/leftover-names';
import { shownPath } from '../../core/leftovers/shown-path';
import type { Clock } from '../../core/ports/clock';
import { driveNotAnswering } from '../../core/storage/file-deadline';
import { InTime } from '../../core/storage/in-time';
import { toStorageError } from '../files/storage-error';
import { closeFile } from './close-file';
import { FolderWalk } from './folder-walk';
import { filesOf, type LeftoverFile, readLeftoverFile } from './leftover-file';
import { OwnPlaces } from './own-places';

/** The longest step, so that progress is shown, and the search stops soon when no further step is requested. */
const STEP_MS = 250;
const NOT_CHANGED = 'Nothing was changed.';

interface Search {
  readonly id: string;
  readonly kind: SearchKind;
  readonly walk: FolderWalk;
  /** The paths to be read next, including links. */
  readonly paths: string[];
  readonly seen: Set<string>;
  fileCount: number;
  unseenCount: number;
  foundCount: number;
  spentMs: number;
  stoppedBy: SearchStep['stoppedBy'];
}

interface Known {
  readonly path: string;
  readonly believes: LeftoverRules['believes'];
}

export interface FinderParts {
  readonly clock: Clock;
  /** Files and folders of the app itself, by any path; they are left out. */
  readonly ownPaths: () => readonly string[];
  readonly look?: typeof readLeftoverFile;
}

export class LeftoverFinder {
  readonly #clock: Clock;
  readonly #own: OwnPlaces;
  readonly #look: typeof readLeftoverFile;
  readonly #inTime: InTime;
  readonly #ids = new Map<string, string>();
  readonly #known = new Map<string, Known>();
  #search: Search | undefined;
  #searches = 0;

  constructor({ clock, ownPaths, look = readLeftoverFile }: FinderParts) {
    this.#clock = clock;
    this.#own = new OwnPlaces(ownPaths);
    this.#look = look;
    this.#inTime = new InTime(clock);
  }

  /**
   * Starts a search in `folder` and drops the former search. Not calling {@link goOn} any more cancels it.
   * @throws AxiomTokenError `INVALID_INPUT` for a virtual file system, `STORAGE_*` when the folder does not exist, `TIMEOUT`
   */
  async begin(kind: SearchKind, folder: string): Promise<{ readonly searchId: string; readonly folder: string }> {
    const root = await this.#asked(folder, () => realpath(folder)).catch((error: unknown) => {
      throw toStorageError(error, folder, 'read');
    });
    if (isOfSystem(root)) {
      throw new AxiomTokenError('INVALID_INPUT', {
        message: `${root} belongs to the system, and contains no files of yours.`,
        remedy: 'Choose a folder of yours, or a drive.',
      });
    }
    await this.#asked(folder, () => this.#own.look());
    const walk = new FolderWalk({ root, kind, bounds: SEARCH_BOUNDS[kind], isOwn: (path) => this.#own.hasPath(path) });
    const id = `search-${++this.#searches}`;
    const counts = { fileCount: 0, unseenCount: 0, foundCount: 0, spentMs: 0, stoppedBy: undefined };
    this.#search = { id, kind, walk, paths: [], seen: new Set(), ...counts };
    return { searchId: id, folder: shownPath(root) };
  }

  /** Continues for a quarter of a second. @throws AxiomTokenError `INVALID_INPUT` when that search is not the last one */
  async goOn(searchId: string): Promise<SearchStep> {
    const search = this.#search;
    if (search?.id !== searchId) {
      throw new AxiomTokenError('INVALID_INPUT', { message: 'This search was cancelled.', remedy: 'Begin a new one.' });
    }
    const startMs = this.#clock.monotonicMs();
    const found: Leftover[] = [];
    let tookMs = 0;
    while (!isDone(search) && tookMs < STEP_MS) {
      const leftover = await this.#lookAtNext(search);
      if (leftover) found.push(leftover);
      tookMs = this.#clock.monotonicMs() - startMs;
    }
    search.spentMs += tookMs;
    if (!isDone(search) && search.spentMs >= SEARCH_BOUNDS[search.kind].ms) search.stoppedBy = 'time';
    const { walk, fileCount, unseenCount, stoppedBy } = search;
    return {
      isDone: isDone(search),
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
      folderCount: walk.folderCount,
      fileCount,
      unseenCount: unseenCount + walk.unseenCount,
      found,
    };
  }

  /**
   * Reads a found file again. `identity` is equal as long as it is the same file with the same content.
   * @throws AxiomTokenError `INVALID_INPUT` when it was not found by a search, or belongs to the app itself now; `TOKEN_NOT_FOUND` when it has no token any more;
   * `STORAGE_UNAVAILABLE`, `TIMEOUT`
   */
  async lookAgain(id: string): Promise<{ readonly leftover: Leftover; readonly identity: string }> {
    const { path, believes } = this.#knownAs(id);
    const file = await this.#asked(path, async () => {
      await this.#own.look();
      if (await this.#own.has(path)) return 'own';
      return this.#look(path, believes, this.#clock.nowMs());
    });
    if (typeof file === 'object') return { leftover: toLeftover(id, file), identity: file.identity };
    const shown = shownPath(path);
    if (file === 'own') {
      throw new AxiomTokenError('INVALID_INPUT', { message: `${shown} is kept by this app.`, remedy: NOT_CHANGED });
    }
    if (file === undefined) {
      throw new AxiomTokenError('TOKEN_NOT_FOUND', {
        message: `${shown} no longer has Axiom tokens.`,
        remedy: NOT_CHANGED,
      });
    }
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', { message: `${shown} cannot be read now.`, remedy: NOT_CHANGED });
  }

  /** Takes the access of other users to a found file away. @throws AxiomTokenError as {@link lookAgain}, and `STORAGE_DENIED` */
  async close(id: string): Promise<Leftover> {
    await this.lookAgain(id);
    const { path } = this.#knownAs(id);
    await this.#asked(path, async () => {
      for (const each of await filesOf(path)) await closeFile(each);
    });
    return (await this.lookAgain(id)).leftover;
  }

  /** The path of a found file. @throws AxiomTokenError `INVALID_INPUT` */
  pathOf(id: string): string {
    return this.#knownAs(id).path;
  }

  async #lookAtNext(search: Search): Promise<Leftover | undefined> {
    try {
      const path = search.paths.shift();
      if (path === undefined) {
        search.paths.push(...(await this.#asked(search.walk.root, () => search.walk.next())));
        if (search.walk.isOver && search.paths.length === 0) search.stoppedBy = 'count';
        return undefined;
      }
      return await this.#asked(path, () => this.#lookAtPath(search, path));
    } catch (error) {
      if (error instanceof AxiomTokenError && error.code === 'TIMEOUT') search.stoppedBy = 'drive';
      else search.unseenCount++;
      return undefined;
    }
  }

  async #lookAtPath(search: Search, link: string): Promise<Leftover | undefined> {
    // Configuration files are often links; the target is reported then.
    const path = await realpath(link);
    if (search.seen.has(path) || !isRead(path, path === link ? search.kind : 'folder')) return undefined;
    search.seen.add(path);
    if (await this.#own.has(path)) return undefined;
    search.fileCount++;
    const believes = believedIn([link, path], search.kind);
    const file = await this.#look(path, believes, this.#clock.nowMs());
    if (file === 'unread') search.unseenCount++;
    if (typeof file !== 'object') return undefined;
    if (++search.foundCount >= SEARCH_BOUNDS[search.kind].files) search.stoppedBy = 'count';
    return toLeftover(this.#idOf({ path, believes }), file);
  }

  #idOf(known: Known): string {
    const id = this.#ids.get(known.path) ?? `found-${this.#ids.size + 1}`;
    this.#ids.set(known.path, id);
    this.#known.set(id, known);
    return id;
  }

  #knownAs(id: string): Known {
    const known = this.#known.get(id);
    if (known) return known;
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'This file was not found by a search.',
      remedy: NOT_CHANGED,
    });
  }

  #asked<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
    return this.#inTime.call(path, run, () => driveNotAnswering(shownPath(path), NOT_CHANGED));
  }
}

function isDone({ walk, paths, stoppedBy }: Search): boolean {
  return stoppedBy !== undefined || (walk.isDone && paths.length === 0);
}

/** Which tokens count in a file that is reached by these paths. */
function believedIn(paths: readonly string[], kind: SearchKind): LeftoverRules['believes'] {
  if (paths.some(isOfClient)) return 'all';
  return kind === 'folder' ? 'plain-names' : 'axiom-only';
}

function toLeftover(id: string, { identity: _identity, ...file }: LeftoverFile): Leftover {
  return { id, ...file };
}
