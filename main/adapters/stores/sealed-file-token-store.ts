// Stores one profile's record in a file that the user chose, encrypted ("sealed") with a passphrase that is asked for once after each start.
// Knows the keys, never the passphrase; without keys it is locked.
import { toHex } from '../../core/base/bytes';
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import type { Crypto } from '../../core/ports/crypto';
import type { Logger } from '../../core/ports/logger';
import type { StillWanted } from '../../core/ports/still-wanted';
import type { RequiredUserAction, TokenStore } from '../../core/ports/token-store';
import { type ContainerParts, type KeyHeader, openContainer, sealContainer } from '../../core/sealing/sealed-container';
import { Secret } from '../../core/base/secret';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../../core/tokens/token-record';
import {
  type AtomicFileSystem,
  type FileIdentity,
  isAsWritten,
  removeFileDurably,
  writeFileAtomically,
} from '../files/atomic-file';
import { watchFile } from '../places/watch-file';
import { fileMissing } from '../files/chosen-file';
import { setFileAside } from '../files/set-aside';
import { damagedFile, readSealedFile, sealedFileFormat } from './sealed-file';
import type { SealedFileKeys, SealingKeys } from './sealed-file-keys';

export interface SealedFileTokenStoreOptions {
  /** Absolute path; its folder must exist. */
  readonly path: string;
  readonly keys: SealedFileKeys;
  readonly crypto: Crypto;
  /** Whether tokens were saved there, by the index; if so, a missing file is `STORAGE_UNAVAILABLE`. */
  readonly isExpected: () => boolean;
  readonly fileSystem?: AtomicFileSystem;
  readonly logger?: Logger;
}

/**
 * The store over one sealed file, mode 0600, written atomically with a fresh nonce. Without the keys of the file, every call is `STORAGE_LOCKED`; if there is
 * no file, only `save` is. An existing file of another format is `STORAGE_CORRUPT` for `load`, `save` and `clear` and stays as it is.
 */
export function createSealedFileTokenStore(options: SealedFileTokenStoreOptions): TokenStore {
  const { path, keys, crypto, isExpected, fileSystem, logger } = options;
  const inTurn = createInTurn();
  let requiredUserAction: RequiredUserAction | undefined;
  /** The identity of the file after the last write. */
  let lastWritten: FileIdentity;

  /** Reads the file and checks that the known keys fit it; `undefined` when there is no file. */
  const readWithKeys = async (): Promise<{ parts: ContainerParts<KeyHeader>; sealing: SealingKeys } | undefined> => {
    const parts = await readSealedFile(path, crypto).catch((error: unknown) => {
      // A passphrase does not help with this error.
      requiredUserAction = undefined;
      throw error;
    });
    const sealing = keys.get(path);
    requiredUserAction = sealing ? undefined : parts ? 'passphrase' : 'new-passphrase';
    if (!parts) return undefined;
    if (sealing && keys.fit(path, parts)) return { parts, sealing };
    requiredUserAction = 'passphrase';
    throw locked(path, sealing !== undefined);
  };
  const load = async (): Promise<TokenRecord | undefined> => {
    const opened = await readWithKeys();
    if (!opened) {
      if (!isExpected()) return undefined;
      requiredUserAction = undefined;
      throw await fileMissing(path, 'The sealed file with the saved tokens');
    }
    const plaintext = openContainer(opened.parts, opened.sealing.keys, crypto);
    if (!plaintext) throw damagedFile(path);
    try {
      return decodeTokenRecord(new Secret(Buffer.from(plaintext).toString('utf8')));
    } finally {
      plaintext.fill(0);
    }
  };
  const save = async (record: TokenRecord, isWanted?: StillWanted): Promise<void> => {
    const plaintext = Buffer.from(encodeTokenRecord(record).expose(), 'utf8');
    if (!keys.get(path)) await readWithKeys();
    const sealing = keys.get(path);
    if (!sealing) throw withoutPassphrase(path);
    const header: KeyHeader = { ...sealing.header, nonce: toHex(crypto.randomBytes(12)) };
    const bytes = sealContainer(sealedFileFormat(path), header, sealing.keys, plaintext, crypto);
    plaintext.fill(0);
    const mayReplace = async (): Promise<undefined> => void (await readWithKeys());
    lastWritten = await writeFileAtomically(path, bytes, {
      replace: true,
      mayReplace,
      isWanted,
      ...(fileSystem ? { fileSystem } : {}),
      ...(logger ? { logger } : {}),
    });
  };
  const clear = async (isWanted?: StillWanted): Promise<void> => {
    await readWithKeys();
    await removeFileDurably(path, fileSystem, logger, isWanted);
  };
  return {
    kind: 'sealed-file',
    place: path,
    get requiredUserAction() {
      return requiredUserAction === 'new-passphrase' && keys.get(path) ? undefined : requiredUserAction;
    },
    load: () => inTurn(load),
    save: (record, isWanted) => inTurn(() => save(record, isWanted)),
    clear: (isWanted) => inTurn(() => clear(isWanted)),
    setAside: (isWanted) => inTurn(() => setFileAside(path, fileSystem, logger, isWanted)),
    watch: (changed) => {
      const isOwn = (): Promise<boolean> => inTurn(() => isAsWritten(path, lastWritten, fileSystem));
      return watchFile(path, isOwn, changed);
    },
  };
}

function locked(path: string, isOtherPassphrase: boolean): AxiomTokenError {
  return new AxiomTokenError('STORAGE_LOCKED', {
    message: isOtherPassphrase
      ? `${path} is sealed with another passphrase than the one that was given.`
      : 'The sealed file is locked until its passphrase is given.',
    remedy: 'Enter the passphrase. Your tokens are untouched.',
  });
}

function withoutPassphrase(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_LOCKED', {
    message: `There is no sealed file at ${path} yet, and no passphrase for one.`,
    remedy: 'Choose a passphrase. Until then the tokens are kept in memory only.',
  });
}
