// The main window always shows the app's page: it is brought back if it leaves where no event allows preventing that; and no page can keep it from closing.
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../support/wait-until';
import { callFromPage } from './support/calls-from-page';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { electronExecutable, stateDirectoryOn } from './support/app-under-test';
import { processesOf } from './support/processes-of';
import { openStage, type StartedApp } from './support/stage';
import { followTray } from './support/tray-of-app';
import { logText } from './support/window-of-app';

const APP_URL = 'app://bundle/index.html';

async function opened(): Promise<{ readonly app: StartedApp; readonly page: Page }> {
  const stage = await openStage();
  onTestFinished(() => stage.dispose());
  const app = await stage.start();
  return { app, page: await app.page() };
}

test.each(['about:blank', 'about:blank#x', 'about:srcdoc'])(
  'a page that goes to %s comes back, and works',
  async (url) => {
    const { app, page } = await opened();
    await page.evaluate((target) => {
      // Navigates after the answer, which would be lost otherwise.
      setTimeout(() => (location.href = target));
    }, url);
    await waitUntil('its page was loaded again', async () =>
      (await logText(app.userDataDirectory)).includes('loaded again'),
    );
    await page.waitForURL(APP_URL);
    await page.getByRole('button', { name: 'Sign in with a browser window' }).waitFor();
    expect((await callFromPage(page, 'getSnapshot', undefined)).ok).toBe(true);
  },
);

test('a page that asks "leave this page?" prevents neither the return to the app’s page nor the end of the app', async () => {
  const { app, page } = await opened();
  // Without a listener Playwright would answer the question itself.
  page.on('dialog', () => undefined);
  await page.evaluate(() =>
    addEventListener('beforeunload', (event) => {
      event.preventDefault();
      // The form that Chromium 108 uses.
      event.returnValue = 'stay';
    }),
  );
  // Chromium asks only after a press.
  await page.keyboard.press('Shift');
  await app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await page.getByRole('button', { name: 'Sign in with a browser window' }).waitFor();
  await page.evaluate(() =>
    addEventListener('beforeunload', (event) => {
      event.preventDefault();
      event.returnValue = 'stay';
    }),
  );
  await page.keyboard.press('Shift');
  const child = app.electronApp.process();
  await app.quit();
  expect(child.exitCode).toBe(0);
});

test('a page that never answers does not prevent the end of the app', async () => {
  const { app, page } = await opened();
  const child = app.electronApp.process();
  await page.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  await app.quit();
  expect(child.exitCode).toBe(0);
});

test('a page that ended twice is made again when the window is opened', async () => {
  const stage = await openStage();
  onTestFinished(() => stage.dispose());
  const userData = await stage.newFolder();
  // Without a debugger, which an ending page would confuse.
  const application = startApplication({
    executable: await electronExecutable(),
    args: [projectRoot, `--user-data-dir=${userData}`, `--state-directory=${stateDirectoryOn(stage.desktop)}`],
    env: { ...stage.desktop.env, ...stage.simulator.env },
  });
  for (const stream of [application.stdout, application.stderr]) stream.resume();
  onTestFinished(() => application.kill());
  const killed = new Set<number>();
  const livingPages = async () =>
    (await processesOf(userData, '--type=renderer')).map(({ pid }) => pid).filter((pid) => !killed.has(pid));
  // Chromium keeps a spare renderer process, which looks the same.
  const killPages = async (): Promise<void> => {
    for (const pid of await livingPages()) {
      killed.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    }
  };
  for (const count of [1, 2]) {
    await waitUntil(`the page has ended ${count} times`, async () => {
      await killPages();
      return (await logText(userData)).split('the page of the window ended').length > count;
    });
  }
  const { trayHost } = stage.desktop;
  if (!trayHost) throw new Error('the stage has a tray');
  await followTray(trayHost).click('Open Axiom Token Manager');
  await waitUntil('there is a page again', async () => (await livingPages()).length > 0);
  expect(killed.size).toBeGreaterThanOrEqual(2);
});
