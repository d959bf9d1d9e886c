// One app per data folder: a second start brings the first one's window to the front and ends; another folder is another app.
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { waitUntil } from '../support/wait-until';
import { electronExecutable, stateDirectoryOn } from './support/app-under-test';
import { openStage, type Stage } from './support/stage';
import { closeWindow, visibleTitles } from './support/window-of-app';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.dispose());

async function startAgain(userDataDirectory: string) {
  const application = startApplication({
    executable: await electronExecutable(),
    args: [projectRoot, `--user-data-dir=${userDataDirectory}`, `--state-directory=${stateDirectoryOn(stage.desktop)}`],
    env: { ...stage.desktop.env, ...stage.simulator.env },
  });
  const said = text(application.stdout);
  application.stderr.resume();
  return { ...application, said };
}

it('a second start shows the window of the first one and ends with exit code 0', async () => {
  const app = await stage.start();
  await app.page();
  await closeWindow(app.electronApp, 'app://');
  await waitUntil('the window is hidden', async () => (await visibleTitles(app.electronApp)).length === 0);
  const second = await startAgain(app.userDataDirectory);
  expect(await second.exited).toBe(0);
  expect(await second.said).toBe('Axiom Token Manager runs already; its window was brought to the front.\n');
  const isFront = () =>
    app.electronApp.evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows();
      return windows.length === 1 && windows[0]?.isVisible() === true && windows[0].isFocused();
    });
  await waitUntil('the window is in front', isFront);
  expect(await isFront()).toBe(true);
});

it('a start with another data folder is an app of its own', async () => {
  const first = await stage.start();
  const second = await stage.start();
  await second.page();
  expect(second.pid).not.toBe(first.pid);
  expect(await visibleTitles(second.electronApp)).toHaveLength(1);
});
