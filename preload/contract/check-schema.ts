// What "Check this computer" shows: the lines of `doctor`. Part of the IPC contract in schemas.ts. No secret.
import * as z from 'zod';

/** One line. `not-run`: it cannot be looked at here. */
export const findingSchema = z.strictObject({
  id: z.string().min(1).max(40),
  title: z.string(),
  verdict: z.enum(['ok', 'warning', 'wrong', 'not-run']),
  detail: z.string(),
  /** What to do; absent where nothing is to be done. */
  remedy: z.string().optional(),
});
export type CheckFinding = z.infer<typeof findingSchema>;

const nothingSchema = z.void();

export const CHECK_CALL_SCHEMAS = {
  /** Tries keychain, clock, network, files and desktop; less than ten seconds. Whoever asks meanwhile gets the same answer. */
  checkComputer: { request: nothingSchema, reply: z.strictObject({ findings: z.array(findingSchema).max(100) }) },
  /** Copies the lines that were found last. `INVALID_INPUT`: nothing was looked at yet. */
  copyCheckReport: { request: nothingSchema, reply: nothingSchema },
} as const;
