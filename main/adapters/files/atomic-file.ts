// Writes a file atomically: at every moment, also after a crash in any step, the file has the old or the new content, never a part.
// Used for token files, backups, the journal and the app's JSON files. Knows nothing about the content.
import { type BigIntStats, constants } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import { dirname } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Logger } from '../../core/ports/logger';
import type { StillWanted } from '../../core/ports/still-wanted';
import { errnoOf, isMissing, refuseUnwanted, toStorageError } from './storage-error';
import { type Content, sweepLeftovers, TemporaryFile } from './temporary-file';

/** The file system calls that are used; tests can replace them. */
export type AtomicFileSystem = Pick<typeof nodeFileSystem, 'open' | 'rename' | 'unlink' | 'readdir' | 'lstat'>;

export interface AtomicWriteOptions {
  /** Whether an existing file may be replaced; if not, `STORAGE_DENIED`. */
  readonly replace: boolean;
  /**
   * Throws when the existing content must stay; returns other content when that must be written instead. Gets the identity of the existing file. Called after
   * the temporary file was written, or could not be, and always before the former content is replaced.
   */
  readonly mayReplace?: ((found: FileIdentity) => Promise<Content | undefined>) | undefined;
  /** Whether the folder need not be searched for temporary files of killed writers, because this process has done that and its last write succeeded. */
  readonly isSwept?: boolean;
  /** Called right before the rename. */
  readonly isWanted?: StillWanted | undefined;
  readonly fileSystem?: AtomicFileSystem;
  /** Gets a warning when the drive cannot sync folders. */
  readonly logger?: Logger;
}

/** Changes when the file or its content changes; `undefined` when there is no ordinary file or it could not be read. */
export type FileIdentity = string | undefined;

/**
 * Replaces the content of `path`: writes a new file of mode 0600 in the same folder, syncs it, reads it back and compares it, renames it, and syncs the folder
 * if its drive can do that. Returns the identity of the new file. The folder must exist; a symbolic link is refused. Only one call for a path at a time.
 * Temporary files of killed writers are removed before the rename, unless `isSwept` is set, also when the write fails.
 * @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; the former content is then untouched.
 */
export async function writeFileAtomically(
  path: string,
  content: Content,
  options: AtomicWriteOptions,
): Promise<FileIdentity> {
  const { fileSystem = nodeFileSystem, replace, mayReplace, isSwept, logger } = options;
  const temporary = new TemporaryFile(path, fileSystem);
  // The syncs take most of the time, so the other disk calls run beside them. They start after the first write, which they would delay otherwise. The
  // sweep starts after the first sync, because beside it the whole write was one or two percent slower when measured.
  const written = temporary.write(content);
  const synced = written.then(() => temporary.sync());
  const finished = synced.then(() => temporary.finish());
  const checked = settled(written).then(() => refuse(path, { replace, mayReplace, fileSystem }));
  const folder = settled(written).then(() => openFolder(dirname(path), fileSystem));
  const swept = isSwept ? undefined : settled(synced).then(() => temporary.sweepOthers());
  const outcomes = await Promise.allSettled([checked, finished, swept, folder]);
  try {
    try {
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      // Another file may have been created meanwhile.
      if (!replace) await refuse(path, { replace, fileSystem });
      const instead = await checked;
      if (instead) {
        await temporary.remove();
        return await writeFileAtomically(path, instead, options);
      }
      refuseUnwanted(path, options.isWanted);
      await fileSystem.rename(temporary.path, path);
    } catch (error) {
      await temporary.remove();
      throw error;
    }
    const folderSynced = syncWherePossible(await folder, dirname(path), logger);
    const [identity] = await Promise.all([identify(path, fileSystem), folderSynced]);
    return identity;
  } catch (error) {
    throw toStorageError(error, path, 'write');
  } finally {
    // Not awaited: nothing was written through it.
    void folder.then((handle) => handle?.close()).catch(() => undefined);
  }
}

/** Resolves when `promise` has settled. */
async function settled(promise: Promise<unknown>): Promise<void> {
  await promise.catch(() => undefined);
}

/** The present identity of the file at `path`. Never throws. */
export async function identify(path: string, fileSystem: AtomicFileSystem = nodeFileSystem): Promise<FileIdentity> {
  return identityOf(await fileSystem.lstat(path, { bigint: true }).catch(() => undefined));
}

function identityOf(status: BigIntStats | undefined): FileIdentity {
  return status?.isFile() ? [status.dev, status.ino, status.size, status.mtimeNs, status.ctimeNs].join(' ') : undefined;
}

/** Whether the file at `path` still has this identity, so that nobody has changed or replaced it. Never throws. */
export async function isAsWritten(
  path: string,
  written: FileIdentity,
  fileSystem: AtomicFileSystem = nodeFileSystem,
): Promise<boolean> {
  return written !== undefined && written === (await identify(path, fileSystem));
}

/** Removes a file durably, and leftover temporary files of killed writers. A missing file is no error. */
export async function removeFileDurably(
  path: string,
  fileSystem: AtomicFileSystem = nodeFileSystem,
  logger?: Logger,
  isWanted?: StillWanted,
): Promise<void> {
  try {
    await sweepLeftovers(path, fileSystem);
    refuseUnwanted(path, isWanted);
    await fileSystem.unlink(path).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await syncFolder(dirname(path), fileSystem, logger);
  } catch (error) {
    throw toStorageError(error, path, 'remove');
  }
}

/** Throws when the file at `path` must stay. Calls `mayReplace` first, which may have a better reason, and returns its result. */
async function refuse(
  path: string,
  { replace, mayReplace, fileSystem }: AtomicWriteOptions & { readonly fileSystem: AtomicFileSystem },
): Promise<Content | undefined> {
  const status = await fileSystem.lstat(path, { bigint: true }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  const instead = await mayReplace?.(identityOf(status));
  if (status && (!status.isFile() || !replace)) {
    throw new AxiomTokenError('STORAGE_DENIED', {
      message: status.isFile() ? `There is a file at ${path} already.` : `${path} is not an ordinary file.`,
      remedy: 'Choose another place. Nothing was changed.',
    });
  }
  return instead;
}

/** Makes renames, new files and removals in a folder durable, if its drive can do that. Throws what the file system throws. */
export async function syncFolder(
  path: string,
  fileSystem: AtomicFileSystem = nodeFileSystem,
  logger?: Logger,
): Promise<void> {
  const folder = await openFolder(path, fileSystem);
  try {
    await syncWherePossible(folder, path, logger);
  } finally {
    await folder?.close();
  }
}

/** Errors of file systems that cannot sync folders (some network and FUSE drives). Any other error is a failure. */
const NO_FOLDER_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Syncs the folder. If its drive cannot do that, logs a warning and continues. */
async function syncWherePossible(
  folder: nodeFileSystem.FileHandle | undefined,
  path: string,
  logger: Logger | undefined,
): Promise<void> {
  try {
    await folder?.sync();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined || !NO_FOLDER_SYNC.has(errno)) throw error;
    logger?.warn('the drive cannot sync a folder; a power cut may undo the last change in it', { path, errno });
  }
}

/** Opens a folder to sync it. `undefined` on Windows, which cannot do that; NTFS journals the rename itself. */
async function openFolder(path: string, fileSystem: AtomicFileSystem): Promise<nodeFileSystem.FileHandle | undefined> {
  return process.platform === 'win32' ? undefined : fileSystem.open(path, constants.O_RDONLY);
}
