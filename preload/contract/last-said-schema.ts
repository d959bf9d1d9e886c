// What Axiom last said of a profile's sign-in, as main tells it to the window. Imported by the contract's schemas only.
import * as z from 'zod';

/** Absent `answer`: nothing yet, in this run. Times are epoch milliseconds of this computer's clock. */
export const lastSaidSchema = z.strictObject({
  answer: z
    .strictObject({
      kind: z.enum(['accepted', 'refused', 'refused-again', 'asked-to-wait', 'wants-browser-check', 'error']),
      /** When the answer had come. */
      atMs: z.number().finite(),
      durationMs: z.number().nonnegative(),
      /** Host that answered, where it is known. */
      host: z.string().optional(),
    })
    .optional(),
  /** Whether Axiom was asked after that answer (or at all), and not reached. */
  isUnreachedSince: z.boolean(),
});
export type LastSaid = z.infer<typeof lastSaidSchema>;
