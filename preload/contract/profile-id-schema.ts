// How a profile is named in every call and push.
import * as z from 'zod';

/** Small letters, digits and hyphens, at most 40. */
export const profileIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** Which profile a sign-in has signed in: another one than was asked for where that holds the same account, and the person wants it. */
export const signedInSchema = z.strictObject({ profileId: profileIdSchema });

/** The person has cancelled the question whose tokens those are that came for a code. They wait in memory, and the code is used up. */
export const undecidedSchema = z.strictObject({ isUndecided: z.literal(true) });
