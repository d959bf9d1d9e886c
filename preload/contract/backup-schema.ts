// The calls of backup and restore, in the IPC contract. Used by schemas.ts.
import * as z from 'zod';
import { backupPreviewSchema, chosenBackupSchema } from './backup-preview-schema';
import { failureSchema, profileFailureSchema } from './failure-schema';
import { profileIdSchema } from './profile-id-schema';

const passphraseSchema = z.string().min(1).max(100_000);
const backupIdSchema = z.string().max(40);
const nothingSchema = z.void();

/** A file that was opened from outside, as by a double click: a backup that can be taken, or why it is of no use. */
export const fileOpenedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('backup'), fileName: z.string() }),
  z.strictObject({ kind: z.literal('refused'), failure: failureSchema }),
]);

/** Request and reply of each. */
export const BACKUP_CALL_SCHEMAS = {
  /**
   * Asks for a path in a dialog, writes an encrypted backup there and reads it back. A profile that cannot be backed up does not keep the others:
   * `leftOut` names it, absent when there is none. When none is left, the call fails and nothing is written.
   */
  createBackup: {
    request: z.strictObject({ profileIds: z.array(profileIdSchema).min(1).max(100), passphrase: passphraseSchema }),
    reply: z.strictObject({
      path: z.string(),
      profileCount: z.number(),
      leftOut: z.array(profileFailureSchema).optional(),
    }),
  },
  /** Asks for a backup file in a dialog and reads it. `BACKUP_CORRUPT`, `BACKUP_UNSUPPORTED`: of no use, whatever the passphrase; none is chosen then. */
  chooseBackup: { request: nothingSchema, reply: chosenBackupSchema },
  /**
   * Chooses the backup that was opened from outside last (`fileOpened`), in place of one that was chosen before. `INVALID_INPUT`: there is none, or a
   * dialog of the app or a restore is under way; it waits on then.
   */
  takeOpenedBackup: { request: nothingSchema, reply: chosenBackupSchema },
  /** Opens the chosen file; nothing changes yet. After `BACKUP_WRONG_PASSPHRASE` it can be tried again. */
  openBackup: {
    request: z.strictObject({ backupId: backupIdSchema, passphrase: passphraseSchema }),
    reply: backupPreviewSchema,
  },
  /** The opened backup beside what is here now: that may have changed since it was opened. */
  compareBackup: { request: z.strictObject({ backupId: backupIdSchema }), reply: backupPreviewSchema },
  /** Forgets the chosen or opened backup, and gives up what is being done for it (`CANCELLED`). */
  closeBackup: { request: nothingSchema, reply: nothingSchema },
  /**
   * Restores the chosen profiles of an opened backup, each on its own: `refused` names those that stay as they are, absent when there is none. The
   * failure of a single chosen profile is the call's. A newer generation is replaced only if its id is in `replaceNewer`; a profile whose place cannot
   * be read now is refused, because newer tokens may be in it. Those in `intoHolder` go into the account that the preview named as their `holder`, those in
   * `asNew` get a new one under `newName`. `restored`: the ids of the accounts here that have got tokens.
   */
  restoreBackup: {
    request: z.strictObject({
      backupId: backupIdSchema,
      profileIds: z.array(profileIdSchema).min(1).max(100),
      replaceNewer: z.array(profileIdSchema).max(100),
      intoHolder: z.array(profileIdSchema).max(100).optional(),
      asNew: z.array(profileIdSchema).max(100).optional(),
    }),
    reply: z.strictObject({ restored: z.array(profileIdSchema), refused: z.array(profileFailureSchema).optional() }),
  },
} as const;
