// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { AllPausedNote } from '../../../renderer/view/all-paused-note';
import { renderView } from '../../support/renderer/render-view';

const PAUSED = { snapshot: { isPaused: true } };

it('is absent while nothing is paused', async () => {
  const view = await renderView(<AllPausedNote />);
  expect(view.html()).toBe('');
});

it('says that everything is paused, and ends that', async () => {
  const view = await renderView(<AllPausedNote />, PAUSED);
  expect(view.text()).toMatch(/^Everything is paused\. No token leaves this app and nothing is refreshed\./);
  await view.press('Resume');
  expect(view.calls()).toEqual([['resumeAll', undefined]]);
});

it('says why, where a reason was given', async () => {
  const view = await renderView(<AllPausedNote />, { snapshot: { isPaused: true, pauseReason: 'odd trades' } });
  expect(view.text()).toContain('The reason given: “odd trades”.');
});

it('says why it could not', async () => {
  const view = await renderView(<AllPausedNote />, PAUSED);
  view.fake.failNext('resumeAll', 'STORAGE_FULL');
  await view.press('Resume');
  expect(view.names('alert')[0]).toContain('There is no space left');
});
