// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ClearPage } from '../../../../renderer/page/backup/clear-page';
import { makeProfileFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const profiles = [
  makeProfile(VIEW_NOW_MS),
  makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge', email: 'hedge@example.com', storePlace: '/home/you/a.json' }),
  makeEmptyProfile(VIEW_NOW_MS, { id: 'test', name: 'test' }),
];
const MAIN = 'main trader@example.com, System keychain';
const HEDGE = 'hedge hedge@example.com, /home/you/a.json';
const openPage = (setting: ViewSetting = {}) => renderView(<ClearPage />, { page: 'clear', profiles, ...setting });

it('lists the profiles with tokens, and ticks only the one that the person came from', async () => {
  const view = await openPage({ profileId: 'hedge' });
  expect(view.names('checkbox')).toEqual([MAIN, HEDGE]);
  expect([MAIN, HEDGE].map((name) => view.field(name).checked)).toEqual([false, true]);
});

it('says what is removed before it asks', async () => {
  const view = await openPage();
  expect(view.text()).toContain('an access token in the clipboard, if it is one of these');
});

it('asks main at once, which asks the person, and stays as it is when the answer is no', async () => {
  const view = await openPage();
  view.fake.failNext('clearTokens', 'CANCELLED');
  await view.press(HEDGE, 'checkbox');
  await view.press('Clear tokens…');
  expect(view.calls()).toEqual([['clearTokens', { profileIds: ['default', 'hedge'] }]]);
  expect(view.names('alert')).toEqual([]);
  expect([MAIN, HEDGE].map((name) => view.field(name).checked)).toEqual([true, true]);
});

it('clears what is ticked, then says what was removed', async () => {
  const view = await openPage();
  await view.press('Clear tokens…');
  expect(view.calls()).toEqual([['clearTokens', { profileIds: ['default'] }]]);
  expect(view.names('listitem')).toEqual(['the tokens of default, in memory and in the system keychain']);
  expect(view.said).toEqual(['The tokens are cleared.']);
  await view.press('Done');
  expect(view.went).toEqual([['back']]);
});

it('shows for each profile what remains and why, and what was removed all the same', async () => {
  const view = await openPage();
  view.fake.answerNext('clearTokens', {
    removed: ['main: tokens in memory and in the system keychain'],
    remaining: [makeProfileFailure('hedge', 'STORAGE_UNAVAILABLE')],
  });
  await view.press(HEDGE, 'checkbox');
  await view.press('Clear tokens…');
  expect(view.names('alert')[0]).toContain('Not everything could be removed. This remains:');
  expect(view.names('listitem')).toEqual([
    expect.stringMatching(/^hedge: The place where tokens are kept does not answer\./),
    'main: tokens in memory and in the system keychain',
  ]);
  expect(view.text()).toContain('This was removed:');
  expect(view.text()).not.toContain('Done. ');
  expect(view.said).toEqual([]);
});

it('does not say that anything was removed when nothing was', async () => {
  const view = await openPage();
  view.fake.answerNext('clearTokens', { removed: [], remaining: [makeProfileFailure('hedge', 'STORAGE_LOCKED')] });
  await view.press('Clear tokens…');
  expect(view.text()).not.toContain('This was removed:');
  expect(view.text()).not.toContain('There was nothing to remove.');
});

it('keeps saying what was removed when the snapshot has no tokens any more', async () => {
  const view = await openPage();
  await view.press('Clear tokens…');
  await view.show({ profiles: [makeEmptyProfile(VIEW_NOW_MS)] });
  expect(view.text()).toContain('Done. This was removed:');
});

it('needs a tick first', async () => {
  const view = await openPage();
  await view.press(MAIN, 'checkbox');
  await view.press('Clear tokens…');
  expect(view.description(view.find('group'))).toBe('Choose at least one account.');
  expect(view.calls()).toEqual([]);
});

it('says why it could not, and goes back to the list', async () => {
  const view = await openPage();
  view.fake.failNext('clearTokens', 'STORAGE_LOCKED');
  await view.press('Clear tokens…');
  expect(view.names('alert')[0]).toContain('The place where tokens are kept is locked or cannot be read.');
  expect(view.names('group')).toEqual(['Accounts to clear']);
});

it('says that it is under way', async () => {
  const view = await openPage({ unanswered: ['clearTokens'] });
  await view.press('Clear tokens…');
  expect(view.isStill('Clearing…')).toBe(true);
});

it('can be left', async () => {
  const view = await openPage();
  await view.press('Cancel');
  expect(view.went).toEqual([['back']]);
});

it('offers a backup first', async () => {
  const view = await openPage();
  await view.press('Back up first…');
  expect(view.went).toEqual([['back-up']]);
});

it('has nothing to choose if there are no tokens', async () => {
  const view = await openPage({ profiles: [makeEmptyProfile(VIEW_NOW_MS)], page: 'welcome' });
  expect(view.text()).toContain('There are no tokens on this computer.');
  expect(view.names('checkbox')).toEqual([]);
  await view.press('Back');
  expect(view.went).toEqual([['back']]);
});
