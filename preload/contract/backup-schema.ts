// The calls for backup and restore, in the IPC contract of schemas.ts.
import * as z from 'zod';
import { backupPreviewSchema, chosenBackupSchema } from './backup-preview-schema';
import { failureSchema, profileFailureSchema } from './failure-schema';
import { profileIdSchema } from './profile-id-schema';

const passphraseSchema = z.string().min(1).max(100_000);
const backupIdSchema = z.string().max(40);
const nothingSchema = z.void();

/** A file that was opened from outside, for example by a double click: a backup that can be taken, or why it cannot be used. */
export const fileOpenedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('backup'), fileName: z.string() }),
  z.strictObject({ kind: z.literal('refused'), failure: failureSchema }),
]);

/** Request and reply of each call. */
export const BACKUP_CALL_SCHEMAS = {
  /**
   * Asks for a path in a dialog, writes an encrypted backup there and reads it back. A profile that cannot be backed up does not prevent the backup of the
   * others: `leftOut` names it, absent when there is none. When none can be backed up, the call fails and nothing is written.
   */
  createBackup: {
    request: z.strictObject({ profileIds: z.array(profileIdSchema).min(1).max(100), passphrase: passphraseSchema }),
    reply: z.strictObject({
      path: z.string(),
      profileCount: z.number(),
      leftOut: z.array(profileFailureSchema).optional(),
    }),
  },
  /** Asks for a backup file in a dialog and reads it. `BACKUP_CORRUPT`, `BACKUP_UNSUPPORTED`: unusable with any passphrase; then no file is chosen. */
  chooseBackup: { request: nothingSchema, reply: chosenBackupSchema },
  /**
   * Chooses the backup that was last opened from outside (`fileOpened`), in place of an earlier choice. `INVALID_INPUT`: there is none, or a
   * dialog or a restore is in progress; the backup then stays available.
   */
  takeOpenedBackup: { request: nothingSchema, reply: chosenBackupSchema },
  /** Opens the chosen file; nothing changes yet. After `BACKUP_WRONG_PASSPHRASE` it can be tried again. */
  openBackup: {
    request: z.strictObject({ backupId: backupIdSchema, passphrase: passphraseSchema }),
    reply: backupPreviewSchema,
  },
  /** Compares the opened backup again with the current accounts, which may have changed. */
  compareBackup: { request: z.strictObject({ backupId: backupIdSchema }), reply: backupPreviewSchema },
  /** Forgets the chosen or opened backup, and cancels work on it (`CANCELLED`). */
  closeBackup: { request: nothingSchema, reply: nothingSchema },
  /**
   * Restores the chosen profiles of an opened backup, each on its own. `refused` names those that were not restored, absent when there are none; with a single
   * chosen profile its failure is the call's. Newer tokens are replaced only for ids in `replaceNewer`; a profile whose place cannot
   * be read now is refused, because newer tokens may be in it. Profiles in `intoHolder` go into the account that the preview named as `holder`, profiles in
   * `asNew` become a new account named `newName`. `restored`: the ids of the accounts here that got tokens.
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
