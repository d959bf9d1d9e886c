// The format of the activity log: one line of JSON for each entry. Pure; ActivityLog writes and reads the lines.
// Lines that are cut off or damaged, or that a later version wrote, are skipped when the file is read, and stay in it.
import * as z from 'zod';
import { PROFILE_ID } from '../ports/profile-index';
import { ACTIVITY_KINDS, type ActivityLine } from './activity-entry';

/** The last moment that a `Date` can hold (ECMA-262, Time Values). */
const LAST_TIME_MS = 8.64e15;
const DAY_MS = 86_400_000;
const timeSchema = z.number().min(-LAST_TIME_MS).max(LAST_TIME_MS);
/** The time until an answer, or the length of a span: always far less than a day. */
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

/** The line as JSON, without a newline at its end. */
export function writeLine(line: ActivityLine): string {
  return JSON.stringify(line);
}

/** Parses a line; `undefined` when this version does not understand it. */
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
