// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../../../preload/contract/activity-schema';
import { ActivityPage } from '../../../../renderer/page/activity/activity-page';
import { makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

const profiles = [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'Hedge' })];
const activity: ActivityEntry[] = [
  { atMs: VIEW_NOW_MS - 1000, kind: 'app', text: 'Resumed' },
  { atMs: VIEW_NOW_MS - 2000, kind: 'refresh', profileId: 'default', text: 'Refreshed in 40 ms' },
  {
    atMs: VIEW_NOW_MS - 3000,
    kind: 'refresh',
    profileId: 'default',
    text: 'Axiom refused the refresh',
    isProblem: true,
  },
  { atMs: VIEW_NOW_MS - 4000, kind: 'token', profileId: 'hedge', text: 'Access token copied' },
  { atMs: VIEW_NOW_MS - 5000, kind: 'sign-in', profileId: 'gone', text: 'Signed out' },
];
const openPage = (unanswered: readonly ('listActivity' | 'exportActivity')[] = []) =>
  renderView(<ActivityPage />, { page: 'activity', profiles, snapshot: { activity }, unanswered });

describe('the page of the activity', () => {
  it('begins with the account that it was opened from', async () => {
    const view = await openPage();
    expect(view.calls()).toEqual([['listActivity', { profileId: 'default', most: 100 }]]);
    expect(view.names('listitem')).toEqual([
      '11:59:58 Refreshed in 40 ms',
      '11:59:57 Problem: Axiom refused the refresh',
    ]);
  });

  it('names the account of each entry, and says that it is removed when nobody knows its name', async () => {
    const view = await openPage();
    await view.type('Account', '');
    expect(view.names('listitem')).toEqual([
      '11:59:59 Resumed',
      '11:59:58 main Refreshed in 40 ms',
      '11:59:57 main Problem: Axiom refused the refresh',
      '11:59:56 Hedge Access token copied',
      '11:59:55 a removed account (gone) Signed out',
    ]);
  });

  it('names accounts that were removed, and shows their entries alone', async () => {
    const view = await openPage(['listActivity']);
    const removed = [{ id: 'gone', name: 'Bert' }];
    await view.answer('listActivity', { ok: true, value: { entries: activity.slice(-1), hasMore: false, removed } });
    expect(view.place.querySelector('#activity-account')?.textContent).toContain('Bert (removed)');
    await view.type('Account', '');
    expect(view.names('listitem')).toEqual(['11:59:55 Bert Signed out']);
    await view.type('Account', 'gone');
    expect(view.calls().at(-1)).toEqual(['listActivity', { profileId: 'gone', most: 100 }]);
  });

  it('is narrowed by kind and to problems, and widened again', async () => {
    const view = await openPage();
    await view.type('About', 'refresh');
    await view.press('Only problems', 'checkbox');
    expect(view.calls().at(-1)).toEqual([
      'listActivity',
      { profileId: 'default', kind: 'refresh', onlyProblems: true, most: 100 },
    ]);
    expect(view.names('listitem')).toHaveLength(1);
    await view.type('About', 'place');
    expect(view.text()).toContain('Nothing of this kind so far.');
    await view.type('About', '');
    await view.press('Only problems', 'checkbox');
    expect(view.names('listitem')).toHaveLength(2);
  });

  it('shows older ones on a press, and says nothing of more where there are none', async () => {
    const view = await openPage(['listActivity']);
    await view.answer('listActivity', { ok: true, value: { entries: activity, hasMore: true } });
    await view.press('Show older');
    expect(view.calls().at(-1)).toEqual(['listActivity', { profileId: 'default', most: 500 }]);
    await view.answer('listActivity', { ok: true, value: { entries: activity, hasMore: false } });
    expect(view.names('button')).toEqual(['Back', 'Save as a table…']);
    expect(view.text()).toContain('There are no older entries.');
  });

  it('announces the result of a filter, and no entries that come automatically', async () => {
    const view = await openPage();
    await view.type('About', 'refresh');
    await view.type('About', 'place');
    await view.show({ snapshot: { activity: [] } });
    expect(view.said).toEqual(['2 entries', 'Nothing of this kind so far.']);
  });

  it('shows new entries while it is open', async () => {
    const view = await openPage();
    const newer: ActivityEntry = { atMs: VIEW_NOW_MS, kind: 'app', profileId: 'default', text: 'New' };
    await view.show({ snapshot: { activity: [newer, ...activity] } });
    expect(view.calls()).toHaveLength(2);
  });

  it('saves what is chosen as a table and says where', async () => {
    const view = await openPage();
    await view.type('About', 'refresh');
    await view.press('Save as a table…');
    expect(view.calls().at(-1)).toEqual(['exportActivity', { profileId: 'default', kind: 'refresh' }]);
    const words = 'Saved 1,240 entries to /home/you/Documents/axiom-activity.csv';
    expect([view.text().includes(words), view.said.at(-1)]).toEqual([true, words]);
    await view.type('About', '');
    expect(view.text()).not.toContain(words);
  });

  it('says why nothing was saved, and nothing where the person cancelled', async () => {
    const view = await openPage();
    view.fake.failNext('exportActivity', 'STORAGE_FULL');
    await view.press('Save as a table…');
    expect(view.names('alert')).toHaveLength(1);
    view.fake.failNext('exportActivity', 'CANCELLED');
    await view.press('Save as a table…');
    expect(view.names('alert')).toEqual([]);
  });

  it('says why nothing can be shown, and tries again on a press', async () => {
    const view = await openPage(['listActivity']);
    const failure = { code: 'STORAGE_DENIED', message: 'It cannot be read.', remedy: 'Change the permissions.' };
    await view.answer('listActivity', { ok: false, failure });
    expect(view.text()).toContain('It cannot be read. Change the permissions.');
    await view.press('Try again');
    await view.answer('listActivity', { ok: true, value: { entries: activity, hasMore: false } });
    expect([view.names('alert'), view.names('listitem').length]).toEqual([[], 5]);
  });
});
