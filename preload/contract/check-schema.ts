// The result of "Check this computer": the lines of `doctor`, in the IPC contract of schemas.ts. No secret.
import * as z from 'zod';

/** One line. `not-run`: this check is not possible here. */
export const findingSchema = z.strictObject({
  id: z.string().min(1).max(40),
  title: z.string(),
  verdict: z.enum(['ok', 'warning', 'wrong', 'not-run']),
  detail: z.string(),
  /** What to do; absent when nothing is needed. */
  remedy: z.string().optional(),
});
export type CheckFinding = z.infer<typeof findingSchema>;

const nothingSchema = z.void();

export const CHECK_CALL_SCHEMAS = {
  /** Checks keychain, clock, network, files and desktop; takes less than ten seconds. Concurrent calls share one run. */
  checkComputer: { request: nothingSchema, reply: z.strictObject({ findings: z.array(findingSchema).max(100) }) },
  /** Copies the lines of the last check. `INVALID_INPUT`: nothing was checked yet. */
  copyCheckReport: { request: nothingSchema, reply: nothingSchema },
} as const;
