import { describe, expect, it } from 'vitest';
import { CAN_BE_LEFT, readKeptView, restoredRoute, writeKeptView } from '../../../renderer/state/kept-view';
import type { PageName, Route } from '../../../renderer/state/route';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeEmptyProfile, makeProfile, makeSnapshot } from '../../support/make-snapshot';

const route = (page: PageName, rest: Partial<Route> = {}): Route => ({
  page,
  profileId: 'default',
  isAutomatic: false,
  ...rest,
});

describe('the kept view', () => {
  const addressOf = (words: string) => `#${encodeURIComponent(words)}`;

  it.each(Object.keys(CAN_BE_LEFT) as PageName[])(
    'is read back for a page that can be left, and no other: %s',
    (page) => {
      const view = {
        route: route(page, { program: 'größe & #1' }),
        choices: { 'plot-span': 'month', filter: { a: 1 } },
      };
      expect(readKeptView(addressOf(writeKeptView(view)))).toEqual(CAN_BE_LEFT[page] ? view : undefined);
    },
  );

  it.each([
    '',
    '#',
    '#x',
    '#%',
    '#null',
    '#{}',
    '#{"route":{"page":"toString"},"choices":{}}',
    '#{"route":{"page":"about"}}',
  ])('is nothing in any other address: %j', (hash) => {
    expect(readKeptView(hash)).toBeUndefined();
  });
});

describe('the page that is shown again', () => {
  const signedIn = makeSnapshot(FAKE_START_MS, [
    makeProfile(FAKE_START_MS),
    makeProfile(FAKE_START_MS, { id: 'hedge', name: 'hedge' }),
  ]);
  const signedOut = makeSnapshot(FAKE_START_MS, [makeEmptyProfile(FAKE_START_MS)]);
  const dashboard = route('dashboard', { isAutomatic: true });
  const welcome = route('welcome');

  it.each([
    [
      'is the same one',
      route('settings', { cameFrom: 'dashboard' }),
      signedIn,
      route('settings', { cameFrom: 'dashboard' }),
    ],
    [
      'is of the same account',
      route('dashboard', { profileId: 'hedge' }),
      signedIn,
      route('dashboard', { profileId: 'hedge' }),
    ],
    ['is the first one where the account has gone', route('activity', { profileId: 'gone' }), signedIn, dashboard],
    ['is still the welcome where nobody has signed in', welcome, signedOut, welcome],
    ['is the account’s own where it was signed in to meanwhile', welcome, signedIn, route('dashboard')],
    ['follows the state where the person had not chosen', route('welcome', { isAutomatic: true }), signedIn, dashboard],
  ])('%s', (_what, kept, snapshot, shown) => {
    expect(restoredRoute(kept, snapshot)).toEqual(shown);
  });
});
