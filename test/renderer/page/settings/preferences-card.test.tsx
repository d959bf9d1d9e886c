// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Preferences } from '../../../../preload/contract/preferences-schema';
import { PreferencesCard } from '../../../../renderer/page/settings/preferences-card';
import { DEFAULT_PREFERENCES } from '../../../support/make-snapshot';
import { renderView, type ViewSetting } from '../../../support/renderer/render-view';

const CLIPBOARD = 'Clear a copied token from the clipboard after';
const openCard = (change: Partial<Preferences> = {}, setting: ViewSetting = {}) =>
  renderView(<PreferencesCard />, {
    snapshot: { preferences: { ...DEFAULT_PREFERENCES, ...change } },
    ...setting,
  });
const options = (field: HTMLElement) => [...field.querySelectorAll('option')].map((option) => option.textContent);

it.each([
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const)('shows the theme "%s" as chosen', async (theme, label) => {
  const view = await openCard({ theme });
  expect(view.names('region')).toEqual(['Window and clipboard']);
  expect(view.names('group')).toEqual(['Appearance']);
  expect(view.names('radio').filter((name) => view.field(name).checked)).toEqual([label]);
});

it('changes the theme at once, and nothing else', async () => {
  const view = await openCard();
  await view.press('Dark', 'radio');
  expect(view.calls()).toEqual([['changePreferences', { theme: 'dark' }]]);
});

it('shows how long a copy stays, and what that does not touch', async () => {
  const view = await openCard();
  expect(view.field(CLIPBOARD).value).toBe('30');
  expect(options(view.field(CLIPBOARD))).toEqual(['10 s', '30 s', '1 min', '2 min', '5 min']);
  expect(view.text()).toContain('Only if it is still there: what you copy later stays.');
});

it('shows a time that was set elsewhere in the order of times', async () => {
  const view = await openCard({ clearClipboardAfterSeconds: 90 });
  expect(view.field(CLIPBOARD).value).toBe('90');
  expect(options(view.field(CLIPBOARD))).toEqual(['10 s', '30 s', '1 min', '1 min 30 s', '2 min', '5 min']);
});

it('changes how long a copy stays', async () => {
  const view = await openCard();
  await view.type(CLIPBOARD, '120');
  expect(view.calls()).toEqual([['changePreferences', { clearClipboardAfterSeconds: 120 }]]);
});

it('says why a choice could not be kept', async () => {
  const view = await openCard();
  view.fake.failNext('changePreferences', 'STORAGE_FULL');
  await view.press('Light', 'radio');
  expect(view.names('alert')[0]).toContain('There is no space left');
});
