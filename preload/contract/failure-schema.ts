// Failures in the IPC contract. Used by every call.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';

/** A failure, as texts for a person. `code` is stable. */
export const failureSchema = z.strictObject({ code: z.string(), message: z.string(), remedy: z.string() });
export type Failure = z.infer<typeof failureSchema>;

/** The failure of one profile in a call about several. */
export const profileFailureSchema = failureSchema.extend({ profileId: profileIdSchema, name: z.string() });
export type ProfileFailure = z.infer<typeof profileFailureSchema>;
