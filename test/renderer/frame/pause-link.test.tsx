// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PauseLink } from '../../../renderer/frame/pause-link';
import { renderView } from '../../support/renderer/render-view';

it.each([
  ['Pause all', false, 'pauseAll'],
  ['Resume', true, 'resumeAll'],
] as const)('"%s" asks main at once, without a question', async (name, isPaused, call) => {
  const view = await renderView(<PauseLink />, { snapshot: { isPaused } });
  expect(view.text()).toBe(name);
  await view.press(name);
  expect(view.calls()).toEqual([[call, undefined]]);
});

it.each([
  [false, 'No token leaves, nothing is refreshed'],
  [true, ''],
])('says what a pause is before it is one, and not after: paused %s', async (isPaused, title) => {
  const view = await renderView(<PauseLink />, { snapshot: { isPaused } });
  expect(view.find('button').title).toBe(title);
});

it('asks once while it is under way', async () => {
  const view = await renderView(<PauseLink />, { unanswered: ['pauseAll'] });
  await view.press('Pause all');
  expect(view.isStill('Pause all')).toBe(true);
  await view.press('Pause all');
  expect(view.calls()).toHaveLength(1);
});

it('announces when it failed, and can be pressed again', async () => {
  const view = await renderView(<PauseLink />);
  view.fake.failNext('pauseAll', 'INTERNAL');
  await view.press('Pause all');
  expect(view.names('alert')).toEqual([expect.stringContaining('Something went wrong inside the app.')]);
  await view.press('Pause all');
  expect(view.names('alert')).toEqual([]);
});
