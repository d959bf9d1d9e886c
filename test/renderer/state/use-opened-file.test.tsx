// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { FakeTokenManagerApi } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeSnapshot } from '../../support/make-snapshot';
import { openApp } from '../../support/renderer/open-app';
import { actAndSettle, VIEW_NOW_MS } from '../../support/renderer/render-view';

describe('a backup that is opened from outside', () => {
  const NAME = 'moving.axiombackup';
  const backup = { kind: 'backup', fileName: NAME } as const;
  const open = (fake: FakeTokenManagerApi, told: Parameters<FakeTokenManagerApi['openFile']>[0] = backup) =>
    actAndSettle(() => fake.openFile(told));
  const takes = (fake: FakeTokenManagerApi) => fake.calls.filter(({ name }) => name === 'takeOpenedBackup').length;
  const isChosen = (view: Awaited<ReturnType<typeof openApp>>['view'], name = NAME) =>
    view.names('heading')[0] === 'Open the backup' && view.text().includes(`${name}, made `);

  it('is chosen at once on a page that loses nothing, and its passphrase is asked for', async () => {
    const { view, fake } = await openApp();
    await open(fake);
    expect([isChosen(view), view.focused(), view.place.querySelector('.toast')]).toEqual([true, 'Passphrase', null]);
    expect(view.names('status')).toEqual([`${NAME} is chosen.`]);
    expect(fake.calls.map(({ name }) => name)).not.toContain('openBackup');
  });

  it('is chosen as soon as there is a page, where it was there first', async () => {
    let answer = (): void => undefined;
    const { view, fake } = await openApp(makeSnapshot(VIEW_NOW_MS, [makeEmptyProfile(VIEW_NOW_MS)]), ({ api }) => {
      const { getSnapshot } = api;
      const asked = new Promise<void>((resolve) => {
        answer = resolve;
      });
      Object.assign(api, { getSnapshot: () => asked.then(() => getSnapshot(undefined)) });
    });
    await open(fake);
    expect([view.html(), takes(fake)]).toEqual(['', 0]);
    await actAndSettle(() => answer());
    expect(isChosen(view)).toBe(true);
  });

  it.each([
    ['dashboard', true],
    ['activity', true],
    ['sign-in', true],
    ['settings', true],
    ['about', true],
    ['restore', true],
    ['browser', false],
    ['add-profile', false],
    ['back-up', false],
    ['clear', false],
    ['store', false],
    ['passphrase', false],
  ] as const)('on the page "%s" that is at once: %s', async (page, isAtOnce) => {
    const { view, fake, request } = await openApp();
    await request({ page, profileId: 'default' });
    await open(fake);
    expect([isChosen(view), takes(fake)]).toEqual([isAtOnce, isAtOnce ? 1 : 0]);
  });

  it('waits for a press over what is typed, which stays, also when that page is left', async () => {
    const { view, fake, request } = await openApp();
    await request({ page: 'back-up' });
    await view.type('Passphrase', 'half of one');
    await open(fake);
    const words = `${NAME} was opened. This page stays as it is until you go on to the restore.`;
    expect([view.field('Passphrase').value, view.text().includes(words)]).toEqual(['half of one', true]);
    expect(view.names('status')).toEqual([words]);
    await request({ page: 'settings' });
    expect([view.names('heading')[0], takes(fake)]).toEqual(['Settings', 0]);
    await view.press('Restore it…');
    expect(isChosen(view)).toBe(true);
  });

  it('waits while an account is being renamed, and not after that', async () => {
    const { view, fake } = await openApp();
    await view.press('Rename…');
    await view.type('Name', 'half a na');
    await open(fake);
    expect([view.field('Name').value, takes(fake)]).toEqual(['half a na', 0]);
    await view.press('Cancel');
    await open(fake);
    expect(isChosen(view)).toBe(true);
  });

  it('closes the overview of keys', async () => {
    const { view, fake, request } = await openApp();
    await request({ page: 'shortcuts' });
    await open(fake);
    expect([isChosen(view), view.place.querySelector('dialog')]).toEqual([true, null]);
  });

  it('is dismissed with "Close"', async () => {
    const { view, fake, request } = await openApp();
    await request({ page: 'back-up' });
    await open(fake);
    await view.press('Close');
    expect([view.names('button').includes('Restore it…'), takes(fake)]).toEqual([false, 0]);
  });

  it('replaces one for which nothing was typed', async () => {
    const { view, fake } = await openApp();
    await open(fake);
    await open(fake, { kind: 'backup', fileName: 'other.axiombackup' });
    expect(isChosen(view, 'other.axiombackup')).toBe(true);
  });

  it('waits for a press while a passphrase is typed, or while what is in another one is shown', async () => {
    const { view, fake } = await openApp();
    await open(fake);
    await view.type('Passphrase', 'a good passphrase');
    await open(fake, { kind: 'backup', fileName: 'other.axiombackup' });
    expect([isChosen(view), view.field('Passphrase').value]).toEqual([true, 'a good passphrase']);
    await view.submit();
    expect(view.names('heading')[0]).toBe('What is in this backup');
    expect(view.text()).toContain('The backup of this page stays until you open the other one.');
    await view.press('Open it instead');
    expect([isChosen(view, 'other.axiombackup'), view.field('Passphrase').value]).toEqual([true, '']);
  });

  it('is chosen once a dialog for another one was cancelled', async () => {
    const { view, fake, request } = await openApp();
    let cancel = (_outcome: unknown): void => undefined;
    const dialog = new Promise((resolve) => {
      cancel = resolve;
    });
    Object.assign(fake.api, { chooseBackup: () => dialog });
    await request({ page: 'restore' });
    await view.press('Choose a backup file…');
    await open(fake);
    expect([view.names('heading')[0], takes(fake)]).toEqual(['Restore a backup', 0]);
    await actAndSettle(() => cancel({ ok: false, failure: { code: 'CANCELLED', message: '', remedy: '' } }));
    expect(isChosen(view)).toBe(true);
  });

  it('is not lost where it comes while another one is taken', async () => {
    const { view, fake } = await openApp();
    const { takeOpenedBackup } = fake.api;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    Object.assign(fake.api, { takeOpenedBackup: () => asked.then(() => takeOpenedBackup(undefined)) });
    await open(fake);
    await open(fake, { kind: 'backup', fileName: 'other.axiombackup' });
    expect(view.text()).toContain('other.axiombackup was opened.');
    await actAndSettle(() => answer());
    expect(isChosen(view, 'other.axiombackup')).toBe(true);
  });

  it('that main refuses for now is offered again, with the reason', async () => {
    const { view, fake } = await openApp(undefined, ({ failNext }) => failNext('takeOpenedBackup', 'INVALID_INPUT'));
    await open(fake);
    expect([view.names('heading')[0], view.names('alert').length]).toEqual(['main', 1]);
    await view.press('Restore it…');
    expect([isChosen(view), view.names('alert')]).toEqual([true, []]);
  });

  it('that is unusable is reported over any page, until that is closed, and changes nothing', async () => {
    const { view, fake, request } = await openApp();
    await request({ page: 'back-up' });
    await view.type('Passphrase', 'half of one');
    await open(fake);
    const failure = { code: 'BACKUP_CORRUPT', message: 'It is damaged.', remedy: 'Use another copy.' };
    await open(fake, { kind: 'refused', failure });
    expect([view.names('alert'), view.field('Passphrase').value]).toEqual([
      ['It is damaged. Use another copy.'],
      'half of one',
    ]);
    await view.press('Close');
    // The previous one still waits.
    expect([view.names('alert'), view.names('button').includes('Restore it…')]).toEqual([[], true]);
  });
});
