// Decides by names alone which folders a search for left tokens enters and which files it reads. Pure; used by the adapter that walks through folders.

/** `home`: searches the home folder for files that clients leave. `folder`: searches a folder that the user chose for any text with tokens. */
export type SearchKind = 'home' | 'folder';

/** The limits at which a search ends. `files`: files with tokens that were found. `depth`: levels of folders below the first. */
export interface SearchBounds {
  readonly depth: number;
  readonly folders: number;
  readonly files: number;
  /** Names of files and folders that were seen. */
  readonly entries: number;
  /** Duration in milliseconds, by the monotonic clock. */
  readonly ms: number;
}

/** The limits of each kind of search. */
export const SEARCH_BOUNDS: Readonly<Record<SearchKind, SearchBounds>> = {
  home: { depth: 6, folders: 20_000, files: 300, entries: 500_000, ms: 60_000 },
  folder: { depth: 12, folders: 20_000, files: 300, entries: 500_000, ms: 120_000 },
};

/** In bytes. No client writes a larger file; the user can still open one by hand. */
export const MOST_LEFTOVER_BYTES = 1024 * 1024;

/** Folders in which the Python client keeps its own files. */
const CLIENT_FOLDER = /^\.(?:axiomtradeapi|chipadev_data)$/i;
/** Files of the clients, and copies of them by whatever name. */
const CLIENT_FILE = /^\.?axiom[-_. ]?(?:tokens?|session|auth)/i;
const ENVIRONMENT_FILE = /\.env(?:rc)?(?![a-z])/i;
/** Temporary files of this app, which are renamed or removed at once. */
const OWN_TEMPORARY = /^\..*\.\d+-[\da-f]{12}\.tmp$/i;

/** Folders with no files of the user: what tools download, build or keep for themselves, and trash folders. */
const NOT_LOOKED_INTO =
  /^(?:node_modules|site-packages|__pycache__|\.git|\.hg|\.svn|\.cache|\.npm|\.cargo|\.rustup|\.gradle|\.m2|\.?Trash(?:es|-\d+)?|\$RECYCLE\.BIN|System Volume Information)$/i;
/** Virtual file systems, which hold no files of the user. */
const SYSTEM_FOLDER = /^\/(?:proc|sys|dev|run(?!\/media(?:\/|$)))(?:\/|$)/;

/** Histories of typed commands are neither read nor changed. */
const HISTORY = /history|histfile|^\.lesshst$|^\.viminfo/i;
const NO_TEXT =
  /\.(?:png|jpe?g|gif|webp|ico|svg|pdf|zip|gz|xz|zst|bz2|7z|tar|rar|jar|deb|rpm|appimage|dmg|exe|dll|so|dylib|a|o|rlib|rmeta|class|pyc|wasm|asar|mp[34]|mkv|mov|wav|ogg|flac|ttf|otf|woff2?|iso|img|bin|dat|parquet|axiombackup|axiomsealed)$/i;

/**
 * Whether the search enters the folder with this name. `path`: its full path, by which the system's own folders are
 * recognised.
 */
export function isLookedInto(name: string, path: string): boolean {
  return !NOT_LOOKED_INTO.test(name) && !isOfSystem(path);
}

/** Whether the folder, or one above it, is a virtual file system. */
export function isOfSystem(path: string): boolean {
  return SYSTEM_FOLDER.test(path);
}

/** Whether the file at `path` is read. */
export function isRead(path: string, kind: SearchKind): boolean {
  const name = nameOf(path);
  if (HISTORY.test(name) || OWN_TEMPORARY.test(name) || NO_TEXT.test(name)) return false;
  return kind === 'folder' || isOfClient(path) || ENVIRONMENT_FILE.test(name);
}

/** Whether the file at `path` belongs to an Axiom client, by its own name or that of a folder above it. Then every token in it counts as Axiom's. */
export function isOfClient(path: string): boolean {
  return CLIENT_FILE.test(nameOf(path)) || path.split(/[\\/]/).slice(0, -1).some(isClientFolder);
}

/** Whether a folder of that name is a client's own. */
export function isClientFolder(name: string): boolean {
  return CLIENT_FOLDER.test(name);
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
