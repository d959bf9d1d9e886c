// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { UseInProgramsPage } from '../../../../renderer/page/help/use-in-programs-page';
import { fakeWays } from '../../../support/fakes/token-manager-api/fake-help';
import { renderView } from '../../../support/renderer/render-view';

const openPage = () => renderView(<UseInProgramsPage />, { page: 'use-in-programs' });

it('has lines for each way, with the account in them, and what each needs', async () => {
  const view = await openPage();
  const ways = fakeWays('default');
  expect(view.names('region')).toEqual([...ways.map(({ title }) => title), 'Programs that asked recently']);
  for (const { needs } of ways) expect(view.text()).toContain(needs);
});

it('has main copy the chosen lines, and shows and announces that', async () => {
  const view = await openPage();
  await view.press('Copy the lines for Python');
  expect(view.calls().at(-1)).toEqual(['copyProgramWay', { profileId: 'default', way: 'python' }]);
  expect(view.find('button', 'Copied the lines for Python').textContent).toBe('Copied');
  expect(view.find('button', 'Copy the lines for Rust').textContent).toBe('Copy');
  expect(view.said).toEqual(['Copied.']);
});

it('says what keeps programs from the app', async () => {
  const view = await renderView(<UseInProgramsPage />, {
    page: 'use-in-programs',
    unanswered: ['describeProgramWays'],
  });
  const value = { ways: [], socketTrouble: { message: 'Taken.', remedy: 'End it.' } };
  await view.answer('describeProgramWays', { ok: true, value });
  expect(view.text()).toContain('Programs cannot reach the app. Taken. End it.');
});

it('says why it was not copied', async () => {
  const view = await openPage();
  view.fake.failNext('copyProgramWay', 'RATE_LIMITED');
  await view.press('Copy the lines for Shell');
  expect(view.names('alert')).toHaveLength(1);
  expect(view.said).toEqual([]);
});
