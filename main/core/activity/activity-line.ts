// The form in which the activity is kept: a line of JSON each. Pure; ActivityLog writes and reads them.
// Lines that are cut short, or that a later version wrote, are left out when they are read, and stay where they are.
import * as z from 'zod';
import { ACTIVITY_KINDS, type ActivityLine } from './activity-entry';

const lengthSchema = z.number().nonnegative();
const lineSchema: z.ZodType<ActivityLine> = z.union([
  z.object({
    atMs: z.number(),
    kind: z.enum(ACTIVITY_KINDS),
    profileId: z.string().optional(),
    text: z.string(),
    isProblem: z.literal(true).optional(),
    refresh: z
      .object({
        durationMs: lengthSchema,
        host: z.string().optional(),
        failureCode: z.string().optional(),
        isFromElsewhere: z.boolean().optional(),
      })
      .optional(),
  }),
  z.object({ atMs: z.number(), profileId: z.string(), watchedMs: lengthSchema, validMs: lengthSchema }),
]);

/** A line without a newline. */
export function writeLine(line: ActivityLine): string {
  return JSON.stringify(line);
}

/** `undefined` for what this version does not understand. */
export function readLine(text: string): ActivityLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
