import { expect, it } from 'vitest';
import { preferencesChangeSchema, preferencesSchema } from '../../../preload/contract/preferences-schema';
import { DEFAULT_PREFERENCES } from '../../support/make-snapshot';

it.each<[unknown, boolean]>([
  [{}, true],
  [{ clearClipboardAfterSeconds: 5 }, true],
  [{ clearClipboardAfterSeconds: 4 }, false],
  [{ clearClipboardAfterSeconds: 600 }, true],
  [{ clearClipboardAfterSeconds: 601 }, false],
  [{ clearClipboardAfterSeconds: 30.5 }, false],
  [{ theme: 'neon' }, false],
  [{ staysInTray: false }, true],
  [{ staysInTray: 'no' }, false],
  [{ notifications: {} }, true],
  [{ notifications: { trouble: false, backToNormal: true } }, true],
  [{ notifications: { trouble: 'no' } }, false],
  [{ notifications: { weather: true } }, false],
])('a change by %j: %s', (change, isTaken) => {
  expect(preferencesChangeSchema.safeParse(change).success).toBe(isTaken);
});

it('the preferences name every switch of the notifications, and no other', () => {
  const takes = (notifications: unknown) =>
    preferencesSchema.safeParse({ ...DEFAULT_PREFERENCES, notifications }).success;
  const { unsaved: _, ...lacking } = DEFAULT_PREFERENCES.notifications;
  expect(takes(DEFAULT_PREFERENCES.notifications)).toBe(true);
  expect(takes(lacking)).toBe(false);
  expect(takes({ ...DEFAULT_PREFERENCES.notifications, weather: true })).toBe(false);
});
