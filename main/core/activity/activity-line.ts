// The form in which the activity is kept: a line of JSON each. Pure; ActivityLog writes and reads them.
// Lines that are cut short or damaged, or that a later version wrote, are left out when they are read, and stay where they are.
import * as z from 'zod';
import { PROFILE_ID } from '../ports/profile-index';
import { ACTIVITY_KINDS, type ActivityLine } from './activity-entry';

/** What a `Date` can hold. */
const LAST_TIME_MS = 8.64e15;
const DAY_MS = 86_400_000;
const timeSchema = z.number().min(-LAST_TIME_MS).max(LAST_TIME_MS);
/** Of an answer, or of a while between two looks: far less than a day. */
const lengthSchema = z.number().nonnegative().max(DAY_MS);
const idSchema = z.string().regex(PROFILE_ID);
const wordSchema = z.string().max(300);
const lineSchema: z.ZodType<ActivityLine> = z.union([
  z.object({
    atMs: timeSchema,
    kind: z.enum(ACTIVITY_KINDS),
    profileId: idSchema.optional(),
    text: z.string().max(10_000),
    isProblem: z.literal(true).optional(),
    isBeginning: z.literal(true).optional(),
    refresh: z
      .object({
        durationMs: lengthSchema,
        host: wordSchema.optional(),
        failureCode: wordSchema.optional(),
        isFromElsewhere: z.boolean().optional(),
      })
      .optional(),
  }),
  z.object({ atMs: timeSchema, profileId: idSchema, watchedMs: lengthSchema, validMs: lengthSchema }),
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
