// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../../preload/contract/schemas';
import { PassphrasePage } from '../../../../renderer/page/places/passphrase-page';
import { FAKE_INPUTS } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile, makePlace } from '../../../support/make-snapshot';
import { passphraseJudged } from '../../../support/renderer/passphrase-judged';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const PASSPHRASE = 'a good passphrase';
const PLACE = { place: makePlace('sealed-file'), storePlace: '/home/you/a' } as const;
const locked = makeEmptyProfile(VIEW_NOW_MS, { ...PLACE, storage: 'locked', requiredUserAction: 'passphrase' });
const unsaved = makeProfile(VIEW_NOW_MS, { ...PLACE, storage: 'unsaved', requiredUserAction: 'new-passphrase' });
const openPage = (profile: ProfileStatus, setting: ViewSetting = {}) =>
  renderView(<PassphrasePage />, { page: 'passphrase', profiles: [profile], ...setting });

it('asks once for the passphrase of the file, and names the file', async () => {
  const view = await openPage(locked);
  expect(view.names('main')).toEqual(['Enter the passphrase']);
  expect(view.text()).toContain('The tokens of main are sealed in this file: /home/you/a');
  expect(view.focused()).toBe('Passphrase');
  expect(view.text()).toContain('Forgotten it? It cannot be recovered.');
});

it('opens the file, says so and shows the profile', async () => {
  const view = await openPage(locked);
  await view.type('Passphrase', 'short');
  await view.submit();
  await passphraseJudged();
  expect(view.calls()).toEqual([['enterPassphrase', { profileId: 'default', passphrase: 'short' }]]);
  expect(view.said).toEqual(['The sealed file is open.']);
  expect(view.went).toEqual([['dashboard']]);
});

it.each([
  ['no passphrase', '', 'Type the passphrase of the file.', 0],
  ['a wrong passphrase', FAKE_INPUTS.wrongPassphrase, 'This passphrase does not open the file.', 1],
])('says at the field what is wrong with %s', async (_words, passphrase, words, calls) => {
  const view = await openPage(locked);
  await view.type('Passphrase', passphrase);
  await view.submit();
  await passphraseJudged();
  expect(view.description(view.field('Passphrase'))).toContain(words);
  expect(view.focused()).toBe('Passphrase');
  expect(view.field('Passphrase').value).toBe(passphrase);
  expect(view.calls()).toHaveLength(calls);
  expect(view.went).toEqual([]);
});

it('asks for a new passphrase twice if there is no file yet', async () => {
  const view = await openPage(unsaved);
  expect(view.names('main')).toEqual(['Choose a passphrase']);
  expect(view.focused()).toBe('Passphrase');
  expect(view.text()).toMatch(/Use this passphrase Choose another place$/);
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  await passphraseJudged();
  expect(view.description(view.field('The same passphrase again'))).toContain('The two passphrases differ.');
  expect(view.calls()).toEqual([]);
  await view.type('The same passphrase again', PASSPHRASE);
  await view.submit();
  await passphraseJudged();
  expect(view.calls()).toEqual([['enterPassphrase', { profileId: 'default', passphrase: PASSPHRASE }]]);
  expect(view.said).toEqual(['The tokens are saved in the sealed file.']);
});

it('does not turn into the other page when a snapshot comes while it is open', async () => {
  const view = await openPage(unsaved);
  await view.type('Passphrase', PASSPHRASE);
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS, PLACE)] });
  expect(view.names('main')).toEqual(['Choose a passphrase']);
  expect(view.field('Passphrase').value).toBe(PASSPHRASE);
});

it('shows at the form a failure that is not about the passphrase', async () => {
  const view = await openPage(locked);
  view.fake.failNext('enterPassphrase', 'STORAGE_DENIED');
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  await passphraseJudged();
  expect(view.names('alert')[0]).toContain('Access to the place where tokens are kept was denied.');
});

it('says that it is under way, and offers another place', async () => {
  const view = await openPage(locked, { unanswered: ['enterPassphrase'] });
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  await passphraseJudged();
  expect(view.isStill('Opening…')).toBe(true);
  await view.press('Choose another place');
  expect(view.went).toEqual([['store']]);
});
