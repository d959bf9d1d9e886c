// The open part of a backup file: where its pieces lie, and its header with what a reader needs before it can derive the key.
//   "AXMB" | u16 version | u32 header length | header JSON | HMAC-SHA-256 (32) | AES-256-GCM ciphertext and tag | SHA-256 of all before (32)
// Numbers are big-endian. Every version ends with the SHA-256, so that damage is told from "made by a newer app".
import * as z from 'zod';
import { AxiomTokenError } from './errors';

export const BACKUP_VERSION = 1;
/** Largest backup file that is read or written. */
export const MAX_BACKUP_BYTES = 4 * 1024 * 1024;
export const DIGEST_BYTES = 32;
const MAX_HEADER_BYTES = 4 * 1024;
const MAGIC = [0x41, 0x58, 0x4d, 0x42];
const HEADER_AT = 10;
const TAG_BYTES = 16;

const hexSchema = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** Limits are checked before the key is derived, so that a foreign file cannot cost minutes or gigabytes. */
const headerSchema = z.object({
  kdf: z.literal('scrypt'),
  N: z
    .number()
    .int()
    .min(2 ** 15)
    .max(2 ** 20)
    .refine((cost) => (cost & (cost - 1)) === 0),
  r: z.literal(8),
  p: z.number().int().min(1).max(4),
  salt: hexSchema(32),
  nonce: hexSchema(12),
  created_at_ms: z.number().int().nonnegative(),
  app_version: z.string().max(100),
});

export type BackupHeader = z.infer<typeof headerSchema>;

/** A backup's pieces, as views into its bytes. */
export interface BackupParts {
  readonly header: BackupHeader;
  /** Everything that the HMAC covers. */
  readonly head: Uint8Array;
  readonly hmac: Uint8Array;
  /** Everything before the ciphertext: its additional authenticated data. */
  readonly aad: Uint8Array;
  readonly sealed: Uint8Array;
}

/** The bytes from the magic to the end of the header. */
export function encodeBackupHead(header: BackupHeader): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const head = new Uint8Array(HEADER_AT + json.length);
  head.set(MAGIC);
  const view = new DataView(head.buffer);
  view.setUint16(4, BACKUP_VERSION);
  view.setUint32(6, json.length);
  head.set(json, HEADER_AT);
  return head;
}

/**
 * Takes a backup apart whose SHA-256 was found right; `body` is all but that.
 * @throws AxiomTokenError `BACKUP_UNSUPPORTED` (newer version), `BACKUP_CORRUPT` (no backup, or outside the limits)
 */
export function splitBackup(body: Uint8Array): BackupParts {
  if (!startsWithMagic(body)) throw new AxiomTokenError('BACKUP_CORRUPT');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const version = view.getUint16(4);
  if (version > BACKUP_VERSION) throw new AxiomTokenError('BACKUP_UNSUPPORTED');
  const headerLength = view.getUint32(6);
  const hmacAt = HEADER_AT + headerLength;
  const sealedAt = hmacAt + DIGEST_BYTES;
  if (version !== BACKUP_VERSION || headerLength > MAX_HEADER_BYTES || sealedAt + TAG_BYTES > body.length) {
    throw new AxiomTokenError('BACKUP_CORRUPT');
  }
  return {
    header: parseHeader(body.subarray(HEADER_AT, hmacAt)),
    head: body.subarray(0, hmacAt),
    hmac: body.subarray(hmacAt, sealedAt),
    aad: body.subarray(0, sealedAt),
    sealed: body.subarray(sealedAt),
  };
}

/** Whether these bytes begin like a backup and are long enough to be taken apart. */
export function startsWithMagic(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_AT && MAGIC.every((byte, index) => bytes[index] === byte);
}

function parseHeader(bytes: Uint8Array): BackupHeader {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    // The parser's message quotes the text, so it must not become the cause.
    throw new AxiomTokenError('BACKUP_CORRUPT');
  }
}
