import { expect, it, onTestFinished } from 'vitest';
import { clockTime, dayTime } from '../../../../main/core/status/clock-time';
import { createDateTexts } from '../../../../renderer/text/date-texts';

const NOON = Date.UTC(2026, 2, 1, 12);
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

it.each([
  ['en-GB', '15:42', '03:05', '21 Dec, 18:40'],
  ['en-US', '3:42 PM', '3:05 AM', 'Dec 21, 6:40 PM'],
  ['en-AU', '3:42 pm', '3:05 am', '21 Dec, 6:40 pm'],
])('in %s says %s, %s, and with the day %s', (locale, afternoon, night, day) => {
  const choice = { locale, timeZone: 'UTC' };
  expect(plain(clockTime(Date.UTC(2026, 2, 1, 15, 42), NOON, choice))).toBe(afternoon);
  expect(plain(clockTime(Date.UTC(2026, 2, 1, 3, 5), NOON, choice))).toBe(night);
  expect(plain(clockTime(Date.UTC(2026, 11, 21, 18, 40), NOON, choice))).toBe(day);
  expect(plain(dayTime(Date.UTC(2026, 11, 21, 18, 40), NOON, choice))).toBe(day);
});

it('uses the days of the time zone', () => {
  const choice = { locale: 'en-GB', timeZone: 'Asia/Tokyo' };
  expect(clockTime(Date.UTC(2026, 2, 1, 15), NOON, choice)).toBe('2 Mar, 00:00');
  expect(clockTime(Date.UTC(2026, 2, 1, 14, 59), NOON, choice)).toBe('23:59');
});

it.each(['en-GB', 'en-US', 'en-AU', 'en-IE', 'en-DK'])('in %s is written as in the window', (locale) => {
  const dates = createDateTexts(locale, 'UTC');
  for (const atMs of [NOON, NOON + 3 * 3_600_000, NOON - 11 * 3_600_000, NOON + 90 * 86_400_000])
    expect(clockTime(atMs, NOON, { locale, timeZone: 'UTC' })).toBe(dates.moment(atMs, NOON));
});

it('a hundred times make each formatter once, because V8 does not count its memory', () => {
  const { DateTimeFormat } = Intl;
  onTestFinished(() => {
    Intl.DateTimeFormat = DateTimeFormat;
  });
  let made = 0;
  Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
    construct(target, parts, newTarget) {
      made++;
      return Reflect.construct(target, parts, newTarget) as object;
    },
  });
  const choice = { locale: 'en-NZ', timeZone: 'UTC' };
  for (let hour = 0; hour < 100; hour++) clockTime(NOON + hour * 3_600_000, NOON, choice);
  expect(made).toBe(4);
});

it('a new time zone of the computer is noticed within ten minutes', () => {
  const before = process.env['TZ'];
  onTestFinished(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  const at = (nowMs: number) => clockTime(NOON, nowMs, { locale: 'en-GB' });
  process.env['TZ'] = 'Asia/Tokyo';
  const later = NOON + 10 * 60_000;
  expect(at(later)).toBe('21:00');
  process.env['TZ'] = 'UTC';
  expect(at(later + 10 * 60_000)).toBe('12:00');
});
