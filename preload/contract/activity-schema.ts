// The activity log and the refresh statistics, in the IPC contract of schemas.ts. Never a secret.
import * as z from 'zod';
import { profileIdSchema } from './profile-id-schema';
import { removedAccountsSchema } from './removed-account-schema';

const timeSchema = z.number().finite();
const durationSchema = z.number().nonnegative();
const countSchema = z.number().int().nonnegative();

/** The subjects of entries, in the order of the filter. */
export const activityKindSchema = z.enum(['refresh', 'sign-in', 'token', 'place', 'app']);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One entry of the activity log. */
export const activityEntrySchema = z.strictObject({
  atMs: timeSchema,
  kind: activityKindSchema,
  /** Absent when the entry is about the whole app. The account may have been removed since. */
  profileId: profileIdSchema.optional(),
  text: z.string(),
  isProblem: z.literal(true).optional(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;

/** A missing field does not filter. */
const filterSchema = z.strictObject({
  profileId: profileIdSchema.optional(),
  kind: activityKindSchema.optional(),
  onlyProblems: z.boolean().optional(),
});
export type ActivityFilter = z.infer<typeof filterSchema>;

/** How long the app was watching, and how long of that a valid access token existed. */
const validShare = { watchedMs: durationSchema, validMs: durationSchema };
/** Of successful refreshes; absent when there were none. */
const answerTimes = { medianMs: durationSchema.optional(), slowestMs: durationSchema.optional() };

/** The results of refreshes: per time slot, ascending, and per host. */
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
      /** Absent when no host answered. */
      host: z.string().optional(),
      worked: countSchema,
      ...answerTimes,
      failures: z.array(
        z.strictObject({
          code: z.string(),
          /** Whether something on the way, such as a captive portal, answered instead of Axiom. */
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

/** The time range of the plot: the last 24 hours in half hours, or the last 30 days. */
export const plotSpanSchema = z.enum(['day', 'month']);
export type PlotSpan = z.infer<typeof plotSpanSchema>;

/** Request and reply of each call. */
export const ACTIVITY_CALL_SCHEMAS = {
  /** The newest entries, over all runs. `removed`: accounts that are not in the list any more. `STORAGE_*`: the log file cannot be read. */
  listActivity: {
    request: filterSchema.extend({ most: z.number().int().min(1).max(2000) }),
    reply: z.strictObject({
      entries: z.array(activityEntrySchema).max(2000),
      hasMore: z.boolean(),
      removed: removedAccountsSchema.optional(),
    }),
  },
  /** Asks for a path in a dialog and writes all entries that match the filter as CSV. `CANCELLED`; `STORAGE_*`. */
  exportActivity: { request: filterSchema, reply: z.strictObject({ path: z.string(), count: countSchema }) },
  /** `STORAGE_*`: the log file cannot be read. */
  describeRefreshes: {
    request: z.strictObject({ profileId: profileIdSchema, span: plotSpanSchema }),
    reply: refreshStatisticsSchema,
  },
} as const;
