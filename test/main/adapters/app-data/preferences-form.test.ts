import { expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, PREFERENCES_VERSIONS } from '../../../../main/adapters/app-data/preferences-form';

const read = (json: unknown) => PREFERENCES_VERSIONS.read(json, 1);

it('has every switch on where an earlier version knew none, or not all', () => {
  expect(read({})).toEqual({ kind: 'value', value: DEFAULT_PREFERENCES });
  const notifications = { ...DEFAULT_PREFERENCES.notifications, unsaved: false };
  expect(read({ notifications: { unsaved: false } })).toEqual({
    kind: 'value',
    value: { ...DEFAULT_PREFERENCES, notifications },
  });
});

it('keeps what it does not know, beside the settings and among the switches', () => {
  const value = {
    ...DEFAULT_PREFERENCES,
    density: 'compact',
    notifications: { ...DEFAULT_PREFERENCES.notifications, weather: true },
  };
  expect(read(value)).toEqual({ kind: 'value', value });
});

const PLACE = { x: -1200, y: 40, width: 800, height: 600, isMaximized: true };

it.each([
  ['none', undefined, undefined],
  ['one', PLACE, PLACE],
  ['one with more of a later version', { ...PLACE, display: 'left' }, { ...PLACE, display: 'left' }],
  ['half of one', { x: 10, y: 10 }, undefined],
  ['one without a size', { ...PLACE, width: 0 }, undefined],
  ['one of other values', { ...PLACE, x: '10' }, undefined],
  ['a fraction', { ...PLACE, y: 0.5 }, undefined],
  ['another thing', 'left', undefined],
])('of the place of the window takes %s as it is or for none, and loses nothing else', (_what, kept, place) => {
  const others = { ...DEFAULT_PREFERENCES, theme: 'dark', density: 'compact' };
  expect(read({ ...others, windowPlace: kept })).toEqual({ kind: 'value', value: { ...others, windowPlace: place } });
});

it.each([
  [{ theme: 'purple' }],
  [{ clearClipboardAfterSeconds: 4 }],
  [{ isPaused: 'yes' }],
  [{ staysInTray: 'no' }],
  [{ notifications: { trouble: 'no' } }],
  [{ notifications: [] }],
])('takes %j for damaged', (json) => {
  expect(read(json)).toEqual({ kind: 'damaged' });
});
