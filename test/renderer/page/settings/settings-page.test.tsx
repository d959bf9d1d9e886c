// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { SettingsPage } from '../../../../renderer/page/settings/settings-page';
import { makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const openPage = (setting: ViewSetting = {}) => renderView(<SettingsPage />, { page: 'settings', ...setting });

it('has six cards, and says which version it is and whose it is not', async () => {
  const view = await openPage();
  expect(view.names('region')).toEqual([
    'Where tokens are kept',
    'Window and clipboard',
    'Notifications',
    'Tokens left by other programs',
    'Moving and clearing',
    'About',
  ]);
  expect(view.text()).toContain('Axiom Token Manager 0.1.0, MIT licence. Not made by Axiom Trade.');
});

it('has the choice of a place for each profile', async () => {
  const profiles = [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' })];
  const view = await openPage({ profiles });
  expect(view.names('group')).toEqual(['main', 'hedge', 'Appearance', 'Tell me on the desktop when']);
});

it('stays here when tokens were moved', async () => {
  const view = await openPage();
  await view.press(/^This run only/, 'radio');
  await view.press('Move the tokens');
  expect(view.calls()).toEqual([['chooseStorage', { profileId: 'default', kind: 'memory' }]]);
  expect(view.went).toEqual([]);
});

it('says so when there is no profile yet', async () => {
  const view = await openPage({ profiles: [] });
  expect(view.text()).toContain('There are no accounts yet.');
  await view.show({ profiles: [makeProfile(VIEW_NOW_MS)] });
  expect(view.text()).toMatch(/^Back Settings Where tokens are kept main Now: /);
});

it.each([
  ['Find tokens on this computer…', 'find-tokens'],
  ['Back up…', 'back-up'],
  ['Restore…', 'restore'],
  ['Clear tokens…', 'clear'],
  ['About this copy', 'about'],
  ['Keyboard shortcuts', 'shortcuts'],
])('leads on "%s" to %s', async (name, page) => {
  const view = await openPage();
  await view.press(name);
  expect(view.went).toEqual([[page]]);
  expect(view.calls()).toEqual([]);
});

it('shows the licences of what it is made of', async () => {
  const view = await renderView(<SettingsPage />, { page: 'settings', profiles: [makeProfile(VIEW_NOW_MS)] });
  await view.press('Third-party licences');
  expect(view.calls()).toEqual([['showLicences', undefined]]);
});
