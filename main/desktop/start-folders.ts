// Checks whether the app's folders can be used, by trying, before Chromium does: Chromium would silently use another folder, or crash.
// Called by main/desktop/index.ts before anything is opened. Only Linux has problems with the folder for temporary files.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { prepareStateFolder } from '../adapters/places/state-folder';
import { AxiomTokenError, toAxiomTokenError } from '../core/base/errors';
import { readFolderSwitch, valuesOfSwitch } from './folder-switch';

const USER_DATA_DIR = 'user-data-dir';

/** Longest path of a socket on Linux in bytes, without the final zero. */
const LONGEST_SOCKET_PATH = 107;
/** What Chromium adds to the folder for temporary files: a folder with a random name, and the socket for second starts. */
const SOCKET_BELOW = '/.org.chromium.Chromium.XXXXXX/SingletonSocket'.length;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'its disk is read-only',
  ENOSPC: 'its disk is full',
  EDQUOT: 'your share of its disk is full',
  ENOTDIR: 'a file is where a folder should be',
  EEXIST: 'something other than a folder is there',
  ELOOP: 'a link in its path leads back to itself',
  ENAMETOOLONG: 'its path is too long',
  ENOENT: 'it is not there and cannot be made there',
  EIO: 'its disk fails',
};

/** Why a folder cannot be used. */
export interface FolderTrouble {
  readonly reason: string;
  /** True when only disk space is missing: existing files can be read. */
  readonly isFull: boolean;
}

/** Creates the folder if missing, writes a file into it and removes the file. `undefined` when that worked. */
export function tryFolder(folder: string): FolderTrouble | undefined {
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    makeFolder(folder);
    try {
      fs.writeFileSync(probe, 'x');
    } finally {
      fs.rmSync(probe, { force: true });
    }
    return undefined;
  } catch (error) {
    return describeTrouble(error);
  }
}

/** Not Node's recursive mkdir: on a file system that reports folders as missing, it loops for ever. */
function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && fs.statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    makeFolder(path.dirname(folder));
    fs.mkdirSync(folder, { mode: 0o700 });
  }
}

function describeTrouble(error: unknown): FolderTrouble {
  const code = String((error as NodeJS.ErrnoException).code);
  return { reason: REASONS[code] ?? code, isFull: code === 'ENOSPC' || code === 'EDQUOT' };
}

/**
 * The folder of `--user-data-dir`; `undefined` when it is not given. When the switch is refused, folders that Chromium has created for it since `startedMs`
 * are removed: it creates them before the app can object.
 * @throws AxiomTokenError with a message for the user
 */
export function givenDataFolder(argv: readonly string[], startedMs: number | null): string | undefined {
  try {
    return readFolderSwitch(argv, USER_DATA_DIR);
  } catch (error) {
    const made = valuesOfSwitch(argv, USER_DATA_DIR).at(-1);
    if (made && startedMs !== null) removeJustMade(path.resolve(made.trimEnd()), startedMs);
    throw error;
  }
}

/** Removes a folder and its parents as long as they are empty and newer than that, but never the working folder. */
function removeJustMade(folder: string, sinceMs: number): void {
  try {
    const isNew = (each: string): boolean => each !== process.cwd() && fs.lstatSync(each).birthtimeMs >= sinceMs;
    for (let each = folder; isNew(each); each = path.dirname(each)) fs.rmdirSync(each);
  } catch {
    // Missing, or not empty: then somebody uses it.
  }
}

/**
 * Makes sure that the data folder can be used, and is the given one, if any. Returns a message for the user when the app can start with a
 * restriction. `readUsed` returns Electron's data folder and may throw.
 * @throws AxiomTokenError with a message for the user
 */
export function checkDataFolder(given: string | undefined, readUsed: () => string): string | undefined {
  const folder = given ?? readUsedOrRefuse(readUsed);
  const trouble = tryFolder(folder);
  if (trouble && !trouble.isFull) throw unusable(folder, trouble.reason);
  if (given !== undefined && !isSame(given, readUsedOrRefuse(readUsed))) {
    throw unusable(given, 'the browser engine could not use it and would take another one');
  }
  return trouble
    ? `Nothing can be saved in the data folder ${folder}: ${trouble.reason}. Make room there, then start the app again.`
    : undefined;
}

/**
 * A message for the user when the folder for locks and journals cannot be used: the app runs, but refreshes nothing. May take as long as a slow drive needs, so
 * do not await it during the start.
 */
export async function stateFolderTrouble(directory: string): Promise<string | undefined> {
  try {
    await prepareStateFolder(directory);
    return undefined;
  } catch (error) {
    const { message, remedy } = toAxiomTokenError(error);
    const reason = tryFolder(directory)?.reason;
    if (reason === undefined) return `Nothing can be refreshed: ${message} ${remedy}`;
    return `Nothing can be refreshed, because the folder for locks, ${directory}, cannot be used: ${reason}. Make it a folder that you can write to, or name another one with --state-directory=DIR. Your tokens are untouched.`;
  }
}

function unusable(folder: string, reason: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The data folder ${folder} cannot be used: ${reason}.`,
    remedy:
      'Make it a folder that you can write to, or name another one with --user-data-dir=DIR. Nothing was changed.',
  });
}

function readUsedOrRefuse(readUsed: () => string): string {
  try {
    const folder = readUsed();
    if (path.isAbsolute(folder)) return folder;
  } catch {
    // Reported below, like an empty answer.
  }
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'Your folder for settings (usually ~/.config) cannot be found or made.',
    remedy: 'Look at the variables HOME and XDG_CONFIG_HOME, or name a folder with --user-data-dir=DIR.',
  });
}

function isSame(one: string, other: string): boolean {
  try {
    return fs.realpathSync(one) === fs.realpathSync(other);
  } catch {
    return false;
  }
}

/** The folder for temporary files: the first usable one. */
export interface TemporaryFolderChoice {
  readonly folder: string;
  /** A message for the user when it is not the requested folder. */
  readonly note?: string;
}

/**
 * Chooses among TMPDIR, /tmp and the session's runtime folder. `canMakeFolder` tests whether a folder can be created in one.
 * @throws AxiomTokenError with a message for the user
 */
export function chooseTemporaryFolder(
  env: NodeJS.ProcessEnv,
  canMakeFolder: (folder: string) => boolean,
): TemporaryFolderChoice {
  const given = env['TMPDIR'] || '/tmp';
  const why = whyNot(given, canMakeFolder);
  if (why === undefined) return { folder: given };
  const folder = ['/tmp', env['XDG_RUNTIME_DIR'] ?? ''].find((other) => whyNot(other, canMakeFolder) === undefined);
  if (folder !== undefined) {
    return { folder, note: `The folder for temporary files, ${given}, ${why}; ${folder} is used instead.` };
  }
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The folder for temporary files, ${given}, ${why}.`,
    remedy: 'Make room in it, or set TMPDIR to a folder with a short path that you can write to.',
  });
}

function whyNot(folder: string, canMakeFolder: (folder: string) => boolean): string | undefined {
  if (!path.isAbsolute(folder)) return 'is not an absolute path';
  if (Buffer.byteLength(folder) + SOCKET_BELOW > LONGEST_SOCKET_PATH) return 'has a path that is too long';
  return canMakeFolder(folder) ? undefined : 'is not there, or you cannot write to it';
}

/** Whether a folder can be created in `folder`; it is removed again. */
export function canMakeFolderIn(folder: string): boolean {
  try {
    fs.rmdirSync(fs.mkdtempSync(path.join(folder, '.write-test-')));
    return true;
  } catch {
    return false;
  }
}
