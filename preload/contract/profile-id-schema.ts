// How a profile is named in every call and push.
import * as z from 'zod';

/** Small letters, digits and hyphens, at most 40. */
export const profileIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/);
