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

it.each([
  [{ theme: 'purple' }],
  [{ clearClipboardAfterSeconds: 4 }],
  [{ isPaused: 'yes' }],
  [{ notifications: { trouble: 'no' } }],
  [{ notifications: [] }],
])('takes %j for damaged', (json) => {
  expect(read(json)).toEqual({ kind: 'damaged' });
});
