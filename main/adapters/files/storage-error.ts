// Maps errors of the file system to the storage errors of the core.
// Used by every adapter that reads or writes files.
import { AxiomTokenError } from '../../core/base/errors';
import type { StillWanted } from '../../core/ports/still-wanted';

/** The operation that failed, for the message. `open`: reading a file that the user has just chosen. */
export type FileAction = 'read' | 'write' | 'remove' | 'open';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const DENIED = new Set(['EACCES', 'EPERM']);

/** The `code` of a Node error, or `undefined`. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether the file system reported that the path does not exist. */
export function isMissing(error: unknown): boolean {
  return errnoOf(error) === 'ENOENT';
}

/**
 * `STORAGE_FULL` (no space, quota), `STORAGE_DENIED` (permissions, read-only, symbolic link) or `STORAGE_UNAVAILABLE` (anything else: folder
 * missing, device error), naming the path. An AxiomTokenError is returned as it is.
 */
export function toStorageError(error: unknown, path: string, action: FileAction): AxiomTokenError {
  if (error instanceof AxiomTokenError) return error;
  const errno = errnoOf(error);
  if (errno !== undefined && FULL.has(errno)) {
    return new AxiomTokenError('STORAGE_FULL', { message: `There is no space left to write ${path}.`, cause: error });
  }
  if (errno === 'ELOOP') {
    return new AxiomTokenError('STORAGE_DENIED', {
      message: `${path} is a link that cannot be followed.`,
      remedy: 'Use the file that it points to, or put an ordinary file in its place. Nothing was changed.',
      cause: error,
    });
  }
  if (errno === 'EROFS') {
    return new AxiomTokenError('STORAGE_DENIED', {
      message: `The app is not able to ${action} ${path}: its disk is read-only.`,
      remedy: 'Make the disk writable, then retry. Nothing was changed.',
      cause: error,
    });
  }
  if (errno === 'EMFILE' || errno === 'ENFILE') {
    return new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `${path} could not be ${PARTICIPLES[action]}: too many files are open.`,
      remedy: 'Close some programs, or allow more open files (ulimit -n), then retry. Nothing was changed.',
      cause: error,
    });
  }
  if (errno === 'ENAMETOOLONG') {
    return new AxiomTokenError('STORAGE_UNAVAILABLE', {
      message: `The name ${path} is too long for its disk.`,
      remedy: 'Choose a shorter one. Nothing was changed.',
      cause: error,
    });
  }
  if (errno !== undefined && DENIED.has(errno)) {
    return new AxiomTokenError('STORAGE_DENIED', {
      message: `This computer does not allow the app to ${action} ${path}.`,
      remedy: 'Change the permissions so that you may use the file and its folder, then retry. Nothing was changed.',
      cause: error,
    });
  }
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} could not be ${PARTICIPLES[action]}.`,
    remedy:
      errno === 'ENOENT' || errno === 'ENOTDIR' ? MISSING[action] : 'Check the drive, then retry. Nothing was changed.',
    cause: error,
  });
}

/**
 * `INVALID_INPUT` with the same message, for a file that the user has named to be read once: it is no place of
 * tokens. An AxiomTokenError is returned as it is.
 */
export function toInputError(error: unknown, path: string): AxiomTokenError {
  if (error instanceof AxiomTokenError) return error;
  const { message, remedy } = toStorageError(error, path, 'open');
  return new AxiomTokenError('INVALID_INPUT', { message, remedy, cause: error });
}

/** @throws AxiomTokenError `TIMEOUT` when the caller no longer waits for a change of `path`: another program may have written there since */
export function refuseUnwanted(path: string, isWanted: StillWanted | undefined): void {
  if (isWanted?.() !== false) return;
  throw new AxiomTokenError('TIMEOUT', {
    message: `The disk or network drive of ${path} answered too late.`,
    remedy: 'Check the drive, then retry. Nothing was changed.',
  });
}

const PARTICIPLES: Readonly<Record<FileAction, string>> = {
  read: 'read',
  write: 'written',
  remove: 'removed',
  open: 'opened',
};

const FOLDER_GONE = 'Make its folder again, connect the drive, or choose another place.';
const MISSING: Readonly<Record<FileAction, string>> = {
  read: FOLDER_GONE,
  write: FOLDER_GONE,
  remove: FOLDER_GONE,
  open: 'It is missing. Find out where it is now, or connect its drive. Nothing was changed.',
};
