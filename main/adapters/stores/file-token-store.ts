// Stores one profile's tokens in a file that the user chose, in the Rust client's format, so that Rust programs can read it.
// Never changes a file that is not such a token file.
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import type { Logger } from '../../core/ports/logger';
import type { StillWanted } from '../../core/ports/still-wanted';
import type { TokenStore } from '../../core/ports/token-store';
import {
  decodeRustTokenFile,
  encodeRustTokenFile,
  holdsBackRefreshToken,
  otherKeysOf,
} from '../../core/tokens/rust-token-file';
import { Secret } from '../../core/base/secret';
import { isNewerRecord, MAX_RECORD_BYTES, type TokenRecord } from '../../core/tokens/token-record';
import {
  type AtomicFileSystem,
  type FileIdentity,
  identify,
  isAsWritten,
  removeFileDurably,
  writeFileAtomically,
} from '../files/atomic-file';
import { fileMissing, readChosenFile, unusableFile } from '../files/chosen-file';
import { isPrivate, makePrivate } from '../places/is-private';
import { setFileAside } from '../files/set-aside';
import { watchFile } from '../places/watch-file';

export interface FileTokenStoreOptions {
  /** Absolute path; its folder must exist. */
  readonly path: string;
  /** The site that the profile's tokens belong to, for a file that another program wrote. */
  readonly expectedOrigin: string;
  /** Whether tokens were saved there, by the index; if so, a missing file is `STORAGE_UNAVAILABLE`. */
  readonly isExpected: () => boolean;
  readonly fileSystem?: AtomicFileSystem;
  readonly logger?: Logger;
}

/**
 * The store over one file, mode 0600, written atomically. An existing file without tokens in this format is `STORAGE_CORRUPT` for `load`, `save` and
 * `clear` and stays as it is; an empty file may be replaced. Symbolic links are refused.
 */
export function createFileTokenStore(options: FileTokenStoreOptions): TokenStore {
  const { path, expectedOrigin, isExpected, fileSystem, logger } = options;
  const inTurn = createInTurn();
  /** Keys of other programs in the file; `save` writes them back. */
  let otherKeys: Secret | undefined;
  const decode = ({ text, modifiedAtMs }: FoundFile): TokenRecord => {
    if (text === '') throw emptyFile(path);
    try {
      const record = decodeRustTokenFile(new Secret(text), { modifiedAtMs, expectedOrigin });
      otherKeys = otherKeysOf(new Secret(text));
      return record;
    } catch (error) {
      if (isNewerRecord(error)) throw error;
      throw holdsBackRefreshToken(new Secret(text)) ? anExport(path) : notATokenFile(path, error);
    }
  };
  const load = async (): Promise<TokenRecord | undefined> => {
    const file = await readTokenFile(path);
    if (!file && isExpected()) throw await fileMissing(path, 'The file with the saved tokens');
    return file && decode(file);
  };
  /** The identity of the file after the last write; `undefined` when another program has changed it since. An unchanged file need not be read. */
  let lastWritten: FileIdentity;
  /** Searching for temporary files of killed writers takes a tenth of a save, so only the first save does it, and each save after a failed one. */
  let isSwept = false;
  const refuseConflict = async (found: FileIdentity): Promise<void> => {
    if (found !== undefined && found === lastWritten) return;
    lastWritten = undefined;
    const file = await readTokenFile(path);
    if (file && file.text !== '') decode(file);
  };
  const save = async (record: TokenRecord, isWanted?: StillWanted): Promise<void> => {
    // Checked before anything is written beside a file that this store may not own.
    if (lastWritten === undefined) await refuseConflict(undefined);
    let encodedKeys: Secret | undefined;
    const encode = (): Uint8Array => {
      encodedKeys = otherKeys;
      return Buffer.from(encodeRustTokenFile(record, otherKeys).expose(), 'utf8');
    };
    const wasSwept = isSwept;
    isSwept = false;
    lastWritten = await writeFileAtomically(path, encode, {
      replace: true,
      isSwept: wasSwept,
      mayReplace: async (found) => {
        await refuseConflict(found);
        // Keys that another program has added since must be written back.
        return otherKeys?.expose() === encodedKeys?.expose() ? undefined : encode;
      },
      isWanted,
      ...(fileSystem ? { fileSystem } : {}),
      ...(logger ? { logger } : {}),
    });
    isSwept = true;
  };
  return {
    kind: 'file',
    place: path,
    load: () => inTurn(load),
    save: (record, isWanted) => inTurn(() => save(record, isWanted)),
    privacy: { isPrivate: () => isPrivate(path), makePrivate: () => makePrivate(path) },
    clear: (isWanted) =>
      inTurn(async () => {
        await refuseConflict(await identify(path, fileSystem));
        await removeFileDurably(path, fileSystem, logger, isWanted);
      }),
    setAside: (isWanted) => inTurn(() => setFileAside(path, fileSystem, logger, isWanted)),
    watch: (changed) => {
      const isOwn = (): Promise<boolean> => inTurn(() => isAsWritten(path, lastWritten, fileSystem));
      return watchFile(path, isOwn, changed);
    },
  };
}

interface FoundFile {
  readonly text: string;
  readonly modifiedAtMs: number;
}

async function readTokenFile(path: string): Promise<FoundFile | undefined> {
  const file = await readChosenFile(path, MAX_RECORD_BYTES);
  if (file === 'unusable') throw await unusableFile(path, notATokenFile(path));
  return file && { text: Buffer.from(file.bytes).toString('utf8'), modifiedAtMs: file.modifiedAtMs };
}

function notATokenFile(path: string, cause?: unknown): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: `${path} is not a token file, or it is damaged.`,
    remedy: 'Put back a good copy of it, or choose another place and sign in again. It is left as it is.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function anExport(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: `${path} is an export of this app with an access token only: the refresh token is not in it.`,
    remedy: 'Choose another place, or put back the file that was there, or sign in again. It is left as it is.',
  });
}

function emptyFile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_CORRUPT', {
    message: `${path} is empty.`,
    remedy:
      'If tokens were in it, put back a good copy, or sign in again. If you have just made it as a new place, delete it and choose the same name again.',
  });
}
