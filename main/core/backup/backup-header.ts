// The unencrypted header of a backup file, and the size limit.
// Used by backup-codec.ts. The layout is that of the sealed container.
import * as z from 'zod';
import { AxiomTokenError } from '../base/errors';
import { storedVersions } from '../base/stored-versions';
import { type ContainerFormat, keyHeaderShape } from '../sealing/sealed-container';

/** Largest backup file that is read or written, in bytes. */
export const MAX_BACKUP_BYTES = 4 * 1024 * 1024;

/** The last moment that a `Date` can hold (ECMA-262, Time Values). Checked because the time is shown before the passphrase has authenticated it. */
const LAST_DATE_MS = 8.64e15;

const headerSchema = z.looseObject({
  ...keyHeaderShape,
  created_at_ms: z.number().int().nonnegative().max(LAST_DATE_MS),
  app_version: z.string().max(100),
});

export type BackupHeader = z.infer<typeof headerSchema>;

export const BACKUP_FORMAT: ContainerFormat<BackupHeader> = {
  magic: 'AXMB',
  maxBytes: MAX_BACKUP_BYTES,
  header: storedVersions(headerSchema),
  damaged: () => new AxiomTokenError('BACKUP_CORRUPT'),
  newer: () => new AxiomTokenError('BACKUP_UNSUPPORTED'),
};
