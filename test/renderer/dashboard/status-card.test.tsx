// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { StatusCard } from '../../../renderer/dashboard/status-card';
import { makeEmptyProfile, makeProfile, makePlace } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const pairs = (place: HTMLElement, list: string) =>
  [...place.querySelectorAll(`${list} > div`)].map((pair) => [
    pair.querySelector('dt')?.textContent,
    pair.querySelector('dd')?.textContent,
  ]);

it('says how long the token works, in the ring and by its name', async () => {
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS));
  expect(view.names('img')).toEqual(['access token: 12 min']);
});

it('names each fact, first what is certain, then what follows from it', async () => {
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS));
  expect(pairs(view.place, '.facts')).toEqual([
    ['Expires', '12:12:04 in 12 min 04 s'],
    ['Refreshes', '12:04:34 in 4 min 34 s'],
    ['Sign-in valid until', expect.stringMatching(/^29 Mar.* 28 days$/)],
    ['Kept in', 'System keychain'],
    ['Axiom said', 'Accepted a refresh at 11:57:00, 210 ms, api6'],
  ]);
});

it('counts down ring and facts together', async () => {
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS));
  await view.advance(5000);
  expect(view.names('img')).toEqual(['access token: 11 min']);
  expect(pairs(view.place, '.facts')[0]).toEqual(['Expires', '12:12:04 in 11 min 59 s']);
});

it('shows the three facets side by side, each in its colour', async () => {
  const view = await renderProfileView(
    StatusCard,
    makeProfile(VIEW_NOW_MS, { token: 'expiring', session: 'offline', storage: 'saved' }),
  );
  expect(pairs(view.place, '.facets')).toEqual([
    ['Access token', 'Expires soon'],
    ['Session', 'Axiom not reached'],
    ['Storage', 'Saved'],
  ]);
  expect([...view.place.querySelectorAll('.facet')].map(({ className }) => className)).toEqual([
    'facet tone-attention',
    'facet tone-attention',
    'facet tone-good',
  ]);
});

it('says why there is nothing, in place of the facts', async () => {
  const view = await renderProfileView(StatusCard, makeEmptyProfile(VIEW_NOW_MS, { storage: 'locked' }));
  expect(view.place.querySelector('.facts')).toBeNull();
  expect(view.names('heading')).toEqual(['Keychain is locked']);
  expect(view.names('img')).toEqual(['keychain: locked']);
});

it('is named, and so are the facets', async () => {
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS, { storage: 'unsaved' }));
  expect(view.names('region')).toEqual(['State']);
  expect(view.place.querySelector('.facets')?.getAttribute('aria-label')).toBe('Token, session and storage');
});

it('leaves the facets out while all three are fine: the headline says so', async () => {
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS));
  expect(view.place.querySelector('.facets')).toBeNull();
});

it('leaves them out for a healthy sign-in that is meant for this run only, and reports them when it is not', async () => {
  const inMemory = { place: makePlace('memory') };
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS, inMemory));
  expect(view.place.querySelector('.facets')).toBeNull();
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS, { ...inMemory, session: 'offline' })] });
  expect(view.place.querySelector('.facets')?.textContent).toContain('Memory only');
});

it('offers what can be done', async () => {
  const view = await renderProfileView(StatusCard, makeProfile(VIEW_NOW_MS));
  expect(view.names('button')[0]).toBe('Refresh now');
});
