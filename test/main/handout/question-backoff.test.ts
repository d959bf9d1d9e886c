import { expect, it } from 'vitest';
import { isForgotten, type QuestionBackoff, backoffAfter, backoffLeftMs } from '../../../main/handout/question-backoff';

const HOUR_MS = 3_600_000;
const NOW_MS = 10 * HOUR_MS;
const twice: QuestionBackoff = { sinceMs: NOW_MS - 60_000, unanswered: 2 };
const long: QuestionBackoff = { sinceMs: NOW_MS - HOUR_MS, unanswered: 7 };

it.each([
  ['the time ran out', undefined, { decision: 'unanswered', why: 'timeout' }, 1],
  ['"Not now"', undefined, { decision: 'unanswered', why: 'closed' }, 1],
  ['"Not now" again', twice, { decision: 'unanswered', why: 'closed' }, 3],
  ['"Not now" an hour later', long, { decision: 'unanswered', why: 'closed' }, 1],
  ['nobody was disturbed', twice, { decision: 'unanswered', why: 'locked' }, 2],
  ['nobody was there', undefined, { decision: 'unanswered', why: 'nobody' }, undefined],
  ['it was not asked', twice, { decision: 'unanswered', why: 'backoff', leftMs: 1 }, 2],
  ['allowed once', twice, { decision: 'allow', scope: 'once' }, undefined],
  ['blocked', twice, { decision: 'deny', scope: 'hour' }, undefined],
] as const)('%s, after %o: %o leaves %s', (_what, former, answer, unanswered) => {
  const rest = backoffAfter(former, answer, NOW_MS);
  expect(rest?.unanswered).toBe(unanswered);
  if (rest !== former) expect([rest?.sinceMs]).toEqual([unanswered === undefined ? undefined : NOW_MS]);
});

it.each([
  [1, 30_000],
  [2, 60_000],
  [3, 120_000],
  [4, 240_000],
  [5, 480_000],
  [6, 600_000],
  [5000, 600_000],
])('after %s without an answer it lasts %s ms', (unanswered, lastsMs) => {
  const rest = { sinceMs: NOW_MS, unanswered };
  const left = [0, 1, lastsMs - 1, lastsMs, lastsMs + HOUR_MS].map((ms) => backoffLeftMs(rest, NOW_MS + ms));
  expect(left).toEqual([lastsMs, lastsMs - 1, 1, 0, 0]);
});

it('is none where there was no question, and forgotten after an hour', () => {
  expect(backoffLeftMs(undefined, NOW_MS)).toBe(0);
  expect([isForgotten(long, NOW_MS - 1), isForgotten(long, NOW_MS)]).toEqual([false, true]);
});
