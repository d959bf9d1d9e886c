// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { AboutPage } from '../../../../renderer/page/help/about-page';
import { FAKE_FACTS } from '../../../support/fakes/token-manager-api/fake-help';
import { renderView } from '../../../support/renderer/render-view';

const openPage = () => renderView(<AboutPage />, { page: 'about' });

it('says what this copy is, whose it is not, and that it does not update itself', async () => {
  const view = await openPage();
  expect(view.names('region')).toEqual(['This copy', 'Updates', 'Help']);
  expect(view.text()).toContain('Version 0.1.0, MIT licence. Not made by Axiom Trade.');
  for (const { name, value } of FAKE_FACTS) expect(view.text()).toContain(`${name} ${value}`);
  expect(view.text()).toContain('The app does not update itself, and does not look for a newer version.');
});

it('has main copy the facts, and shows and announces that', async () => {
  const view = await openPage();
  expect(view.description(view.find('button', 'Copy these facts'))).toContain('no token');
  await view.press('Copy these facts');
  expect(view.calls().at(-1)).toEqual(['copyAppFacts', undefined]);
  expect(view.text()).toContain('Copied. Paste it into the report.');
  expect(view.said).toEqual(['Copied. Paste it into the report.']);
});

it('reports no copy if it failed, but the reason', async () => {
  const view = await openPage();
  view.fake.failNext('copyAppFacts', 'RATE_LIMITED');
  await view.press('Copy these facts');
  expect(view.names('alert')).toHaveLength(1);
  expect(view.said).toEqual([]);
});

it.each([
  ['Open the log folder', 'showLogFolder'],
  ['Third-party licences', 'showLicences'],
] as const)('"%s" is main’s to do', async (name, call) => {
  const view = await openPage();
  await view.press(name);
  expect(view.calls().at(-1)).toEqual([call, undefined]);
});

it('says where the log is when no folder can be shown', async () => {
  const view = await openPage();
  view.fake.failNext('showLogFolder', 'STORAGE_UNAVAILABLE');
  await view.press('Open the log folder');
  expect(view.names('alert')).toHaveLength(1);
});

it('leads to the overview of keys', async () => {
  const view = await openPage();
  await view.press('Keyboard shortcuts');
  expect(view.went).toEqual([['shortcuts']]);
});
