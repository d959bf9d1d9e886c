// A place where tokens can be kept, in the IPC contract: a row of the core's table, as schema and type. Used by schemas.ts.
import * as z from 'zod';

/** One kind of place, with the texts of the core's table of places. */
export const placeSchema = z.strictObject({
  kind: z.string(),
  /** What the person must choose or type before tokens are kept there. */
  asks: z.enum(['nothing', 'file', 'file-and-passphrase']),
  /** The button that asks it; absent where nothing is asked. */
  askLabel: z.string().optional(),
  /** Whether tokens are still there after the app has quit. */
  isLasting: z.boolean(),
  /** In the list of places. */
  label: z.string(),
  detail: z.string(),
  /** Inside a sentence: "sealed file". */
  noun: z.string(),
  /** Inside a sentence, where it has no path: "the system keychain". */
  inSentence: z.string().optional(),
  /** Shown beside the path, for what the path does not say. */
  note: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;
