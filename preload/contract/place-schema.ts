// A place where tokens can be kept, in the IPC contract: a row of the core's table. Used by schemas.ts.
import * as z from 'zod';

/** A kind of place, with the texts of the core's table. */
export const placeSchema = z.strictObject({
  kind: z.string(),
  /** What the user must choose or type before tokens can be kept there. */
  asks: z.enum(['nothing', 'file', 'file-and-passphrase']),
  /** The label of the button that asks for it; absent when nothing is asked. */
  askLabel: z.string().optional(),
  /** Whether tokens are still there after the app has quit. */
  isLasting: z.boolean(),
  /** The name in the list of places. */
  label: z.string(),
  detail: z.string(),
  /** The name inside a sentence: "sealed file". */
  noun: z.string(),
  /** The name inside a sentence for a place without a path: "the system keychain". */
  inSentence: z.string().optional(),
  /** A note beside the path. */
  note: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;
