// The claims of a profile's tokens, in the IPC contract. Not in the snapshot: they are requested only when somebody looks at them.
import * as z from 'zod';

/** One claim. `atMs`: for a time, its moment in epoch milliseconds; absent for other claims. */
const claimSchema = z.strictObject({
  name: z.string().max(80),
  value: z.string().max(240),
  atMs: z.number().finite().optional(),
});
export type DescribedClaim = z.infer<typeof claimSchema>;

const tokenSchema = z.strictObject({
  claims: z.array(claimSchema).max(30),
  /** How many more claims there are. */
  leftOut: z.number().int().nonnegative(),
});
export type DescribedToken = z.infer<typeof tokenSchema>;

/** A missing token is not a JWT. */
export const describedTokensSchema = z.strictObject({
  access: tokenSchema.optional(),
  refresh: tokenSchema.optional(),
});
export type DescribedTokens = z.infer<typeof describedTokensSchema>;
