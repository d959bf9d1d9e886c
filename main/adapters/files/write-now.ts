// Writes a small file atomically and synchronously, for what must be durable before the next line of code, such as a pause. Everything else is written by
// atomic-file.ts. Knows nothing about the content.
import { closeSync, constants, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import { dirname } from 'node:path';
import { readBoundedSync } from './bounded-read';
import { errnoOf, toStorageError } from './storage-error';
import { sweepLeftovers, temporaryName } from './temporary-file';
import { AxiomTokenError } from '../../core/base/errors';

/** `isNew`: if there is already a file, nothing is changed and the result is false. */
export interface WriteNow {
  readonly isNew?: boolean;
}

/**
 * Replaces the content of `path` with a new file of mode 0600 that was synced, read back and renamed. The folder must exist.
 * @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; the former content is then untouched
 */
export function writeNow(path: string, bytes: Uint8Array, { isNew = false }: WriteNow = {}): boolean {
  const made = temporaryName(path);
  try {
    writeWhole(made, bytes);
    if (isNew) linkSync(made, path);
    else renameSync(made, path);
    syncFolderNow(dirname(path));
    return true;
  } catch (error) {
    if (isNew && errnoOf(error) === 'EEXIST') return false;
    throw toStorageError(error, path, 'write');
  } finally {
    // The temporary file is left after a link or a failure; also removes those that killed writers left.
    tryNow(() => unlinkSync(made));
    void sweepLeftovers(path, nodeFileSystem).catch(() => undefined);
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    let written = 0;
    while (written < bytes.length) {
      const count = writeSync(file, bytes, written, bytes.length - written, written);
      if (count === 0)
        throw new AxiomTokenError('STORAGE_FULL', { message: `There is no room for another file beside ${path}.` });
      written += count;
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const found = readBoundedSync({ path, maxBytes: bytes.length, followsLinks: false });
  if (typeof found === 'object' && Buffer.compare(found.bytes, bytes) === 0) return;
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The drive returned different data than was written beside ${path}.`,
  });
}

/** Syncs the folder if possible: Windows and some drives cannot do that. */
function syncFolderNow(folder: string): void {
  tryNow(() => {
    const handle = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

function tryNow(run: () => void): void {
  try {
    run();
  } catch {
    // Ignored: the content itself is written.
  }
}
