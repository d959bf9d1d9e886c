// A window that is closed to the tray is destroyed after a while, with its process, and opens again as it was. If something would be lost it stays. Real Electron.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { startApplication } from '../../build/virtual-desktop/application.mjs';
import { openDesktopSession } from '../support/desktop-session';
import { waitUntil } from '../support/wait-until';
import { electronExecutable } from './support/app-under-test';
import { callFromPage, signInByPaste } from './support/calls-from-page';
import { followTimers, PASS_SECOND, passableBySignal, passSecondsUntil, passTime } from './support/pass-time';
import { processesOf } from './support/processes-of';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { followTray } from './support/tray-of-app';
import { closeWindow, logText, visibleTitles } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  await followTimers(app);
  page = await app.page();
  await signInByPaste(page, stage.simulator);
});
afterAll(() => stage?.dispose());

const pageProcesses = (): Promise<number> =>
  app.electronApp.evaluate(
    ({ app: electronApp }) => electronApp.getAppMetrics().filter(({ type }) => type === 'Tab').length,
  );
const windows = (): Promise<number> =>
  app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const bounds = () =>
  app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());

async function closeToTray(): Promise<void> {
  await waitUntil('the window is shown', async () => (await visibleTitles(app.electronApp)).length === 1);
  await closeWindow(app.electronApp, 'app://');
  await waitUntil('the window is closed', async () => (await visibleTitles(app.electronApp)).length === 0);
  // Playwright makes every page visible for itself.
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

const isLetGo = async () => (await windows()) === 0 && (await pageProcesses()) === 0;
const untilLetGo = () => passSecondsUntil(app, 'the window is let go', isLetGo);

async function openFromTray(): Promise<void> {
  await app.tray.activate();
  await waitUntil('the window is shown', async () => (await visibleTitles(app.electronApp)).length === 1);
  page = await app.page();
}

test('without a debugger, the window that a person closes is destroyed with its process, and can be opened again: by the tray, and without it', async () => {
  const userData = await stage.newFolder();
  const desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  onTestFinished(() => desktop.dispose());
  const application = startApplication({
    executable: await electronExecutable(),
    args: [
      ...(await passableBySignal(userData)),
      projectRoot,
      `--user-data-dir=${userData}`,
      `--state-directory=${join(userData, 'state')}`,
    ],
    env: { ...desktop.env, ...stage.simulator.env },
  });
  for (const stream of [application.stdout, application.stderr]) stream.resume();
  onTestFinished(() => application.kill());
  const pages = async () => (await processesOf(userData, '--type=renderer')).length;
  const screenTool = (...args: readonly string[]): Promise<string> =>
    promisify(execFile)('xdotool', [...args], { env: desktop.env }).then(
      ({ stdout }) => stdout,
      // There is no such process.
      () => '',
    );
  const windowTool = (...args: readonly string[]): Promise<string> =>
    screenTool('search', '--onlyvisible', '--name', '^Axiom Token Manager', ...args);
  const isShown = async () => (await windowTool()) !== '';
  await waitUntil('the window is shown', async () => (await isShown()) && (await pages()) > 0);
  const closeUntilGone = async (): Promise<void> => {
    await windowTool('windowactivate', '--sync');
    // A separate command: in the command for the window, which disappears meanwhile, its keys would stay down.
    await screenTool('key', 'ctrl+w');
    await waitUntil('the window is closed', async () => !(await isShown()));
    expect(await pages()).toBeGreaterThan(0);
    await waitUntil('its process has ended', async () => {
      process.kill(application.pid, PASS_SECOND);
      return (await pages()) === 0;
    });
  };
  await closeUntilGone();
  if (!desktop.trayHost) throw new Error('The desktop was ordered with a tray.');
  await followTray(desktop.trayHost).click('Open Axiom Token Manager');
  await waitUntil('the window is shown again', isShown);
  await closeUntilGone();
  desktop.trayHost.dispose();
  await waitUntil('the window is shown where there is no tray any more', isShown);
  expect(await pages()).toBeGreaterThan(0);
});

test('closed it has no process after some seconds, and opened it is where it was: page, account, choices and place', async () => {
  await page.getByLabel('30 days').check({ force: true });
  const before = { title: await page.title(), bounds: await bounds() };
  await closeToTray();
  await untilLetGo();
  await openFromTray();
  await expect.poll(() => page.getByLabel('30 days').isChecked()).toBe(true);
  await expect.poll(async () => ({ title: await page.title(), bounds: await bounds() })).toEqual(before);
  await page.getByRole('button', { name: 'Settings' }).click();
  await closeToTray();
  await untilLetGo();
  await openFromTray();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Settings');
});

test('what the tray asks for is shown in a window that is made for it', async () => {
  await closeToTray();
  await untilLetGo();
  await app.tray.click('Settings...');
  page = await app.page();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Settings');
  expect(await windows()).toBe(1);
});

test('with typed text in it, it stays, and still has the text when it is opened', async () => {
  await page
    .getByRole('button', { name: /^Back up/ })
    .first()
    .click();
  await page.getByLabel('Passphrase', { exact: true }).fill('half of one');
  await closeToTray();
  // The page's messages arrive in order: with the answer to this one, main has the page's report about being closed.
  await callFromPage(page, 'getSnapshot', undefined);
  for (let second = 0; second < 15; second++) {
    await passTime(app, 1_000);
    expect(await windows()).toBe(1);
  }
  await openFromTray();
  expect(await page.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('half of one');
});

test('none of this is logged as an error', async () => {
  expect(await logText(app.userDataDirectory)).not.toMatch(/error|foreign page/i);
});
