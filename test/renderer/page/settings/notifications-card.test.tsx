// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { NOTIFICATION_SWITCHES } from '../../../../preload/contract/preferences-schema';
import type { Preferences } from '../../../../preload/contract/preferences-schema';
import { NotificationsCard } from '../../../../renderer/page/settings/notifications-card';
import { DEFAULT_PREFERENCES } from '../../../support/make-snapshot';
import { renderView } from '../../../support/renderer/render-view';

const LABELS = [
  'Refreshing has failed for 5 minutes, or the token expires',
  'Axiom has signed an account out',
  'Axiom wants a browser check',
  'Tokens could not be saved for a minute',
  'A sign-in ends soon',
  'All is back to normal after one of these',
];
const openCard = (change: Partial<Preferences['notifications']> = {}) => {
  const notifications = { ...DEFAULT_PREFERENCES.notifications, ...change };
  return renderView(<NotificationsCard />, { snapshot: { preferences: { ...DEFAULT_PREFERENCES, notifications } } });
};

it('has a named check box for each switch of the contract, in its order', async () => {
  const view = await openCard({ unsaved: false });
  expect(view.names('region')).toEqual(['Notifications']);
  expect(view.names('group')).toEqual(['Notify me on the desktop when']);
  expect(view.names('checkbox')).toEqual(LABELS);
  expect(LABELS.filter((label) => !view.field(label).checked)).toEqual(['Tokens could not be saved for a minute']);
});

it.each(NOTIFICATION_SWITCHES.map((name, index) => [name, LABELS[index] ?? '']))(
  'changes only the switch "%s", off and on',
  async (name, label) => {
    for (const isOn of [true, false]) {
      const view = await openCard({ [name]: isOn });
      await view.press(label, 'checkbox');
      expect(view.calls()).toEqual([['changePreferences', { notifications: { [name]: !isOn } }]]);
    }
  },
);

it('says why a switch could not be kept, and shows it as it is', async () => {
  const view = await openCard();
  view.fake.failNext('changePreferences', 'STORAGE_FULL');
  await view.press('A sign-in ends soon', 'checkbox');
  expect(view.names('alert')[0]).toContain('There is no space left');
  expect(view.field('A sign-in ends soon').checked).toBe(true);
});
