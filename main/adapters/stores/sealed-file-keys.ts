// The keys of the sealed files that were opened since the start: derived once from a passphrase, kept in memory only, wiped at the end. The composition root
// makes one for all files; the passphrase handlers call `open`, the stores call `get`. Must not store a passphrase.
import { toHex } from '../../core/base/bytes';
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import { deriveKeys, isTooLong, PASSPHRASE_COST, requireNewPassphrase } from '../../core/sealing/passphrase-keys';
import type { Crypto } from '../../core/ports/crypto';
import { type ContainerParts, matchesKeys, type KeyHeader } from '../../core/sealing/sealed-container';
import type { Secret } from '../../core/base/secret';
import { readSealedFile } from './sealed-file';

/** The header and keys that a file is sealed with. `keys` belong to SealedFileKeys, which wipes them: do not change or store them elsewhere. */
export interface SealingKeys {
  readonly header: Omit<KeyHeader, 'nonce'>;
  readonly keys: Uint8Array;
}

export interface SealedFileKeys {
  /** The keys of the file at this path, or for a new file there; `undefined` before {@link SealedFileKeys.open}. */
  get(path: string): SealingKeys | undefined;
  /** Whether a container was sealed with the keys of this path. */
  fit(path: string, parts: ContainerParts<KeyHeader>): boolean;
  /**
   * Derives and keeps the keys from the file's passphrase, or from a new passphrase when there is no file. Writes no file; takes a third of a second.
   * @throws AxiomTokenError `STORAGE_LOCKED` (wrong passphrase), `INVALID_INPUT` (new and shorter than 12 characters), `STORAGE_CORRUPT`,
   * `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; the former keys then stay.
   */
  open(path: string, passphrase: Secret): Promise<void>;
  /** Wipes the keys of a path. */
  forget(path: string): void;
  dispose(): void;
}

/** Empty at first. */
export function createSealedFileKeys(crypto: Crypto): SealedFileKeys {
  const keysByPath = new Map<string, SealingKeys>();
  // One at a time: each derivation needs 128 MiB.
  const inTurn = createInTurn();

  const forget = (path: string): void => {
    keysByPath.get(path)?.keys.fill(0);
    keysByPath.delete(path);
  };
  const derive = async (path: string, passphrase: Secret): Promise<SealingKeys> => {
    const parts = await readSealedFile(path, crypto);
    if (!parts) {
      requireNewPassphrase(passphrase);
      const header = { kdf: 'scrypt', ...PASSPHRASE_COST, salt: toHex(crypto.randomBytes(32)) } as const;
      return { header, keys: await deriveKeys(passphrase, header, crypto) };
    }
    if (isTooLong(passphrase)) throw wrongPassphrase();
    const { nonce: _nonce, ...header } = parts.header;
    const keys = await deriveKeys(passphrase, header, crypto);
    if (matchesKeys(parts, keys, crypto)) return { header, keys };
    keys.fill(0);
    throw wrongPassphrase();
  };

  return {
    get: (path) => keysByPath.get(path),
    fit: (path, parts) => {
      const found = keysByPath.get(path);
      return found !== undefined && matchesKeys(parts, found.keys, crypto);
    },
    open: (path, passphrase) =>
      inTurn(async () => {
        const keys = await derive(path, passphrase);
        forget(path);
        keysByPath.set(path, keys);
      }),
    forget,
    dispose: () => {
      for (const path of keysByPath.keys()) forget(path);
    },
  };
}

function wrongPassphrase(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_LOCKED', {
    message: 'This passphrase does not open the file.',
    remedy: 'Check it and try again. Nothing was changed.',
  });
}
