// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { CheckPage } from '../../../../renderer/page/help/check-page';
import { FAKE_FINDINGS } from '../../../support/fakes/token-manager-api/fake-help';
import { renderView } from '../../../support/renderer/render-view';

const openPage = () => renderView(<CheckPage />, { page: 'check' });

it('checks as soon as it is opened, and has the worst first, also as text', async () => {
  const view = await openPage();
  expect(view.calls().map(([name]) => name)).toContain('checkComputer');
  expect(view.said).toEqual(['1 thing is wrong. 1 more is worth knowing.']);
  expect(view.names('heading').slice(1)).toEqual([
    'System keychain : Problem',
    'Tray icon : Worth knowing',
    'Clock : Not checked',
    'Versions : OK',
  ]);
  for (const { detail, remedy = '' } of FAKE_FINDINGS) expect(view.text()).toContain(`${detail} ${remedy}`.trim());
});

it('looks again, and has main copy the report', async () => {
  const view = await openPage();
  await view.press('Check again');
  expect(view.calls().filter(([name]) => name === 'checkComputer')).toHaveLength(2);
  await view.press('Copy the report');
  expect(view.calls().at(-1)).toEqual(['copyCheckReport', undefined]);
  expect(view.said.at(-1)).toBe('Copied. Paste it into the report.');
});

it('says why it could not look, or not copy', async () => {
  const view = await openPage();
  view.fake.failNext('copyCheckReport', 'RATE_LIMITED');
  await view.press('Copy the report');
  expect(view.names('alert')).toHaveLength(1);
  view.fake.failNext('checkComputer', 'RATE_LIMITED');
  await view.press('Check again');
  expect(view.names('alert')).toHaveLength(1);
});
