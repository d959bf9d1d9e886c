// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Sidebar } from '../../../renderer/frame/sidebar';
import { makeEmptyProfile, makeProfile } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

const profiles = [
  makeProfile(VIEW_NOW_MS),
  makeProfile(VIEW_NOW_MS, {
    id: 'hedge',
    name: 'hedge',
    session: 'offline',
    token: 'expiring',
    expiresAtMs: VIEW_NOW_MS + 100_000,
  }),
  makeEmptyProfile(VIEW_NOW_MS, { id: 'test', name: 'test' }),
];
const openSidebar = (setting: ViewSetting = {}) => renderView(<Sidebar />, { profiles, ...setting });
const current = (place: HTMLElement) =>
  [...place.querySelectorAll('[aria-current="page"]')].map((element) => element.textContent);

it('lists each profile with one line about its state', async () => {
  const view = await openSidebar();
  expect(view.names('navigation')).toEqual(['Accounts']);
  expect(view.names('listitem')).toEqual(['main healthy · 12 min', 'hedge expires in 1:40 min', 'test signed out']);
});

it('lists what it does not understand after the profiles, and offers nothing to press there', async () => {
  const unknownEntries = [{ name: 'vault', reason: 'newer-version' }, { reason: 'unreadable' }] as const;
  const before = (await openSidebar()).names('button').length;
  const view = await openSidebar({ snapshot: { unknownEntries: [...unknownEntries] } });
  expect(view.names('listitem').slice(3)).toEqual([
    'vault made by a newer version',
    'Without a name this entry cannot be read',
  ]);
  expect(view.names('button')).toHaveLength(before);
});

it.each([
  ['good', {}, null],
  ['that runs out', { token: 'expiring' }, null],
  ['expired', { token: 'expired' }, 'tone-bad'],
  ['not saved', { storage: 'unsaved' }, 'tone-attention'],
  ['paused', { session: 'paused' }, 'tone-idle'],
  ['offline', { session: 'offline' }, 'tone-attention'],
  ['refused', { session: 'needs-sign-in' }, 'tone-bad'],
] as const)('shows one that is %s by its ring or by the shape of its headline', async (_words, change, tone) => {
  const view = await openSidebar({ profiles: [makeProfile(VIEW_NOW_MS, change)] });
  const shape = view.place.querySelector('.state-shape');
  expect([shape?.className ?? null, view.place.querySelectorAll('.mini-ring').length]).toEqual(
    tone === null ? [null, 1] : [`state-shape ${tone}`, 0],
  );
});

it('counts down in the list', async () => {
  const view = await openSidebar();
  await view.advance(5000);
  expect(view.names('listitem')).toEqual(['main healthy · 11 min', 'hedge expires in 1:35 min', 'test signed out']);
});

it.each([
  [/^hedge/, ['dashboard', 'hedge']],
  ['Add an account', ['add-profile']],
  ['Settings', ['settings']],
])('leads on a press on %s to %j', async (name, step) => {
  const view = await openSidebar();
  await view.press(name);
  expect(view.went).toEqual([step]);
  expect(view.calls()).toEqual([]);
});

it.each([
  ['the profile whose card is shown', { page: 'dashboard', profileId: 'hedge' }, ['hedgeexpires in 1:40 min']],
  ['the settings', { page: 'settings' }, ['Settings']],
  ['nothing on a page that is not in the list', { page: 'back-up' }, []],
] as const)('marks %s as where one is', async (_words, setting, marked) => {
  const view = await openSidebar(setting);
  expect(current(view.place)).toEqual(marked);
});

it('always has the pause', async () => {
  const view = await openSidebar({ profiles: [] });
  expect(view.text()).toBe('Axiom Token Manager Add an account Pause all Programs Settings');
  await view.press('Pause all');
  expect(view.calls()).toEqual([['pauseAll', undefined]]);
});

it('says when the app does not use Axiom', async () => {
  const view = await openSidebar({ snapshot: { simulatorOrigin: 'http://127.0.0.1:41873' } });
  expect(view.text()).toContain('Connected to the simulator at 127.0.0.1:41873, not to Axiom.');
  await view.show({ snapshot: {} });
  expect(view.text()).not.toContain('simulator');
});
