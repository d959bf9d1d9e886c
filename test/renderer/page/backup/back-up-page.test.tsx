// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { BackUpPage } from '../../../../renderer/page/backup/back-up-page';
import { makeProfileFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile } from '../../../support/make-snapshot';
import { passphraseJudged } from '../../../support/renderer/passphrase-judged';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const PASSPHRASE = 'a good passphrase';
const { email: _email, ...nameless } = makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' });
const profiles = [
  makeProfile(VIEW_NOW_MS),
  nameless,
  makeEmptyProfile(VIEW_NOW_MS, { id: 'test', name: 'test', email: 'test@example.com' }),
];
const openPage = (setting: ViewSetting = {}) => renderView(<BackUpPage />, { page: 'back-up', profiles, ...setting });
async function fill(view: Awaited<ReturnType<typeof openPage>>, passphrase = PASSPHRASE, again = passphrase) {
  await view.type('Passphrase', passphrase);
  await view.type('The same passphrase again', again);
}

it('says first what a backup is not for, and ticks every profile that has tokens', async () => {
  const view = await openPage();
  expect(view.text()).toContain('A backup is for moving to another computer, not for keeping.');
  const accounts = view.names('checkbox').slice(0, -1);
  expect(accounts).toEqual(['main trader@example.com', 'hedge']);
  expect(accounts.map((name) => view.field(name).checked)).toEqual([true, true]);
});

it('backs up what is ticked, then says where it is', async () => {
  const view = await openPage();
  await view.press('main trader@example.com', 'checkbox');
  await fill(view);
  await view.submit();
  await passphraseJudged();
  expect(view.calls()).toEqual([['createBackup', { profileIds: ['hedge'], passphrase: PASSPHRASE }]]);
  expect(view.text()).toContain('The backup is saved, and was read back to be sure.');
  expect(view.text()).toContain('/home/you/Documents/axiom-tokens.axiombackup');
  expect(view.said).toEqual(['The backup is saved.']);
  expect(view.html()).not.toContain(PASSPHRASE);
  await view.press('Done');
  expect(view.went).toEqual([['back']]);
});

it('names who is not in the backup', async () => {
  const view = await openPage();
  await fill(view);
  view.fake.answerNext('createBackup', {
    path: '/home/you/a.axiombackup',
    profileCount: 1,
    leftOut: [makeProfileFailure('hedge', 'STORAGE_LOCKED')],
  });
  await view.submit();
  await passphraseJudged();
  expect(view.text()).toContain('The backup is saved');
  expect(view.names('alert')[0]).toContain('These are not in it:');
  expect(view.names('listitem')).toEqual([expect.stringMatching(/^hedge: The place where tokens are kept is locked/)]);
});

it.each([
  ['a short passphrase', 'short', 'short', 'Passphrase', '7 more are needed.'],
  ['two that differ', PASSPHRASE, 'a goof passphrase', 'The same passphrase again', 'The two passphrases differ.'],
])('asks nobody with %s, and says so at the field', async (_words, passphrase, again, label, words) => {
  const view = await openPage();
  await fill(view, passphrase, again);
  await view.submit();
  await passphraseJudged();
  expect(view.description(view.field(label))).toContain(words);
  expect(view.focused()).toBe(label);
  expect(view.calls()).toEqual([]);
});

it('says at the list that nothing is ticked, and everything else that is wrong', async () => {
  const view = await openPage();
  for (const name of view.names('checkbox')) await view.press(name, 'checkbox');
  await view.submit();
  await passphraseJudged();
  expect(view.description(view.find('group'))).toBe('Choose at least one account.');
  expect(view.description(view.field('Passphrase'))).toContain('12 more are needed.');
  expect(view.focused()).toBe('main trader@example.com');
});

it('says at the form why it could not be saved, and keeps what was typed', async () => {
  const view = await openPage();
  await fill(view);
  view.fake.failNext('createBackup', 'STORAGE_FULL');
  await view.submit();
  await passphraseJudged();
  expect(view.names('alert')[0]).toContain('There is no space left to save the tokens.');
  expect(view.field('Passphrase').value).toBe(PASSPHRASE);
});

it('shows no error for a cancelled dialog', async () => {
  const view = await openPage();
  await fill(view);
  view.fake.failNext('createBackup', 'CANCELLED');
  await view.submit();
  await passphraseJudged();
  expect(view.names('alert')).toEqual([]);
  expect(view.names('button')).toContain('Choose where to save…');
});

it('says that it is under way, and can be left', async () => {
  const view = await openPage({ unanswered: ['createBackup'] });
  await fill(view);
  await view.submit();
  await passphraseJudged();
  expect(view.isStill('Backing up…')).toBe(true);
  await view.press('Cancel');
  expect(view.went).toEqual([['back']]);
});

it('has nothing to choose if there are no tokens', async () => {
  const view = await openPage({ profiles: [makeEmptyProfile(VIEW_NOW_MS)] });
  expect(view.text()).toContain('There are no tokens to back up. Sign in first.');
  await view.press('Back to the accounts');
  expect(view.went).toEqual([['back']]);
});

it('offers one account as a plain file below, and not while there are no tokens', async () => {
  const view = await openPage();
  await view.press('Export main as a plain file…');
  expect(view.calls()).toEqual([['exportTokens', { profileId: 'default', withRefreshToken: false }]]);
  const empty = await openPage({ profiles: [makeEmptyProfile(VIEW_NOW_MS)] });
  expect(empty.names('button')).not.toContain('Export main as a plain file…');
});
