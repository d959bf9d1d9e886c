// What the tokens of a profile say of themselves, in the IPC contract. Imported by schemas.ts. Not in the snapshot: it is asked for when somebody looks.
import * as z from 'zod';

/** One claim. `atMs`: the moment that a time means, epoch milliseconds; absent for everything else. */
const claimSchema = z.strictObject({
  name: z.string().max(80),
  value: z.string().max(240),
  atMs: z.number().finite().optional(),
});
export type DescribedClaim = z.infer<typeof claimSchema>;

const tokenSchema = z.strictObject({
  claims: z.array(claimSchema).max(30),
  /** How many more there are. */
  leftOut: z.number().int().nonnegative(),
});
export type DescribedToken = z.infer<typeof tokenSchema>;

/** A token that is absent is no JWT. */
export const describedTokensSchema = z.strictObject({
  access: tokenSchema.optional(),
  refresh: tokenSchema.optional(),
});
export type DescribedTokens = z.infer<typeof describedTokensSchema>;
