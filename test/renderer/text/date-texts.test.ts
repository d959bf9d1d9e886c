import { describe, expect, it } from 'vitest';
import { createDateTexts } from '../../../renderer/text/date-texts';

const NOON = Date.UTC(2026, 2, 1, 12);

describe('in British English and UTC', () => {
  const dates = createDateTexts('en-GB', 'UTC');

  it('has only the clock time of a moment today', () => {
    expect(dates.moment(Date.UTC(2026, 2, 1, 14, 32, 10), NOON)).toBe('14:32');
    expect(dates.exactMoment(Date.UTC(2026, 2, 1, 14, 32, 10), NOON)).toBe('14:32:10');
  });

  it('adds the day from midnight on', () => {
    expect(dates.moment(Date.UTC(2026, 2, 1, 23, 59, 59), NOON)).toBe('23:59');
    expect(dates.moment(Date.UTC(2026, 2, 2), NOON)).toMatch(/^2 Mar,? (at )?00:00$/);
    expect(dates.exactMoment(Date.UTC(2026, 2, 2), NOON)).toMatch(/^2 Mar/);
  });

  it('leaves the day out across midnight when the moment is near', () => {
    const late = Date.UTC(2026, 2, 1, 23, 55);
    expect(dates.exactMoment(late + 12 * 60_000, late)).toBe('00:07:00');
    expect(dates.moment(late - 60_000, late + 12 * 60_000)).toBe('23:54');
  });

  it('distinguishes the same day of another month or year from today', () => {
    expect(dates.moment(Date.UTC(2026, 3, 1, 12), NOON)).toMatch(/^1 Apr/);
    expect(dates.moment(Date.UTC(2027, 2, 1, 12), NOON)).toMatch(/2027/);
  });

  it('adds the year only beyond this one', () => {
    expect(dates.moment(Date.UTC(2026, 11, 21, 18, 40), NOON)).toMatch(/^21 Dec,? (at )?18:40$/);
    expect(dates.moment(Date.UTC(2027, 0, 3, 18, 40), NOON)).toMatch(/^3 Jan 2027,? (at )?18:40$/);
  });

  it('always has day and year in a full date', () => {
    expect(dates.fullDate(NOON)).toMatch(/^1 Mar 2026,? (at )?12:00$/);
  });
});

it('counts days in the given zone, not in UTC', () => {
  const dates = createDateTexts('en-GB', 'Asia/Tokyo');
  const early = Date.UTC(2026, 2, 1, 1);
  expect(dates.moment(Date.UTC(2026, 2, 1, 15), early)).toMatch(/^2 Mar/);
  expect(dates.moment(Date.UTC(2026, 2, 1, 14, 59), early)).toBe('23:59');
});

it('follows the clock of the locale', () => {
  expect(createDateTexts('en-US', 'UTC').clockMinute(Date.UTC(2026, 2, 1, 14, 5))).toMatch(/^2:05\sPM$/);
  expect(createDateTexts('en-US', 'UTC').fullDate(Date.UTC(2026, 2, 1, 14, 5))).toMatch(/[ ,]2:05\sPM$/);
});
