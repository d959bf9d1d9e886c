// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PlainExport } from '../../../../renderer/page/backup/plain-export';
import { makeProfile } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const main = makeProfile(VIEW_NOW_MS);
const hedge = makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' });
const REFRESH = /^With the refresh token/;
const openSection = (profiles = [main], setting: ViewSetting = {}) =>
  renderView(<PlainExport profiles={profiles} />, { page: 'back-up', profiles, ...setting });

it('exports without the refresh token unless that is ticked', async () => {
  const view = await openSection();
  expect([(view.find('checkbox', REFRESH) as HTMLInputElement).checked, view.names('combobox')]).toEqual([false, []]);
  await view.press('Export main as a plain file…');
  expect(view.calls()).toEqual([['exportTokens', { profileId: main.id, withRefreshToken: false }]]);
  expect(view.text()).toContain('The access token of main is exported, and the file was read back to be sure.');
  expect(view.text()).toContain('/home/you/bots/.axiom_tokens.json');
  expect(view.said).toEqual(['The access token of main is exported.']);
});

it('says what the second tick means, and sends it', async () => {
  const view = await openSection();
  expect(view.names('checkbox')).toEqual([expect.stringContaining('signs this app out')]);
  await view.press(REFRESH, 'checkbox');
  await view.press('Export main as a plain file…');
  expect(view.calls()).toEqual([['exportTokens', { profileId: main.id, withRefreshToken: true }]]);
  expect(view.text()).toContain('Both tokens of main are exported, and the file was read back to be sure.');
});

it('shows no result of another account, and ticks nothing for it', async () => {
  const view = await openSection([main, hedge]);
  const isTicked = () => (view.find('checkbox', REFRESH) as HTMLInputElement).checked;
  await view.press(REFRESH, 'checkbox');
  await view.press('Export main as a plain file…');
  expect([view.text().includes('exported'), isTicked()]).toEqual([true, true]);
  await view.type('Account', 'hedge');
  expect([view.text().includes('exported'), isTicked()]).toEqual([false, false]);
  view.fake.failNext('exportTokens', 'PAUSED');
  await view.press('Export hedge as a plain file…');
  expect(view.names('alert')).toHaveLength(1);
  await view.type('Account', main.id);
  expect(view.names('alert')).toEqual([]);
});

it('is for one account at a time, at first the one on screen', async () => {
  const view = await openSection([main, hedge]);
  expect(view.names('combobox')).toEqual(['Account']);
  expect(view.names('button')).toEqual(['Export main as a plain file…']);
});

it.each([
  ['PAUSED', 1],
  ['CANCELLED', 0],
] as const)('after %s says so in words, and nothing of a file', async (code, alerts) => {
  const view = await openSection();
  view.fake.failNext('exportTokens', code);
  await view.press('Export main as a plain file…');
  expect([view.names('alert').length, view.text().includes('exported')]).toEqual([alerts, false]);
});

it('says that it is under way, and asks once', async () => {
  const view = await openSection([main], { unanswered: ['exportTokens'] });
  await view.press('Export main as a plain file…');
  expect(view.isStill('Exporting…')).toBe(true);
  await view.press('Exporting…');
  expect(view.calls()).toHaveLength(1);
});
