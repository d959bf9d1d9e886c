// The activity and what is made of it: the log and the statistics of the refreshes. Part of the IPC contract in schemas.ts. Never a secret.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';

const timeSchema = z.number().finite();
const durationSchema = z.number().nonnegative();
const countSchema = z.number().int().nonnegative();

/** What an entry is about, in the order in which the log offers it. */
export const activityKindSchema = z.enum(['refresh', 'sign-in', 'token', 'place', 'app']);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One line of the activity. */
export const activityEntrySchema = z.strictObject({
  atMs: timeSchema,
  kind: activityKindSchema,
  /** Absent where it is about the whole app. It may be of an account that has been removed since. */
  profileId: profileIdSchema.optional(),
  text: z.string(),
  isProblem: z.literal(true).optional(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

/** What is left out is not asked for. */
const filterSchema = z.strictObject({
  profileId: profileIdSchema.optional(),
  kind: activityKindSchema.optional(),
  onlyProblems: z.boolean().optional(),
});
export type ActivityFilter = z.infer<typeof filterSchema>;

/** For how long of the time that the app has watched there was a valid access token. */
const validShare = { watchedMs: durationSchema, validMs: durationSchema };
/** Of the refreshes that worked; absent where none did. */
const answerTimes = { medianMs: durationSchema.optional(), slowestMs: durationSchema.optional() };

/** How the refreshes went: in each part of the time, ascending, and at each host. */
export const refreshStatisticsSchema = z.strictObject({
  parts: z
    .array(
      z.strictObject({
        fromMs: timeSchema,
        toMs: timeSchema,
        worked: countSchema,
        failed: countSchema,
        ...answerTimes,
        ...validShare,
      }),
    )
    .max(48),
  hosts: z.array(
    z.strictObject({
      /** Absent where none answered. */
      host: z.string().optional(),
      worked: countSchema,
      ...answerTimes,
      failures: z.array(
        z.strictObject({
          code: z.string(),
          /** Whether something on the way answered in Axiom's place. */
          isFromElsewhere: z.literal(true).optional(),
          count: countSchema,
          lastAtMs: timeSchema,
        }),
      ),
    }),
  ),
  ...validShare,
});
export type RefreshStatistics = z.infer<typeof refreshStatisticsSchema>;

/** Which time the plot shows: the last 24 hours in half hours, or the last 30 days. */
export const plotSpanSchema = z.enum(['day', 'month']);
export type PlotSpan = z.infer<typeof plotSpanSchema>;

/** Requests and replies of the calls. */
export const ACTIVITY_CALL_SCHEMAS = {
  /** The newest entries, over all runs. `STORAGE_*`: the file of them cannot be read. */
  listActivity: {
    request: filterSchema.extend({ most: z.number().int().min(1).max(2000) }),
    reply: z.strictObject({ entries: z.array(activityEntrySchema).max(2000), hasMore: z.boolean() }),
  },
  /** Asks for a path in a dialog and writes all entries of the filter there, as comma-separated values. `CANCELLED`; `STORAGE_*`. */
  exportActivity: { request: filterSchema, reply: z.strictObject({ path: z.string(), count: countSchema }) },
  /** `STORAGE_*`: the file of the activity cannot be read. */
  describeRefreshes: {
    request: z.strictObject({ profileId: profileIdSchema, span: plotSpanSchema }),
    reply: refreshStatisticsSchema,
  },
} as const;
