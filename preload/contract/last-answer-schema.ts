// Axiom's last answer about a profile's sign-in, in the IPC contract.
import * as z from 'zod';

/** `answer` is absent when Axiom has not answered in this run. Times are epoch milliseconds by this computer's clock. */
export const lastAnswerSchema = z.strictObject({
  answer: z
    .strictObject({
      kind: z.enum(['accepted', 'refused', 'refused-again', 'asked-to-wait', 'wants-browser-check', 'error']),
      /** When the answer arrived. */
      atMs: z.number().finite(),
      durationMs: z.number().nonnegative(),
      /** The answering host, if known. */
      host: z.string().optional(),
    })
    .optional(),
  /** Whether a later request (or, without an answer, any request) did not reach Axiom. */
  isUnreachedSince: z.boolean(),
});
export type LastAnswer = z.infer<typeof lastAnswerSchema>;
