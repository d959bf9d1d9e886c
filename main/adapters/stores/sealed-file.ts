// The sealed token file: its format, its errors, and how it is read.
// Used by sealed-file-token-store.ts and sealed-file-keys.ts.
import * as z from 'zod';
import { AxiomTokenError } from '../../core/base/errors';
import { storedVersions } from '../../core/base/stored-versions';
import type { Crypto } from '../../core/ports/crypto';
import {
  type ContainerFormat,
  type ContainerParts,
  type KeyHeader,
  keyHeaderShape,
  readContainer,
} from '../../core/sealing/sealed-container';
import { MAX_RECORD_BYTES } from '../../core/tokens/token-record';
import { readChosenFile, unusableFile } from '../files/chosen-file';

/** The largest record and what sealing adds to it. Checked before the file is read. */
const MAX_SEALED_FILE_BYTES = MAX_RECORD_BYTES + 8 * 1024;

/** The format, with errors that name the path. */
export function sealedFileFormat(path: string): ContainerFormat<KeyHeader> {
  return {
    magic: 'AXMS',
    maxBytes: MAX_SEALED_FILE_BYTES,
    header: storedVersions(z.looseObject(keyHeaderShape)),
    damaged: () => damagedFile(path),
    newer: () =>
      new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: `${path} was sealed by a newer version of the app.`,
        remedy: 'Update the app, then retry. The file is left as it is.',
      }),
  };
}

/** `STORAGE_CORRUPT` for an existing file that no passphrase can open. */
export function damagedFile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: `${path} is not a sealed token file, or it is damaged.`,
    remedy: 'Put back a good copy of it, or choose another place and sign in again. It is left as it is.',
  });
}

/**
 * The parts of the file, still encrypted; `undefined` when there is certainly no file, or an empty one, which may be replaced.
 * @throws AxiomTokenError `STORAGE_CORRUPT`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`
 */
export async function readSealedFile(path: string, crypto: Crypto): Promise<ContainerParts<KeyHeader> | undefined> {
  const file = await readChosenFile(path, MAX_SEALED_FILE_BYTES);
  if (file === 'unusable') throw await unusableFile(path, damagedFile(path));
  if (file === undefined || file.bytes.length === 0) return undefined;
  return readContainer(sealedFileFormat(path), file.bytes, crypto);
}
