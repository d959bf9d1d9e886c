// Keeps one profile's record in a file at a place that the person chose, sealed with a passphrase that is asked for once a run.
// Knows the keys of this run, never the passphrase; locked until they are there.
import { toHex } from '../../core/base/bytes';
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import type { Crypto } from '../../core/ports/crypto';
import type { RequiredUserAction, TokenStore } from '../../core/ports/token-store';
import { type ContainerParts, type KeyHeader, openContainer, sealContainer } from '../../core/sealing/sealed-container';
import { Secret } from '../../core/base/secret';
import { decodeTokenRecord, encodeTokenRecord, type TokenRecord } from '../../core/tokens/token-record';
import { type AtomicFileSystem, removeFileDurably, writeFileAtomically } from '../files/atomic-file';
import { damagedFile, readSealedFile, sealedFileFormat } from './sealed-file';
import type { SealedFileKeys, SealingKeys } from './sealed-file-keys';

export interface SealedFileTokenStoreOptions {
  /** Absolute path; its folder must exist. */
  readonly path: string;
  readonly keys: SealedFileKeys;
  readonly crypto: Crypto;
  /** Whether the index of profiles says that tokens were saved: then a missing file is not believed to be "none". */
  readonly isExpected: () => boolean;
  readonly fileSystem?: AtomicFileSystem;
}

/**
 * The store over one sealed file, mode 0600, written atomically with a fresh nonce. Without keys that fit what is there every call but a look at a
 * place without a file is `STORAGE_LOCKED`. A file that is there and is none of ours is `STORAGE_CORRUPT` for `load`, `save` and `clear` alike
 * and stays as it is.
 */
export function createSealedFileTokenStore(options: SealedFileTokenStoreOptions): TokenStore {
  const { path, keys, crypto, isExpected, fileSystem } = options;
  const inTurn = createInTurn();
  let requiredUserAction: RequiredUserAction | undefined;

  /** What is there, of which it is sure that the keys open it. */
  const readOpened = async (): Promise<{ parts: ContainerParts<KeyHeader>; held: SealingKeys } | undefined> => {
    const parts = await readSealedFile(path, crypto).catch((error: unknown) => {
      // No passphrase helps against what is wrong now.
      requiredUserAction = undefined;
      throw error;
    });
    const held = keys.get(path);
    requiredUserAction = held ? undefined : parts ? 'passphrase' : 'new-passphrase';
    if (!parts) return undefined;
    if (held && keys.fit(path, parts)) return { parts, held };
    requiredUserAction = 'passphrase';
    throw locked(path, held !== undefined);
  };
  const load = async (): Promise<TokenRecord | undefined> => {
    const opened = await readOpened();
    if (!opened) {
      if (!isExpected()) return undefined;
      requiredUserAction = undefined;
      throw missing(path);
    }
    const plaintext = openContainer(opened.parts, opened.held.keys, crypto);
    if (!plaintext) throw damagedFile(path);
    try {
      return decodeTokenRecord(new Secret(Buffer.from(plaintext).toString('utf8')));
    } finally {
      plaintext.fill(0);
    }
  };
  const save = async (record: TokenRecord): Promise<void> => {
    const plaintext = Buffer.from(encodeTokenRecord(record).expose(), 'utf8');
    if (!keys.get(path)) await readOpened();
    const held = keys.get(path);
    if (!held) throw withoutPassphrase(path);
    const header: KeyHeader = { ...held.header, nonce: toHex(crypto.randomBytes(12)) };
    const bytes = sealContainer(sealedFileFormat(path), header, held.keys, plaintext, crypto);
    plaintext.fill(0);
    const mayReplace = async (): Promise<void> => void (await readOpened());
    await writeFileAtomically(path, bytes, { replace: true, mayReplace, ...(fileSystem ? { fileSystem } : {}) });
  };
  const clear = async (): Promise<void> => {
    await readOpened();
    await removeFileDurably(path, fileSystem);
  };
  return {
    kind: 'sealed-file',
    place: path,
    get requiredUserAction() {
      return requiredUserAction === 'new-passphrase' && keys.get(path) ? undefined : requiredUserAction;
    },
    load: () => inTurn(load),
    save: (record) => inTurn(() => save(record)),
    clear: () => inTurn(clear),
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

function missing(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `The sealed file with the saved tokens is not at ${path}.`,
    remedy: 'Put it back or connect its drive, then retry. Or choose another place and sign in again.',
  });
}
