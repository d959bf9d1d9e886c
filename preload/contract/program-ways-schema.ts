// Lines to copy that use an account's tokens in the user's own programs, in the IPC contract of schemas.ts. No secret.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';
import { socketTroubleSchema } from './programs-schema';

export const programWayIdSchema = z.enum(['shell', 'exec', 'curl', 'python', 'rust']);
export type ProgramWayId = z.infer<typeof programWayIdSchema>;

/** One way: its lines, and what they need. */
export const programWaySchema = z.strictObject({
  id: programWayIdSchema,
  title: z.string(),
  lines: z.string(),
  needs: z.string(),
});
export type ProgramWay = z.infer<typeof programWaySchema>;

/** A line that has to be run once first. */
const setUpSchema = z.strictObject({ words: z.string(), line: z.string() });

export const PROGRAM_WAY_CALL_SCHEMAS = {
  /** The lines for this account, with the path of this copy's command line. */
  describeProgramWays: {
    request: z.strictObject({ profileId: profileIdSchema }),
    reply: z.strictObject({
      setUp: setUpSchema.optional(),
      ways: z.array(programWaySchema),
      socketTrouble: socketTroubleSchema.optional(),
    }),
  },
  /** Copies the lines, or the set-up line. */
  copyProgramWay: {
    request: z.strictObject({ profileId: profileIdSchema, way: programWayIdSchema.or(z.literal('set-up')) }),
    reply: z.void(),
  },
} as const;
