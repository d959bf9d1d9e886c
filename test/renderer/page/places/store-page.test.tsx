// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../../preload/contract/schemas';
import { StorePage } from '../../../../renderer/page/places/store-page';
import { makeFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const problem = makeFailure('STORAGE_LOCKED');
const locked = makeEmptyProfile(VIEW_NOW_MS, { storage: 'locked', problem });
const unavailable = makeEmptyProfile(VIEW_NOW_MS, {
  storage: 'unavailable',
  problem: makeFailure('STORAGE_UNAVAILABLE'),
});
const openPage = (profile: ProfileStatus, setting: ViewSetting = {}) =>
  renderView(<StorePage />, { page: 'store', profiles: [profile], ...setting });

const unsaved = makeProfile(VIEW_NOW_MS, { storage: 'unsaved', problem: makeFailure('STORAGE_UNAVAILABLE') });

it.each([
  [
    'came to move them',
    makeProfile(VIEW_NOW_MS),
    'Move the tokens of main They are copied and read back before they are removed from where they are now.',
  ],
  [
    'has tokens that cannot be saved',
    unsaved,
    'Where to keep tokens For main, which goes on working whatever you choose.',
  ],
  ['has none', locked, 'Where to keep tokens For main. Nothing that is saved now is removed.'],
  [
    'is signed out',
    makeEmptyProfile(VIEW_NOW_MS),
    'Where to keep tokens For main. Nothing that is saved now is removed.',
  ],
])('says to whoever %s what a choice does and does not do', async (_words, profile, words) => {
  const view = await openPage(profile);
  expect(view.text()).toContain(words);
  expect(view.names('group')).toEqual(['Keep them in']);
});

it('offers no repair if the place works', async () => {
  const view = await openPage(makeProfile(VIEW_NOW_MS, { problem: makeFailure('NETWORK') }));
  expect(view.text()).not.toContain('Axiom cannot be reached.');
  expect(view.names('button')).toEqual(['Back']);
  expect(view.names('region')).toEqual(['Places']);
  expect(view.text()).toMatch(/where they are now\. Keep them in Now: System keychain /);
});

it.each([
  ['Unlock and retry', locked, 'The place where tokens are kept is locked or cannot be read.'],
  ['Try again', unavailable, 'The place where tokens are kept does not answer.'],
])('says what is wrong and tries again by "%s"', async (name, profile, words) => {
  const view = await openPage(profile);
  expect(view.text()).toContain(words);
  await view.press(name);
  expect(view.calls()).toEqual([['retryStorage', { profileId: 'default' }]]);
  expect(view.said).toEqual(['The saved tokens can be reached again.']);
  expect(view.went).toEqual([['dashboard']]);
});

it.each([
  ['not twice what the page says already', 'STORAGE_LOCKED', []],
  ['what is new', 'STORAGE_DENIED', [expect.stringContaining('was denied.')]],
] as const)('after a try that did not work says %s', async (_words, code, alerts) => {
  const view = await openPage(locked);
  view.fake.failNext('retryStorage', code);
  await view.press('Unlock and retry');
  expect(view.names('alert')).toEqual(alerts);
  expect([view.said, view.went]).toEqual([[], []]);
});

it('tries once at a time', async () => {
  const view = await openPage(locked, { unanswered: ['retryStorage'] });
  await view.press('Unlock and retry');
  expect(view.isStill('Unlock and retry')).toBe(true);
});

it('leads to the passphrase where that is what is missing', async () => {
  const view = await openPage(
    makeEmptyProfile(VIEW_NOW_MS, { storage: 'locked', requiredUserAction: 'passphrase', problem }),
  );
  await view.press('Enter the passphrase');
  expect(view.went).toEqual([['passphrase']]);
  expect(view.calls()).toEqual([]);
});

it('shows the profile again after a move', async () => {
  const view = await openPage(unavailable);
  await view.press(/^This run only/, 'radio');
  await view.press('Keep tokens there');
  expect(view.went).toEqual([['dashboard']]);
});

it('shows the settings again after a move that began there', async () => {
  const view = await openPage(makeProfile(VIEW_NOW_MS), { cameFrom: 'settings' });
  await view.press(/^This run only/, 'radio');
  await view.press('Move the tokens');
  expect(view.said).toEqual(['The tokens of main are kept there from now on.']);
  expect(view.went).toEqual([['settings']]);
});

it('leads back when the profile is not in the list', async () => {
  const view = await openPage(locked, { profileId: 'gone' });
  expect(view.names('main')).toEqual(['One moment']);
  await view.press('Back to the accounts');
  expect(view.went).toEqual([['back']]);
});

it('has a button for the place that is chosen already: to stay with it, and try again', async () => {
  const view = await openPage(unavailable);
  await view.press('Stay with the system keychain, and try again');
  expect(view.calls()).toEqual([['retryStorage', { profileId: 'default' }]]);
});
