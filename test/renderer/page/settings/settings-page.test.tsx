// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { SettingsPage } from '../../../../renderer/page/settings/settings-page';
import { makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const openPage = (setting: ViewSetting = {}) => renderView(<SettingsPage />, { page: 'settings', ...setting });

it('has seven cards, and says which version it is and whose it is not', async () => {
  const view = await openPage();
  expect(view.names('region')).toEqual([
    'Where tokens are kept',
    'Starting and closing',
    'Window and clipboard',
    'Notifications',
    'Tokens left by other programs',
    'Moving and clearing',
    'About',
  ]);
  expect(view.text()).toContain('Axiom Token Manager 0.1.0, MIT licence. Not made by Axiom Trade.');
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
  expect(view.calls()).toEqual([['getAutostart', undefined]]);
});

it('shows the licences of its packages', async () => {
  const view = await renderView(<SettingsPage />, { page: 'settings', profiles: [makeProfile(VIEW_NOW_MS)] });
  await view.press('Third-party licences');
  expect(view.calls()).toContainEqual(['showLicences', undefined]);
});
