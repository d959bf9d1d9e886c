import { expect, it } from 'vitest';
import { ACTIVITY_KINDS } from '../../../main/core/activity/activity-entry';
import { PLOT_SPANS } from '../../../main/core/activity/time-edges';
import {
  ACTIVITY_CALL_SCHEMAS,
  activityEntrySchema,
  activityKindSchema,
  plotSpanSchema,
  refreshStatisticsSchema,
} from '../../../preload/contract/activity-schema';
import { makeStatistics } from '../../support/make-snapshot';

it('knows the kinds and spans of the core, in its order', () => {
  expect([activityKindSchema.options, plotSpanSchema.options]).toEqual([ACTIVITY_KINDS, PLOT_SPANS]);
});

it.each([
  ['a kind of its own', { kind: 'bot' }],
  ['what only the plot needs', { refresh: { durationMs: 1 } }],
  ['a time that never comes', { atMs: Infinity }],
])('an entry with %s stays', (_what, change) => {
  expect(activityEntrySchema.safeParse({ atMs: 1, kind: 'app', text: 'x', ...change }).success).toBe(false);
});

it('the log is asked for in part only', () => {
  const { request } = ACTIVITY_CALL_SCHEMAS.listActivity;
  expect([1, 2000, 0, 2001, 1.5].map((most) => request.safeParse({ most }).success)).toEqual([
    ...[true, true],
    ...[false, false, false],
  ]);
});

it('statistics are of a month at most, and of whole counts', () => {
  const day = makeStatistics(0, 48, 1000);
  expect(refreshStatisticsSchema.safeParse(day).success).toBe(true);
  expect(refreshStatisticsSchema.safeParse(makeStatistics(0, 49, 1000)).success).toBe(false);
  expect(refreshStatisticsSchema.safeParse({ ...day, watchedMs: -1 }).success).toBe(false);
});
