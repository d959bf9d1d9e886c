// What the window shows of a backup: of a chosen file what is readable without the passphrase, and of an opened one its content.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';
import { restoreEffectSchema } from './restore-effect-schema';

const timeSchema = z.number().finite();

/** A chosen backup file: undamaged, not opened yet. */
export const chosenBackupSchema = z.strictObject({
  /** Identifies the file in `openBackup`; valid until it is closed, another one is chosen, or ten minutes pass. */
  backupId: z.string(),
  fileName: z.string(),
  createdAtMs: timeSchema,
});
export type ChosenBackup = z.infer<typeof chosenBackupSchema>;

/** The content of a backup, shown before anything changes. */
export const backupPreviewSchema = z.strictObject({
  /** `backupId` identifies the opened backup in `restoreBackup`, for another ten minutes. */
  ...chosenBackupSchema.shape,
  profiles: z.array(
    z.strictObject({
      id: profileIdSchema,
      name: z.string(),
      email: z.string().optional(),
      /** Its Axiom account; absent when the tokens name none. */
      accountId: z.string().optional(),
      expiresAtMs: timeSchema.optional(),
      signInEndsAtMs: timeSchema.optional(),
      savedAtMs: timeSchema,
      /** The effect of restoring it into the account with its own id. */
      effect: restoreEffectSchema,
      /** Another account here with the same Axiom account, and the effect of restoring it there; absent when there is none. */
      holder: z.strictObject({ name: z.string(), effect: restoreEffectSchema }).optional(),
      /** The name for adding it as a new account; present when its id or name is taken by another account. */
      newName: z.string().optional(),
      /** The name of an earlier profile in the backup with the same Axiom account; absent when there is none. */
      twin: z.string().optional(),
    }),
  ),
});
export type BackupPreview = z.infer<typeof backupPreviewSchema>;
