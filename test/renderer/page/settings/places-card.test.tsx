// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PlacesCard } from '../../../../renderer/page/settings/places-card';
import { makeEmptyProfile, makePlace, makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const openCard = (setting: ViewSetting = {}) => renderView(<PlacesCard />, { page: 'settings', ...setting });

it('has a row for each account: its name, where its tokens are, and a button that names it', async () => {
  const hedge = makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge', storage: 'locked' });
  const out = makeEmptyProfile(VIEW_NOW_MS, { id: 'out', name: 'out', storePlace: '/home/you/tokens.json' });
  const view = await openCard({ profiles: [makeProfile(VIEW_NOW_MS), hedge, out] });
  const rows = [...view.place.querySelectorAll('li')].map(({ textContent }) => textContent);
  expect(rows).toEqual([
    'mainSystem keychainMove…',
    'hedgeSystem keychain, lockedMove…',
    'out/home/you/tokens.jsonChoose…',
  ]);
  expect(view.names('button')).toEqual([
    'Move tokens of main…',
    'Move tokens of hedge…',
    'Choose where to keep tokens of out…',
  ]);
});

it('leads to the places of the account that is pressed, and changes nothing', async () => {
  const view = await openCard({
    profiles: [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' })],
  });
  await view.press('Move tokens of hedge…');
  expect(view.went).toEqual([['store', 'hedge']]);
  expect(view.calls()).toEqual([]);
});

it('says that the demo account is never saved, and has no button for it', async () => {
  const demo = makeProfile(VIEW_NOW_MS, { id: 'demo', name: 'demo', place: makePlace('memory') });
  const view = await openCard({ profiles: [demo] });
  expect(view.text()).toContain('demo This run only. The demo account is never saved.');
  expect(view.names('button')).toEqual([]);
});

it('says so when there is no account yet', async () => {
  const view = await openCard({ profiles: [] });
  expect(view.text()).toContain('There are no accounts yet.');
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS)] });
  expect(view.names('button')).toEqual(['Move tokens of main…']);
});
