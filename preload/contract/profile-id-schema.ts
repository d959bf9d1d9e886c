// The identifier of a profile in calls and pushes.
import * as z from 'zod';

/** Lower-case letters, digits and hyphens, at most 40. */
export const profileIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** The profile that was signed in. It may differ from the requested one, when another profile has the same Axiom account and the user chose that. */
export const signedInSchema = z.strictObject({ profileId: profileIdSchema });

/** The user cancelled the question which account the new tokens belong to. The tokens wait in memory; the code is used up. */
export const undecidedSchema = z.strictObject({ isUndecided: z.literal(true) });
