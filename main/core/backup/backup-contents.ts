// The content of a backup, and its JSON form before encryption.
// Used by backup-codec.ts. Knows neither passphrases nor files.
import * as z from 'zod';
import { AxiomTokenError } from '../base/errors';
import { Secret } from '../base/secret';
import { PROFILE_ID } from '../ports/profile-index';
import { decodeTokenRecord, encodeTokenRecord, isNewerRecord, type TokenRecord } from '../tokens/token-record';

/** One profile in a backup. */
export interface BackupProfile {
  readonly id: string;
  readonly name: string;
  readonly record: TokenRecord;
}

export interface BackupContents {
  readonly createdAtMs: number;
  /** Version of the app that made it. */
  readonly appVersion: string;
  readonly profiles: readonly BackupProfile[];
}

const plainSchema = z.object({
  v: z.literal(1),
  profiles: z
    .array(
      z.object({
        id: z.string().regex(PROFILE_ID),
        name: z.string().min(1).max(200),
        record: z.string(),
      }),
    )
    .min(1),
});

/** The profiles as UTF-8 JSON. */
export function encodeBackupProfiles(profiles: readonly BackupProfile[]): Uint8Array {
  const plain: z.infer<typeof plainSchema> = {
    v: 1,
    profiles: profiles.map(({ id, name, record }) => ({ id, name, record: encodeTokenRecord(record).expose() })),
  };
  return new TextEncoder().encode(JSON.stringify(plain));
}

/** Reads that JSON. @throws AxiomTokenError `BACKUP_CORRUPT` when it does not have this form, `BACKUP_UNSUPPORTED` for records of a newer version */
export function decodeBackupProfiles(plaintext: Uint8Array): readonly BackupProfile[] {
  try {
    const plain = plainSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext)));
    return plain.profiles.map(({ id, name, record }) => ({ id, name, record: decodeTokenRecord(new Secret(record)) }));
  } catch (error) {
    // The caught error may quote the text, so it must not become the cause.
    throw new AxiomTokenError(isNewerRecord(error) ? 'BACKUP_UNSUPPORTED' : 'BACKUP_CORRUPT');
  }
}
