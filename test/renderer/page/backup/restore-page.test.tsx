// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { RestorePage } from '../../../../renderer/page/backup/restore-page';
import { FAKE_INPUTS } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makePreview } from '../../../support/make-snapshot';
import { actAndSettle, renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const PASSPHRASE = 'a good passphrase';
const openPage = (setting: ViewSetting = {}) =>
  renderView(<RestorePage />, { page: 'restore', preview: makePreview(VIEW_NOW_MS), ...setting });

it('stands at the passphrase, which it hides', async () => {
  const view = await openPage();
  expect(view.focused()).toBe('Passphrase');
  expect(view.field('Passphrase').type).toBe('password');
});

it('opens the backup and shows what is inside', async () => {
  const view = await openPage();
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  expect(view.calls()).toEqual([['openBackup', { passphrase: PASSPHRASE }]]);
  expect(view.names('main')).toEqual(['What is in this backup']);
  expect(view.html()).not.toContain(PASSPHRASE);
});

it('leads back from there to another file', async () => {
  const view = await openPage();
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  await view.press('Choose another file');
  expect(view.names('main')).toEqual(['Restore a backup']);
  expect(view.field('Passphrase').value).toBe(PASSPHRASE);
});

it('gives up what is being opened, and forgets what was, when it is left', async () => {
  const view = await openPage();
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  await actAndSettle(() => render(null, view.place));
  expect(view.calls().at(-1)).toEqual(['closeBackup', undefined]);
});

it.each([
  ['no passphrase', '', 'Type the passphrase of the backup.', 0],
  ['a wrong passphrase', FAKE_INPUTS.wrongPassphrase, 'The passphrase does not open this backup.', 1],
])('says at the field what is wrong with %s', async (_words, passphrase, words, calls) => {
  const view = await openPage();
  await view.type('Passphrase', passphrase);
  await view.submit();
  expect(view.description(view.field('Passphrase'))).toContain(words);
  expect(view.focused()).toBe('Passphrase');
  expect(view.calls()).toHaveLength(calls);
});

it.each([
  ['a damaged file', 'BACKUP_CORRUPT', [expect.stringContaining('This file is damaged')]],
  ['a cancelled dialog', 'CANCELLED', []],
] as const)('says of %s at the form: %j', async (_words, code, alerts) => {
  const view = await openPage();
  view.fake.failNext('openBackup', code);
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  expect(view.names('alert')).toEqual(alerts);
  expect(view.field('Passphrase').getAttribute('aria-invalid')).toBeNull();
  expect(view.names('main')).toEqual(['Restore a backup']);
});

it('can be left', async () => {
  const view = await openPage({ unanswered: ['openBackup'] });
  await view.type('Passphrase', PASSPHRASE);
  await view.submit();
  expect(view.isStill('Opening…')).toBe(true);
  await view.press('Cancel');
  expect(view.went).toEqual([['back']]);
});
