import { expect, it } from 'vitest';
import { clockWords } from '../../../renderer/text/clock-words';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

it.each([
  [12 * HOUR + 1, '12 hours behind'],
  [-23 * HOUR, '23 hours ahead'],
  [DAY - 3_000, '1 day behind'],
  [DAY + 3_000, '1 day behind'],
  [-2 * DAY, '2 days ahead'],
  [59 * DAY, '59 days behind'],
  [61 * DAY, '2 months behind'],
  [365 * DAY, '12 months behind'],
  [731 * DAY, '2 years behind'],
  [Date.UTC(2026, 2, 1), '56 years behind'],
  [Date.UTC(2026, 2, 1) - Date.UTC(2099, 11, 31), '74 years ahead'],
])('a clock that is %d ms behind is %s', (behindMs, words) => {
  expect(clockWords(behindMs)).toBe(`This computer’s clock is ${words}.`);
});
