// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ActivityEntry } from '../../../preload/contract/schemas';
import { ActivityCard } from '../../../renderer/dashboard/activity-card';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const MINUTE_MS = 60_000;
const entries = (count: number): ActivityEntry[] =>
  Array.from({ length: count }, (_, index) => ({ atMs: VIEW_NOW_MS - index * MINUTE_MS, text: `Entry ${index + 1}` }));
const openCard = (activity: ActivityEntry[]) =>
  renderProfileView(ActivityCard, makeProfile(VIEW_NOW_MS), { snapshot: { activity } });

it('says what happened to this profile and to the app as a whole, and nothing of others', async () => {
  const view = await openCard([
    { atMs: VIEW_NOW_MS - 3 * MINUTE_MS, profileId: 'default', text: 'Refreshed' },
    { atMs: VIEW_NOW_MS - 4 * MINUTE_MS, profileId: 'hedge', text: 'Signed out' },
    { atMs: VIEW_NOW_MS - 5 * MINUTE_MS, text: 'Started' },
  ]);
  expect(view.names('listitem')).toEqual(['11:57 Refreshed', '11:55 Started']);
  expect(view.text()).toBe('Activity 11:57 Refreshed 11:55 Started');
  expect(view.names('region')).toEqual(['Activity']);
});

it('gives each moment in full to machines', async () => {
  const view = await openCard([{ atMs: VIEW_NOW_MS, text: 'Started' }]);
  expect(view.place.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T12:00:00.000Z');
});

it('says so when nothing happened yet', async () => {
  const view = await openCard([]);
  expect(view.text()).toBe('Activity Nothing yet.');
});

it('offers no more of five', async () => {
  const view = await openCard(entries(5));
  expect(view.names('listitem')).toHaveLength(5);
  expect(view.names('button')).toEqual([]);
});

it('shows five of more, then all, then five again', async () => {
  const view = await openCard(entries(6));
  const seen = () => [view.names('listitem').length, view.find('button').getAttribute('aria-expanded')];
  expect(seen()).toEqual([5, 'false']);
  await view.press('Show all 6');
  expect(seen()).toEqual([6, 'true']);
  await view.press('Show fewer');
  expect(seen()).toEqual([5, 'false']);
});
