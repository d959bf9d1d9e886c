// What may cross the border as a place where tokens can be kept: a row of the core's table, as schema and type. Part of the contract's schemas.
import * as z from 'zod';

/** One kind of place, in the words of the core's table of places. */
export const placeSchema = z.strictObject({
  kind: z.string(),
  /** What has to be asked for before tokens are kept there. */
  asks: z.enum(['nothing', 'file', 'file-and-passphrase']),
  /** Whether tokens are still there after the app has quit. */
  isLasting: z.boolean(),
  /** In the list of places. */
  label: z.string(),
  detail: z.string(),
  /** Inside a sentence: "sealed file". */
  noun: z.string(),
  /** Inside a sentence, where it has no path: "the system keychain". */
  inSentence: z.string().optional(),
  /** Beside the path, when that does not say it. */
  note: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;
