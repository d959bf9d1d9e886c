// Seals profiles with a passphrase into the bytes of a backup file, and opens such bytes. Used by the backup service.
// Checks in this order, each with its own code: damaged (SHA-256), made by a newer app, wrong passphrase (HMAC), damaged (GCM tag).
// Knows the Crypto port, not files.
import { type BackupContents, decodeBackupProfiles, encodeBackupProfiles } from './backup-contents';
import { BACKUP_FORMAT, type BackupHeader, MAX_BACKUP_BYTES } from './backup-header';
import { toHex } from '../base/bytes';
import { AxiomTokenError } from '../base/errors';
import { deriveKeys, isTooLong, PASSPHRASE_COST, requireNewPassphrase } from '../sealing/passphrase-keys';
import type { Crypto } from '../ports/crypto';
import { matchesKeys, openContainer, readContainer, sealContainer } from '../sealing/sealed-container';
import type { Secret } from '../base/secret';

/**
 * Makes the bytes of a backup file.
 * @throws AxiomTokenError `INVALID_INPUT` (passphrase shorter than 12 or longer than 1024 characters, no profile, or larger than 4 MiB)
 */
export async function sealBackup(contents: BackupContents, passphrase: Secret, crypto: Crypto): Promise<Uint8Array> {
  requireNewPassphrase(passphrase);
  if (contents.profiles.length === 0) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'There are no tokens to back up.',
      remedy: 'Sign in first, then back up.',
    });
  }
  const header: BackupHeader = {
    kdf: 'scrypt',
    ...PASSPHRASE_COST,
    salt: toHex(crypto.randomBytes(32)),
    nonce: toHex(crypto.randomBytes(12)),
    created_at_ms: contents.createdAtMs,
    app_version: contents.appVersion,
  };
  const keys = await deriveKeys(passphrase, header, crypto);
  const plaintext = encodeBackupProfiles(contents.profiles);
  try {
    const bytes = sealContainer(BACKUP_FORMAT, header, keys, plaintext, crypto);
    if (bytes.length > MAX_BACKUP_BYTES) {
      throw new AxiomTokenError('INVALID_INPUT', { message: 'There are more accounts than fit into one backup.' });
    }
    return bytes;
  } finally {
    keys.fill(0);
    plaintext.fill(0);
  }
}

/** What can be read of a backup file without its passphrase. It is authentic only once the passphrase has opened the file. */
export interface BackupLabel {
  readonly createdAtMs: number;
  /** Version of the app that made it. */
  readonly appVersion: string;
}

/** Reads what can be read without the passphrase. @throws AxiomTokenError `BACKUP_CORRUPT` (also for a file of another kind), `BACKUP_UNSUPPORTED` */
export function readBackupLabel(bytes: Uint8Array, crypto: Crypto): BackupLabel {
  return labelOf(readContainer(BACKUP_FORMAT, bytes, crypto).header);
}

/**
 * Opens the bytes of a backup file.
 * @throws AxiomTokenError `BACKUP_CORRUPT`, `BACKUP_UNSUPPORTED`, `BACKUP_WRONG_PASSPHRASE`, `CANCELLED` once `signal` is aborted
 */
export async function unsealBackup(
  bytes: Uint8Array,
  passphrase: Secret,
  crypto: Crypto,
  signal?: AbortSignal,
): Promise<BackupContents> {
  const parts = readContainer(BACKUP_FORMAT, bytes, crypto);
  if (isTooLong(passphrase)) throw new AxiomTokenError('BACKUP_WRONG_PASSPHRASE');
  const keys = await deriveKeys(passphrase, parts.header, crypto, signal);
  try {
    if (!matchesKeys(parts, keys, crypto)) throw new AxiomTokenError('BACKUP_WRONG_PASSPHRASE');
    const plaintext = openContainer(parts, keys, crypto);
    if (!plaintext) throw new AxiomTokenError('BACKUP_CORRUPT');
    const profiles = decodeBackupProfiles(plaintext);
    plaintext.fill(0);
    return { ...labelOf(parts.header), profiles };
  } finally {
    keys.fill(0);
  }
}

function labelOf({ created_at_ms: createdAtMs, app_version: appVersion }: BackupHeader): BackupLabel {
  return { createdAtMs, appVersion };
}
