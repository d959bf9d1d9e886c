// Writes a file atomically: at every moment, also after a crash in any step, the file has the old or the new content, never a part.
// Used for token files, backups, the journal and the app's JSON files. Knows nothing about the content.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Logger } from '../../core/ports/logger';
import { errnoOf, isMissing, toStorageError } from './storage-error';

/** The file system calls that are used; tests can replace them. */
export type AtomicFileSystem = Pick<typeof nodeFileSystem, 'open' | 'rename' | 'unlink' | 'readdir' | 'lstat'>;

export interface AtomicWriteOptions {
  /** Whether an existing file may be replaced; else `STORAGE_DENIED`. */
  readonly replace: boolean;
  /** Throws when the existing content must stay. Called while the new file is being written, always before the former content is replaced. */
  readonly mayReplace?: (() => Promise<void>) | undefined;
  readonly fileSystem?: AtomicFileSystem;
  /** Gets a note when the drive cannot sync folders. */
  readonly logger?: Logger;
}

/** Changes when the file or its content changes; `undefined` when there is no ordinary file or it could not be read. */
export type FileIdentity = string | undefined;

/**
 * Replaces the content of `path`: a new file of mode 0600 in the same folder is written completely, synced, read back and compared, renamed, and the
 * folder is synced, where its drive can do that. Returns the identity of the new file. The folder must exist; a symbolic link is refused. One call per
 * path at a time: leftover temporary files of killed writers are removed first.
 * @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; the former content is then untouched.
 */
export async function writeFileAtomically(
  path: string,
  bytes: Uint8Array,
  options: AtomicWriteOptions,
): Promise<FileIdentity> {
  const { fileSystem = nodeFileSystem, replace, mayReplace, logger } = options;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  const folder = openFolder(dirname(path), fileSystem);
  try {
    // In parallel, because the disk takes most of the time.
    const outcomes = await Promise.allSettled([
      mayReplace?.(),
      refuseOccupied(path, replace, fileSystem),
      writeNew(temporary, bytes, fileSystem),
      sweepLeftovers(path, fileSystem, temporary),
      folder,
    ]);
    try {
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      // Another file may have been created meanwhile.
      if (!replace) await refuseOccupied(path, replace, fileSystem);
      await fileSystem.rename(temporary, path);
    } catch (error) {
      await fileSystem.unlink(temporary).catch(() => undefined);
      throw error;
    }
    const synced = folder.then((handle) => syncWherePossible(handle, dirname(path), logger));
    const [identity] = await Promise.all([identify(path, fileSystem), synced]);
    return identity;
  } catch (error) {
    throw toStorageError(error, path, 'write');
  } finally {
    await folder.then((handle) => handle?.close()).catch(() => undefined);
  }
}

/** The identity of the file at `path` now. Never throws. */
export async function identify(path: string, fileSystem: AtomicFileSystem = nodeFileSystem): Promise<FileIdentity> {
  const status = await fileSystem.lstat(path, { bigint: true }).catch(() => undefined);
  return status?.isFile() ? [status.dev, status.ino, status.size, status.mtimeNs, status.ctimeNs].join(' ') : undefined;
}

/** Whether the file at `path` is the one that was written with this identity, unchanged. Never throws. */
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
): Promise<void> {
  try {
    await sweepLeftovers(path, fileSystem);
    await fileSystem.unlink(path).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    await syncFolder(dirname(path), fileSystem, logger);
  } catch (error) {
    throw toStorageError(error, path, 'remove');
  }
}

async function refuseOccupied(path: string, replace: boolean, fileSystem: AtomicFileSystem): Promise<void> {
  const status = await fileSystem.lstat(path).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!status) return;
  if (!status.isFile() || !replace) {
    throw new AxiomTokenError('STORAGE_DENIED', {
      message: status.isFile() ? `There is a file at ${path} already.` : `${path} is not an ordinary file.`,
      remedy: 'Choose another place. Nothing was changed.',
    });
  }
}

async function writeNew(path: string, bytes: Uint8Array, fileSystem: AtomicFileSystem): Promise<void> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
  const file = await fileSystem.open(path, flags, 0o600);
  try {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written, written);
      if (bytesWritten === 0)
        throw new AxiomTokenError('STORAGE_FULL', { message: `Nothing more fits beside ${path}.` });
      written += bytesWritten;
    }
    await file.sync();
    const copy = Buffer.alloc(bytes.length + 1);
    let read = 0;
    for (;;) {
      const { bytesRead } = await file.read(copy, read, copy.length - read, read);
      read += bytesRead;
      // The buffer has one byte more than was written: a file that is too long would fill it.
      if (bytesRead === 0 || read >= bytes.length) break;
    }
    if (Buffer.compare(copy.subarray(0, read), bytes) !== 0) {
      throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: `The drive gave back other bytes than were written beside ${path}.`,
      });
    }
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await fileSystem.unlink(path).catch(() => undefined);
    throw error;
  }
}

/** Removes temporary files of processes that have ended: they may hold tokens. */
async function sweepLeftovers(path: string, fileSystem: AtomicFileSystem, ours?: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  for (const name of await fileSystem.readdir(folder)) {
    if (!name.startsWith(prefix) || join(folder, name) === ours) continue;
    const match = /^(\d+)-[0-9a-f]{12}\.tmp$/.exec(name.slice(prefix.length));
    if (match && !isOtherLivingProcess(Number(match[1]))) {
      await fileSystem.unlink(join(folder, name)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    }
  }
}

function isOtherLivingProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

/** Makes renames, new files and removals in a folder durable, where its drive can do that. Throws what the file system throws. */
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

/** What a file system says that has no sync of folders: some network and FUSE drives. Anything else is a failure to sync. */
const NO_FOLDER_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** A drive that cannot sync a folder has done all it can: what was written is written, and that is noted. */
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

/** Opens a folder for sync. `undefined` on Windows, which cannot open a folder for that; NTFS journals the rename itself. */
async function openFolder(path: string, fileSystem: AtomicFileSystem): Promise<nodeFileSystem.FileHandle | undefined> {
  return process.platform === 'win32' ? undefined : fileSystem.open(path, constants.O_RDONLY);
}
