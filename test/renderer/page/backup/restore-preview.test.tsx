// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import type { BackupPreview } from '../../../../preload/contract/backup-preview-schema';
import { RestorePreview } from '../../../../renderer/page/backup/restore-preview';
import { makeProfileFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makePreview, makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const CONSENT = /^Replace the newer tokens of hedge/;

/** Shows the last comparison, as the page does. */
function Shown({ onBack }: { readonly onBack: () => void }) {
  const [preview, setPreview] = useState(makePreview(VIEW_NOW_MS));
  return <RestorePreview preview={preview} onCompared={setPreview} onBack={onBack} />;
}

/** The sample with test added under this name, or already here. */
function comparedAnew(change: Partial<BackupPreview['profiles'][number]>): BackupPreview {
  const preview = makePreview(VIEW_NOW_MS);
  return {
    ...preview,
    profiles: preview.profiles.map((profile) => (profile.id === 'test' ? { ...profile, ...change } : profile)),
  };
}

async function openPreview(setting: ViewSetting = {}) {
  let backs = 0;
  const view = await renderView(<Shown onBack={() => (backs += 1)} />, { page: 'restore', ...setting });
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
  const nothing = await renderView(
    <RestorePreview preview={same} onCompared={() => undefined} onBack={() => undefined} />,
    { page: 'restore' },
  );
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
  view.fake.answerNext('compareBackup', comparedAnew({ effect: 'other-account', newName: 'test 3' }));
  await view.press('Try the others again');
  expect(view.calls().at(-1)).toEqual(['compareBackup', { backupId: 'backup-1' }]);
  expect(ticked()).toEqual(['test']);
  expect(view.text()).toContain('This one is added beside it as “test 3”.');
  await view.submit();
  expect(view.calls().at(-1)).toEqual([
    'restoreBackup',
    { backupId: 'backup-1', profileIds: ['test'], replaceNewer: [], asNew: ['test'] },
  ]);
});

it('compares again after a failure, and says both', async () => {
  const { view, ticked } = await openPreview();
  view.fake.failNext('restoreBackup', 'INVALID_INPUT');
  view.fake.answerNext('compareBackup', comparedAnew({ effect: 'same' }));
  await view.submit();
  expect(view.names('alert')).toHaveLength(1);
  expect(view.text()).toContain('Already here, the same tokens. There is nothing to do.');
  expect(ticked()).toEqual(['main']);
});

it('says why nothing can be tried again once the backup is not kept any more', async () => {
  const { view } = await openPreview();
  view.fake.answerNext('restoreBackup', { restored: [], refused: [makeProfileFailure('main', 'STORAGE_LOCKED')] });
  await view.submit();
  view.fake.failNext('compareBackup', 'INVALID_INPUT');
  await view.press('Try the others again');
  expect([view.names('main'), view.names('alert')]).toEqual([['What is in this backup'], [expect.any(String)]]);
});

it('names the account of each, by e-mail or else by the id in its tokens', async () => {
  const sample = makePreview(VIEW_NOW_MS);
  const preview = {
    ...sample,
    profiles: sample.profiles.map(({ email: _email, ...profile }) => ({ ...profile, accountId: 'trader-7' })),
  };
  const { view } = await openPreview();
  expect(view.text()).toContain('main@example.com');
  const other = await renderView(
    <RestorePreview preview={preview} onCompared={() => undefined} onBack={() => undefined} />,
    { page: 'restore' },
  );
  expect(other.text()).toContain('Account trader-7');
});

it('says which of the restored are in memory only', async () => {
  const { view } = await openPreview({ profiles: [makeProfile(VIEW_NOW_MS, { id: 'main', storage: 'unsaved' })] });
  await view.submit();
  expect(view.text()).toContain('In memory only, not saved yet: main.');
  const saved = (await openPreview()).view;
  await saved.submit();
  expect(saved.text()).not.toContain('In memory only');
});

it('restores no two sign-ins of one account into the same place', async () => {
  const preview = makePreview(VIEW_NOW_MS);
  const [main] = preview.profiles;
  if (!main) throw new Error('the sample has accounts');
  const holder = { name: 'main', effect: 'replace-older' as const };
  const again = { ...main, id: 'again', name: 'again', effect: 'add' as const, twin: 'main', holder };
  const view = await renderView(
    <RestorePreview
      preview={{ ...preview, profiles: [main, again] }}
      onCompared={() => undefined}
      onBack={() => undefined}
    />,
    { page: 'restore' },
  );
  await view.press(/^again/, 'checkbox');
  const own = view.find('radio', /^As an account of its own, again/);
  expect((own as HTMLInputElement).checked).toBe(true);
  await view.press(/^Into main/, 'radio');
  await view.submit();
  expect([view.names('alert'), view.calls()]).toEqual([
    ['Only one account of the backup can go into main. Choose another way for the others.'],
    [],
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

it('needs a tick first', async () => {
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

it('removes an old error with the next try', async () => {
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
