// What the window shows of an opened backup.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';
import { restoreEffectSchema } from './restore-effect-schema';

const timeSchema = z.number().finite();

/** What is inside a backup, shown before anything changes. */
export const backupPreviewSchema = z.strictObject({
  /** Names the opened backup in `restoreBackup`; lasts until it is closed, another one is opened, or ten minutes pass. */
  backupId: z.string(),
  fileName: z.string(),
  createdAtMs: timeSchema,
  profiles: z.array(
    z.strictObject({
      id: profileIdSchema,
      name: z.string(),
      email: z.string().optional(),
      expiresAtMs: timeSchema.optional(),
      signInEndsAtMs: timeSchema.optional(),
      savedAtMs: timeSchema,
      effect: restoreEffectSchema,
    }),
  ),
});
export type BackupPreview = z.infer<typeof backupPreviewSchema>;
