// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { RestorePage } from '../../../../renderer/page/backup/restore-page';
import { FAKE_INPUTS } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makePreview } from '../../../support/make-snapshot';
import { actAndSettle, renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const PASSPHRASE = 'a good passphrase';
const CHOOSE = 'Choose a backup file…';
const openPage = (setting: ViewSetting = {}) =>
  renderView(<RestorePage />, { page: 'restore', preview: makePreview(VIEW_NOW_MS), ...setting });

async function chosenPage(setting: ViewSetting = {}) {
  const view = await openPage(setting);
  await view.press(CHOOSE);
  return view;
}

async function openedPage() {
  const view = await chosenPage();
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  return view;
}

it('begins with the file, and asks for no passphrase before', async () => {
  const view = await openPage();
  expect([view.focused(), view.place.querySelectorAll('input').length, view.names('button')]).toEqual([
    CHOOSE,
    0,
    ['Back', CHOOSE, 'Cancel'],
  ]);
});

it('then shows which file it is, and focuses the passphrase', async () => {
  const view = await chosenPage();
  expect(view.calls()).toEqual([['chooseBackup', undefined]]);
  expect(view.text()).toMatch(/axiom-tokens\.axiombackup, made 27 Feb 2026, (at )?12:00/);
  expect([view.names('main'), view.focused()]).toEqual([['Open the backup'], 'Passphrase']);
  expect(view.field('Passphrase').type).toBe('password');
  expect(view.said).toEqual(['axiom-tokens.axiombackup is chosen.']);
});

it('opens the backup and shows its contents', async () => {
  const view = await openedPage();
  expect(view.calls().at(-1)).toEqual(['openBackup', { backupId: 'backup-1', passphrase: PASSPHRASE }]);
  expect(view.names('main')).toEqual(['What is in this backup']);
  expect(view.html()).not.toContain(PASSPHRASE);
});

it('leads back from there to the first step, and forgets the file', async () => {
  const view = await openedPage();
  await view.press('Choose another file');
  expect([view.names('main'), view.calls().at(-1)]).toEqual([['Restore a backup'], ['closeBackup', undefined]]);
});

it('leads back from the passphrase as well', async () => {
  const view = await chosenPage();
  await view.press('Back');
  expect([view.names('main'), view.calls().at(-1)]).toEqual([['Restore a backup'], ['closeBackup', undefined]]);
});

it('gives up what is being opened, and forgets what was, when it is left', async () => {
  const view = await openedPage();
  await actAndSettle(() => render(null, view.place));
  expect(view.calls().at(-1)).toEqual(['closeBackup', undefined]);
});

it.each([
  ['no passphrase', '', 'Type the passphrase of the backup.', 1],
  ['a wrong passphrase', FAKE_INPUTS.wrongPassphrase, 'The passphrase does not open this backup.', 2],
])('says at the field what is wrong with %s, and the file stays chosen', async (_words, passphrase, words, calls) => {
  const view = await chosenPage();
  await view.type('Passphrase', passphrase);
  await view.submit();
  expect(view.description(view.field('Passphrase'))).toContain(words);
  expect([view.focused(), view.calls().length]).toEqual(['Passphrase', calls]);
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  expect(view.names('main')).toEqual(['What is in this backup']);
});

it.each([
  ['a damaged file', 'BACKUP_CORRUPT', [expect.stringContaining('This file is damaged')]],
  ['a cancelled dialog', 'CANCELLED', []],
] as const)('says of %s right after choosing: %j', async (_words, code, alerts) => {
  const view = await openPage();
  view.fake.failNext('chooseBackup', code);
  await view.press(CHOOSE);
  expect([view.names('alert'), view.names('main')]).toEqual([alerts, ['Restore a backup']]);
});

it.each([
  ['another one', undefined, 'Open the backup', []],
  ['none, because the dialog is cancelled', 'CANCELLED', 'Open the backup', []],
  ['one of no use', 'BACKUP_CORRUPT', 'Restore a backup', [expect.stringContaining('This file is damaged')]],
] as const)('at the passphrase can choose %s', async (_what, code, title, alerts) => {
  const view = await chosenPage();
  if (code) view.fake.failNext('chooseBackup', code);
  await view.press('Choose another file…');
  expect([view.names('main'), view.names('alert')]).toEqual([[title], alerts]);
});

it('can be left', async () => {
  const view = await openPage({ unanswered: ['chooseBackup'] });
  await view.press(CHOOSE);
  expect(view.isStill('Choosing…')).toBe(true);
  await view.press('Cancel');
  expect(view.went).toEqual([['back']]);
});
