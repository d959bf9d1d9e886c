// What the window shows of a backup: of a chosen file what it says without its passphrase, and of an opened one what is inside.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';
import { restoreEffectSchema } from './restore-effect-schema';

const timeSchema = z.number().finite();

/** A chosen backup file: undamaged, not opened yet. */
export const chosenBackupSchema = z.strictObject({
  /** Names the file in `openBackup`; lasts until it is closed, another one is chosen, or ten minutes pass. */
  backupId: z.string(),
  fileName: z.string(),
  createdAtMs: timeSchema,
});
export type ChosenBackup = z.infer<typeof chosenBackupSchema>;

/** What is inside a backup, shown before anything changes. */
export const backupPreviewSchema = z.strictObject({
  /** `backupId` names the opened backup in `restoreBackup`, for another ten minutes. */
  ...chosenBackupSchema.shape,
  profiles: z.array(
    z.strictObject({
      id: profileIdSchema,
      name: z.string(),
      email: z.string().optional(),
      /** Of its Axiom account; absent where the tokens name none. */
      accountId: z.string().optional(),
      expiresAtMs: timeSchema.optional(),
      signInEndsAtMs: timeSchema.optional(),
      savedAtMs: timeSchema,
      /** Of restoring it into the account of its own id. */
      effect: restoreEffectSchema,
      /** Another account here that is signed in to its Axiom account, and the effect of restoring it there; absent when none is. */
      holder: z.strictObject({ name: z.string(), effect: restoreEffectSchema }).optional(),
      /** The name under which it can be added: the account of its id is another one at Axiom, or another one has its name. */
      newName: z.string().optional(),
      /** The name of an account before it in the backup that is the same one at Axiom; absent when none is. */
      twin: z.string().optional(),
    }),
  ),
});
export type BackupPreview = z.infer<typeof backupPreviewSchema>;
