// Which folders a search for left tokens looks into, and which files it reads: by their names alone. Pure; used by the adapter that walks through folders.

/** Where a search looks: through the home folder for the files that clients leave, or through a folder that a person named for any text with tokens in it. */
export type SearchKind = 'home' | 'folder';

/** After which a search ends, whatever is left. `files`: that were found. Depth counts folders below the one that it begins in. */
export interface SearchBounds {
  readonly depth: number;
  readonly folders: number;
  readonly files: number;
  /** Names of files and folders that were seen. */
  readonly entries: number;
  /** Of the monotonic clock. */
  readonly ms: number;
}

/** Those of each kind. */
export const SEARCH_BOUNDS: Readonly<Record<SearchKind, SearchBounds>> = {
  home: { depth: 6, folders: 20_000, files: 300, entries: 500_000, ms: 60_000 },
  folder: { depth: 12, folders: 20_000, files: 300, entries: 500_000, ms: 120_000 },
};

/** In bytes. A larger file is no client's; a person can open one by hand. */
export const MOST_LEFTOVER_BYTES = 1024 * 1024;

/** Folders in which the Python client keeps its own files. */
const CLIENT_FOLDER = /^\.(?:axiomtradeapi|chipadev_data)$/i;
/** Files of the clients, and copies of them by whatever name. */
const CLIENT_FILE = /^\.?axiom[-_. ]?(?:tokens?|session|auth)/i;
const ENVIRONMENT_FILE = /\.env(?:rc)?(?![a-z])/i;
/** Our own: a file that is being written, and is renamed or removed at once. */
const OWN_TEMPORARY = /^\..*\.\d+-[\da-f]{12}\.tmp$/i;

/** Nothing that a person wrote: what tools fetch, build or keep for themselves. A trash is where files go to that are not wanted. */
const NOT_LOOKED_INTO =
  /^(?:node_modules|site-packages|__pycache__|\.git|\.hg|\.svn|\.cache|\.npm|\.cargo|\.rustup|\.gradle|\.m2|\.?Trash(?:es|-\d+)?|\$RECYCLE\.BIN|System Volume Information)$/i;
/** What a system makes up. */
const SYSTEM_FOLDER = /^\/(?:proc|sys|dev|run(?!\/media(?:\/|$)))(?:\/|$)/;

/** The commands that a person typed are neither read nor changed. */
const HISTORY = /history|histfile|^\.lesshst$|^\.viminfo/i;
const NO_TEXT =
  /\.(?:png|jpe?g|gif|webp|ico|svg|pdf|zip|gz|xz|zst|bz2|7z|tar|rar|jar|deb|rpm|appimage|dmg|exe|dll|so|dylib|a|o|rlib|rmeta|class|pyc|wasm|asar|mp[34]|mkv|mov|wav|ogg|flac|ttf|otf|woff2?|iso|img|bin|dat|parquet|axiombackup|axiomsealed)$/i;

/** Whether the folder of that name is looked into. `path`: the whole one, by which the system's own are told. */
export function isLookedInto(name: string, path: string): boolean {
  return !NOT_LOOKED_INTO.test(name) && !isOfSystem(path);
}

/** Whether the folder, or one above it, is made up by the system and holds no files of a person's. */
export function isOfSystem(path: string): boolean {
  return SYSTEM_FOLDER.test(path);
}

/** Whether the file at `path` is read. */
export function isRead(path: string, kind: SearchKind): boolean {
  const name = nameOf(path);
  if (HISTORY.test(name) || OWN_TEMPORARY.test(name) || NO_TEXT.test(name)) return false;
  return kind === 'folder' || isOfClient(path) || ENVIRONMENT_FILE.test(name);
}

/** Whether the file at `path` is one of a client's by its name or that of a folder above it: then every token in it is Axiom's. */
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
