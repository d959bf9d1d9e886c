// Seals profiles into the bytes of a backup file under a passphrase, and opens them again. Every failure has its own code, in this order:
// damaged (SHA-256), made by a newer app, wrong passphrase (HMAC), damaged (GCM tag). Knows the Crypto port, not files.
import { type BackupContents, decodeBackupProfiles, encodeBackupProfiles } from './backup-contents';
import {
  type BackupHeader,
  DIGEST_BYTES,
  encodeBackupHead,
  MAX_BACKUP_BYTES,
  splitBackup,
  startsWithMagic,
} from './backup-header';
import { fromHex, joinBytes, toHex } from './bytes';
import { AxiomTokenError } from './errors';
import type { Crypto } from './ports/crypto';
import type { Secret } from './secret';

/** Fewest characters of a passphrase for a new backup. */
export const MIN_PASSPHRASE_LENGTH = 12;
const MAX_PASSPHRASE_LENGTH = 1024;
/** OWASP's minimum for scrypt; 0.3 s and 128 MiB where it was measured. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

/**
 * The bytes of a backup file.
 * @throws AxiomTokenError `INVALID_INPUT` (passphrase shorter than 12 or longer than 1024 characters, no profile, more than fits into 4 MiB)
 */
export async function sealBackup(contents: BackupContents, passphrase: Secret, crypto: Crypto): Promise<Uint8Array> {
  const length = [...normalised(passphrase)].length;
  if (length < MIN_PASSPHRASE_LENGTH || length > MAX_PASSPHRASE_LENGTH) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message:
        length < MIN_PASSPHRASE_LENGTH
          ? `The passphrase is shorter than ${MIN_PASSPHRASE_LENGTH} characters.`
          : `The passphrase is longer than ${MAX_PASSPHRASE_LENGTH} characters.`,
      remedy: 'Choose another one. Several words in a row are easy to keep in mind.',
    });
  }
  if (contents.profiles.length === 0) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: 'There are no tokens to back up.',
      remedy: 'Sign in first, then back up.',
    });
  }
  const header: BackupHeader = {
    kdf: 'scrypt',
    ...COST,
    salt: toHex(crypto.randomBytes(32)),
    nonce: toHex(crypto.randomBytes(12)),
    created_at_ms: contents.createdAtMs,
    app_version: contents.appVersion,
  };
  const head = encodeBackupHead(header);
  const keys = await deriveKeys(passphrase, header, crypto);
  const plaintext = encodeBackupProfiles(contents.profiles);
  try {
    const aad = joinBytes(head, crypto.hmacSha256(keys.subarray(KEY_BYTES), head));
    const sealed = crypto.seal(keys.subarray(0, KEY_BYTES), fromHex(header.nonce), plaintext, aad);
    const body = joinBytes(aad, sealed);
    const bytes = joinBytes(body, crypto.sha256(body));
    if (bytes.length > MAX_BACKUP_BYTES) {
      throw new AxiomTokenError('INVALID_INPUT', { message: 'These are more profiles than fit into one backup.' });
    }
    return bytes;
  } finally {
    keys.fill(0);
    plaintext.fill(0);
  }
}

/**
 * What is inside a backup file's bytes.
 * @throws AxiomTokenError `BACKUP_CORRUPT`, `BACKUP_UNSUPPORTED`, `BACKUP_WRONG_PASSPHRASE`
 */
export async function unsealBackup(bytes: Uint8Array, passphrase: Secret, crypto: Crypto): Promise<BackupContents> {
  const bodyLength = bytes.length - DIGEST_BYTES;
  if (bytes.length > MAX_BACKUP_BYTES || bodyLength < 0 || !startsWithMagic(bytes)) {
    throw new AxiomTokenError('BACKUP_CORRUPT');
  }
  const body = bytes.subarray(0, bodyLength);
  if (!crypto.equalsConstantTime(crypto.sha256(body), bytes.subarray(bodyLength))) {
    throw new AxiomTokenError('BACKUP_CORRUPT');
  }
  const { header, head, hmac, aad, sealed } = splitBackup(body);
  if ([...normalised(passphrase)].length > MAX_PASSPHRASE_LENGTH) throw new AxiomTokenError('BACKUP_WRONG_PASSPHRASE');
  const keys = await deriveKeys(passphrase, header, crypto);
  try {
    if (!crypto.equalsConstantTime(crypto.hmacSha256(keys.subarray(KEY_BYTES), head), hmac)) {
      throw new AxiomTokenError('BACKUP_WRONG_PASSPHRASE');
    }
    const plaintext = crypto.open(keys.subarray(0, KEY_BYTES), fromHex(header.nonce), sealed, aad);
    if (!plaintext) throw new AxiomTokenError('BACKUP_CORRUPT');
    const profiles = decodeBackupProfiles(plaintext);
    plaintext.fill(0);
    return { createdAtMs: header.created_at_ms, appVersion: header.app_version, profiles };
  } finally {
    keys.fill(0);
  }
}

/** The cipher's key and, after it, the HMAC's. */
async function deriveKeys(passphrase: Secret, header: BackupHeader, crypto: Crypto): Promise<Uint8Array> {
  const encoded = new TextEncoder().encode(normalised(passphrase));
  try {
    return await crypto.scrypt(encoded, fromHex(header.salt), header, 2 * KEY_BYTES);
  } finally {
    encoded.fill(0);
  }
}

/** The same passphrase typed on two keyboards must be the same text. */
function normalised(passphrase: Secret): string {
  return passphrase.expose().normalize('NFC');
}
