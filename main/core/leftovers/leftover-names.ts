// Which folders a search for left tokens looks into, and which files it reads: by their names alone. Pure; used by the adapter that walks through folders.

/** Where a search looks: through the home folder for the files that clients leave, or through a folder that a person named for any text with tokens in it. */
export type SearchKind = 'home' | 'folder';

/** After which a search ends, whatever is left. Depth counts folders below the one that it begins in. */
export interface SearchBounds {
  readonly depth: number;
  readonly folders: number;
  /** Names of files and folders that were seen. */
  readonly entries: number;
  /** Of the monotonic clock. */
  readonly ms: number;
}

/** Those of each kind. */
export const SEARCH_BOUNDS: Readonly<Record<SearchKind, SearchBounds>> = {
  home: { depth: 6, folders: 20_000, entries: 500_000, ms: 60_000 },
  folder: { depth: 12, folders: 20_000, entries: 500_000, ms: 120_000 },
};

/** In bytes. A larger file is no client's; a person can open one by hand. */
export const MOST_LEFTOVER_BYTES = 1024 * 1024;

/** Folders in which the Python client keeps its own files. */
const CLIENT_FOLDER = /^\.(?:axiomtradeapi|chipadev_data)$/i;
/** Files of the clients, and copies of them. */
const CLIENT_FILE = /^\.?axiom[-_.]?(?:tokens?|session|auth)(?:[-_.].*)?$/i;
const ENVIRONMENT_FILE = /^\.env(?:[._-].*)?$|\.env$/i;

/** Nothing that a person wrote: what tools fetch, build or keep for themselves. A trash is where files go to that are not wanted. */
const NOT_LOOKED_INTO =
  /^(?:node_modules|site-packages|__pycache__|\.git|\.hg|\.svn|\.cache|\.npm|\.cargo|\.rustup|\.gradle|\.m2|\.?Trash(?:es|-\d+)?|\$RECYCLE\.BIN|System Volume Information)$/i;
/** What a system makes up. */
const SYSTEM_FOLDER = /^\/(?:proc|sys|dev|run)$/;

/** The commands that a person typed are neither read nor changed. */
const HISTORY = /history|^\.lesshst$|^\.viminfo/i;
const NO_TEXT =
  /\.(?:png|jpe?g|gif|webp|ico|svg|pdf|zip|gz|xz|zst|bz2|7z|tar|rar|jar|deb|rpm|appimage|dmg|exe|dll|so|dylib|a|o|rlib|rmeta|class|pyc|wasm|asar|mp[34]|mkv|mov|wav|ogg|flac|ttf|otf|woff2?|iso|img|bin|dat|parquet|axiombackup|axiomsealed)$/i;

/** Whether the folder of that name is looked into. `path`: the whole one, by which the system's own are told. */
export function isLookedInto(name: string, path: string): boolean {
  return !NOT_LOOKED_INTO.test(name) && !SYSTEM_FOLDER.test(path);
}

/** Whether the file is read. `folderName`: of the folder that it lies in. */
export function isRead(name: string, folderName: string, kind: SearchKind): boolean {
  if (HISTORY.test(name)) return false;
  if (isOfClient(name, folderName) || ENVIRONMENT_FILE.test(name)) return !NO_TEXT.test(name);
  return kind === 'folder' && !NO_TEXT.test(name);
}

/** Whether the file is one of a client's by its name or its folder's: then every token in it is Axiom's. */
export function isOfClient(name: string, folderName: string): boolean {
  return CLIENT_FILE.test(name) || CLIENT_FOLDER.test(folderName);
}
