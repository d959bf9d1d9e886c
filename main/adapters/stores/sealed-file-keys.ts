// The keys of sealed files that were opened in this run: derived once from a passphrase, in memory only, wiped at the end. The composition root
// makes one for all files; a person's handlers open, the stores look keys up. Keeps no passphrase.
import { toHex } from '../../core/base/bytes';
import { AxiomTokenError } from '../../core/base/errors';
import { createInTurn } from '../../core/flow/in-turn';
import { deriveKeys, isTooLong, PASSPHRASE_COST, requireNewPassphrase } from '../../core/sealing/passphrase-keys';
import type { Crypto } from '../../core/ports/crypto';
import { type ContainerParts, fitsKeys, type KeyHeader } from '../../core/sealing/sealed-container';
import type { Secret } from '../../core/base/secret';
import { readSealedFile } from './sealed-file';

/** What a file is sealed with. `keys` belong to the holder of all keys: never changed or kept elsewhere. */
export interface SealingKeys {
  readonly header: Omit<KeyHeader, 'nonce'>;
  readonly keys: Uint8Array;
}

export interface SealedFileKeys {
  /** The keys for what the file at this path holds now, or for a new one; `undefined` before {@link SealedFileKeys.open}. */
  get(path: string): SealingKeys | undefined;
  /** Whether what lies at this path was sealed with the keys that are held. */
  fit(path: string, parts: ContainerParts<KeyHeader>): boolean;
  /**
   * Takes the passphrase of the file, or, when there is none, a new passphrase for it. Nothing is written. Takes a third of a second.
   * @throws AxiomTokenError `STORAGE_LOCKED` (another passphrase opens it), `INVALID_INPUT` (new and shorter than 12 characters), `STORAGE_CORRUPT`,
   * `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`; keys that were held stay.
   */
  open(path: string, passphrase: Secret): Promise<void>;
  /** Wipes the keys of a path. */
  forget(path: string): void;
  dispose(): void;
}

/** The holder; empty at first. */
export function createSealedFileKeys(crypto: Crypto): SealedFileKeys {
  const held = new Map<string, SealingKeys>();
  // Each derivation takes 128 MiB.
  const inTurn = createInTurn();

  const forget = (path: string): void => {
    held.get(path)?.keys.fill(0);
    held.delete(path);
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
    if (fitsKeys(parts, keys, crypto)) return { header, keys };
    keys.fill(0);
    throw wrongPassphrase();
  };

  return {
    get: (path) => held.get(path),
    fit: (path, parts) => {
      const found = held.get(path);
      return found !== undefined && fitsKeys(parts, found.keys, crypto);
    },
    open: (path, passphrase) =>
      inTurn(async () => {
        const keys = await derive(path, passphrase);
        forget(path);
        held.set(path, keys);
      }),
    forget,
    dispose: () => {
      for (const path of held.keys()) forget(path);
    },
  };
}

function wrongPassphrase(): AxiomTokenError {
  return new AxiomTokenError('STORAGE_LOCKED', {
    message: 'This passphrase does not open the file.',
    remedy: 'Check it and try again. Nothing was changed.',
  });
}
