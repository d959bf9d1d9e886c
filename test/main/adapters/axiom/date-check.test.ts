import { expect, it } from 'vitest';
import { createDateCheck } from '../../../../main/adapters/axiom/date-check';
import { makeResponse } from '../../../support/axiom-response';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Half of an answer's duration in these tests. */
const HALF_MS = 50;

/** The verdicts on the dates of these answers, one after another: believed, not yet, or none. */
function judged(...offsetsMs: readonly (number | undefined)[]): readonly string[] {
  const check = createDateCheck();
  return offsetsMs.map((offsetMs) => {
    const headers = offsetMs === undefined ? {} : { date: new Date(FAKE_START_MS + offsetMs).toUTCString() };
    const { serverOffsetMs, unconfirmedOffsetMs } = check(makeResponse({ headers }));
    if (serverOffsetMs !== undefined) return serverOffsetMs === (offsetMs ?? 0) + HALF_MS ? 'believed' : 'other';
    return unconfirmedOffsetMs === undefined ? 'none' : 'not yet';
  });
}

it.each([
  ['a right clock', [0, 3 * SECOND], ['believed', 'believed']],
  ['less than 12 hours', [12 * HOUR - SECOND, -12 * HOUR], ['believed', 'believed']],
  ['more than 12 hours, twice', [13 * HOUR, 13 * HOUR], ['not yet', 'believed']],
  ['a day behind, again and again', [-DAY, -DAY + MINUTE, -DAY], ['not yet', 'believed', 'believed']],
  ['two dates that differ by more than a minute', [DAY, DAY + MINUTE + SECOND], ['not yet', 'not yet']],
  ['one date that is wrong among right ones', [0, DAY, 0, DAY], ['believed', 'not yet', 'believed', 'not yet']],
  ['ahead, then behind', [DAY, -DAY], ['not yet', 'not yet']],
  ['an answer without a date between', [DAY, undefined, DAY], ['not yet', 'none', 'believed']],
  ['56 years, twice', [56 * 365 * DAY, 56 * 365 * DAY], ['not yet', 'believed']],
])('%s', (_what, offsetsMs, expected) => {
  expect(judged(...offsetsMs)).toEqual(expected);
});
