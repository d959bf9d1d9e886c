// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { RestorePreview } from '../../../../renderer/page/backup/restore-preview';
import { makeProfileFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makePreview } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const CONSENT = /^Replace the newer tokens of hedge/;

async function openPreview(setting: ViewSetting = {}) {
  let backs = 0;
  const view = await renderView(<RestorePreview preview={makePreview(VIEW_NOW_MS)} onBack={() => (backs += 1)} />, {
    page: 'restore',
    ...setting,
  });
  const ticked = () =>
    view
      .names('checkbox')
      .filter((name) => view.field(name).checked)
      .map((name) => name.split(' ')[0]);
  return { view, ticked, backs: () => backs };
}

it('names the file and when it was made, and ticks only what is safe', async () => {
  const { view, ticked } = await openPreview();
  expect(view.text()).toMatch(/axiom-tokens\.axiombackup, made 27 Feb 2026, (at )?12:00/);
  expect(view.names('listitem')).toHaveLength(4);
  expect(ticked()).toEqual(['main', 'test']);
});

it('restores what is ticked, says so, and warns of the other computer', async () => {
  const { view } = await openPreview();
  await view.submit();
  expect(view.calls()).toEqual([
    ['restoreBackup', { backupId: 'backup-1', profileIds: ['main', 'test'], replaceNewer: [] }],
  ]);
  expect(view.text()).toContain('Restored: main and test. Stop using these tokens on the other computer');
  expect(view.said).toEqual(['The backup is restored.']);
  await view.press('Done');
  expect(view.went).toEqual([['dashboard', 'main']]);
});

it('says how many accounts are restored, and with nothing to tick offers to be done', async () => {
  const { view } = await openPreview();
  expect(view.names('button')).toContain('Restore 2 accounts');
  const [first] = makePreview(VIEW_NOW_MS).profiles;
  if (!first) throw new Error('the sample has accounts');
  const same = { ...makePreview(VIEW_NOW_MS), profiles: [{ ...first, effect: 'same' as const }] };
  const nothing = await renderView(<RestorePreview preview={same} onBack={() => undefined} />, { page: 'restore' });
  expect(nothing.names('button')).toEqual(['Back', 'Done', 'Choose another file']);
  await nothing.press('Done');
  expect(nothing.went).toEqual([['dashboard']]);
});

it('names what was restored and what was not, and tries only the latter again', async () => {
  const { view, ticked } = await openPreview();
  view.fake.answerNext('restoreBackup', {
    restored: ['main'],
    refused: [makeProfileFailure('test', 'STORAGE_LOCKED')],
  });
  await view.submit();
  expect(view.names('alert')[0]).toContain('Not everything was restored:');
  expect(view.names('listitem')).toEqual([expect.stringMatching(/^test: The place where tokens are kept is locked/)]);
  expect(view.text()).toContain('Restored: main.');
  expect(view.said).toEqual([]);
  await view.press('Try the others again');
  expect(ticked()).toEqual(['test']);
  await view.submit();
  expect(view.calls().at(-1)).toEqual([
    'restoreBackup',
    { backupId: 'backup-1', profileIds: ['test'], replaceNewer: [] },
  ]);
});

it('does not say that anything was restored when nothing was', async () => {
  const { view } = await openPreview();
  view.fake.answerNext('restoreBackup', { restored: [], refused: [makeProfileFailure('main', 'STORAGE_LOCKED')] });
  await view.submit();
  expect(view.text()).not.toContain('Restored:');
  expect(view.text()).not.toContain('Nothing had to be changed.');
});

it('replaces newer tokens only after the second tick', async () => {
  const { view } = await openPreview();
  await view.press(/^hedge/, 'checkbox');
  await view.submit();
  expect(view.focused()).toMatch(CONSENT);
  expect(view.description(view.find('checkbox', CONSENT))).toBe('Tick this as well, or leave the account out.');
  expect(view.calls()).toEqual([]);
  await view.press(CONSENT, 'checkbox');
  await view.submit();
  expect(view.calls()).toEqual([
    ['restoreBackup', { backupId: 'backup-1', profileIds: ['main', 'hedge', 'test'], replaceNewer: ['hedge'] }],
  ]);
});

it('wants a tick first', async () => {
  const { view } = await openPreview();
  await view.press(/^main/, 'checkbox');
  await view.press(/^test/, 'checkbox');
  await view.submit();
  expect(view.names('alert')).toEqual(['Nothing is chosen. Tick an account first.']);
  expect(view.calls()).toEqual([]);
});

it.each([
  ['STORAGE_LOCKED', [expect.stringContaining('The place where tokens are kept is locked or cannot be read.')]],
  ['CANCELLED', []],
] as const)('after %s stays and says %j', async (code, alerts) => {
  const { view } = await openPreview();
  view.fake.failNext('restoreBackup', code);
  await view.submit();
  expect(view.names('alert')).toEqual(alerts);
  expect(view.names('main')).toEqual(['What is in this backup']);
});

it('takes an old error away with the next try', async () => {
  const { view } = await openPreview();
  view.fake.failNext('restoreBackup', 'STORAGE_LOCKED');
  await view.submit();
  view.fake.failNext('restoreBackup', 'CANCELLED');
  await view.submit();
  expect(view.names('alert')).toEqual([]);
});

it.each(['Back', 'Choose another file'])('leads back to the first step on "%s"', async (name) => {
  const { view, backs } = await openPreview();
  await view.press(name);
  expect(backs()).toBe(1);
  expect(view.went).toEqual([]);
});

it('says that it is under way', async () => {
  const { view } = await openPreview({ unanswered: ['restoreBackup'] });
  await view.submit();
  expect(view.isStill('Restoring…')).toBe(true);
  await view.press('Restoring…');
  expect(view.calls()).toHaveLength(1);
});
