import { expect, it } from 'vitest';
import { filledLabel } from '../../../../main/core/status/filled-label';

const LOCALE = { locale: 'en-GB', timeZone: 'UTC' };
const NOW = Date.UTC(2026, 0, 5, 12, 0);

it.each([
  ['Signed out', {}, 'Signed out'],
  ['Expires in {left}', { expiresAtMs: NOW + 12 * 60_000 }, 'Expires in 12 min'],
  ['Expires in {left}', {}, 'Expires in a moment'],
  ['Offline, working until {until}', { expiresAtMs: NOW + 90_000 }, 'Offline, working until 12:01'],
  ['Offline, working until {until}', {}, 'Offline'],
  ['Refused once, checking again at {at}', { nextTryAtMs: NOW + 120_000 }, 'Refused once, checking again at 12:02'],
  ['Refused once, checking again at {at}', {}, 'Refused once, checking again'],
])('fills %j with %j', (label, times, text) => {
  expect(filledLabel(label, times, NOW, LOCALE)).toBe(text);
});

it('uses the given text for the time left', () => {
  expect(filledLabel('Expires in {left}', { expiresAtMs: NOW }, NOW, LOCALE, 'one more minute')).toBe(
    'Expires in one more minute',
  );
});
