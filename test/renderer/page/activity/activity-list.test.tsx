// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ActivityList } from '../../../../renderer/page/activity/activity-list';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

const entries = [
  { atMs: VIEW_NOW_MS, kind: 'app', text: 'Resumed' },
  { atMs: VIEW_NOW_MS - 86_400_000, kind: 'refresh', profileId: 'default', text: 'No', isProblem: true },
  { atMs: VIEW_NOW_MS, kind: 'sign-in', profileId: 'foo', text: 'Signed out' },
  { atMs: VIEW_NOW_MS, kind: 'sign-in', profileId: 'gone', text: 'Signed out' },
] as const;

const removed = [{ id: 'foo', name: 'Bert' }];

it.each([
  [
    true,
    [
      '12:00:00 Resumed',
      '28 Feb, 12:00 main Problem: No',
      '12:00:00 Bert Signed out',
      '12:00:00 a removed account (gone) Signed out',
    ],
  ],
  [false, ['12:00:00 Resumed', '28 Feb, 12:00 Problem: No', '12:00:00 Signed out', '12:00:00 Signed out']],
])('says when, and whose it is where that is asked for: %s', async (showsNames, lines) => {
  const view = await renderView(<ActivityList entries={entries} removed={removed} showsNames={showsNames} />);
  expect(view.names('listitem')).toEqual(lines);
  expect(view.place.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T12:00:00.000Z');
});

it('says that there is nothing', async () => {
  const view = await renderView(<ActivityList entries={[]} removed={[]} showsNames />);
  expect(view.text()).toBe('Nothing of this kind so far.');
});
