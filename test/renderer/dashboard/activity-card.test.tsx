// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ActivityEntry } from '../../../preload/contract/activity-schema';
import { ActivityCard } from '../../../renderer/dashboard/activity-card';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const MINUTE_MS = 60_000;
const entry = (minutesAgo: number, text: string, profileId?: string): ActivityEntry => ({
  atMs: VIEW_NOW_MS - minutesAgo * MINUTE_MS,
  kind: 'app',
  text,
  ...(profileId === undefined ? {} : { profileId }),
});
const openCard = (activity: ActivityEntry[]) =>
  renderProfileView(ActivityCard, makeProfile(VIEW_NOW_MS), { snapshot: { activity } });

it('says what happened to this profile and to the app as a whole, and nothing of others', async () => {
  const view = await openCard([entry(3, 'Refreshed', 'default'), entry(4, 'Signed out', 'hedge'), entry(5, 'Started')]);
  expect(view.names('listitem')).toEqual(['11:57 Refreshed', '11:55 Started']);
  expect(view.names('region')).toEqual(['Activity']);
});

it('gives each time completely in machine-readable form', async () => {
  const view = await openCard([entry(0, 'Started')]);
  expect(view.place.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T12:00:00.000Z');
});

it('says so when nothing happened yet', async () => {
  const view = await openCard([]);
  expect(view.text()).toBe('Activity All activity Nothing yet.');
});

it('shows the newest five, and leads to all others', async () => {
  const view = await openCard(Array.from({ length: 9 }, (_, index) => entry(index, `Entry ${index + 1}`)));
  expect(view.names('listitem')).toHaveLength(5);
  await view.press('All activity');
  expect(view.went).toEqual([['activity', 'default']]);
});
