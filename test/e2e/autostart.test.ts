// "Start when I sign in to this computer" in the real app: the switch writes and removes the session's own file, follows changes by others, and the
// command in it, parsed by GLib as a desktop does, starts the app without a window.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUTOSTART_FILE } from '../../main/adapters/autostart/desktop-file-autostart';
import { projectRoot } from '../../build/project-root.mjs';
import { waitUntil } from '../support/wait-until';
import { electronExecutable, stateDirectoryOn } from './support/app-under-test';
import { callWithAnything } from './support/calls-from-page';
import { processesOf } from './support/processes-of';
import { openStage, type Stage, type StartedApp } from './support/stage';

const run = promisify(execFile);

let stage: Stage;
let app: StartedApp;
let page: Page;
let folder: string;
let path: string;

beforeAll(async () => {
  stage = await openStage();
  // Characters that a folder name may contain and a desktop file must escape.
  const userDataDirectory = join(await stage.newFolder(), 'my $data "100%f" `a` \\n é');
  await mkdir(userDataDirectory);
  app = await stage.start({ userDataDirectory });
  page = await app.page();
  folder = join(String(stage.desktop.env['XDG_CONFIG_HOME']), 'autostart');
  path = join(folder, AUTOSTART_FILE);
  await app.tray.click('Settings...');
  await toggle().waitFor();
});
afterAll(() => stage?.dispose());

const toggle = () => page.getByRole('checkbox', { name: /^Start when I sign in to this computer/ });
const files = () => readdir(folder).catch(() => []);

/** Leaves the settings and opens them again. */
async function showAgain(): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor({ state: 'detached' });
  await app.tray.click('Settings...');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
}

test('it is off at first, and nothing was written', async () => {
  await expect.poll(() => toggle().evaluate((box) => (box as HTMLInputElement).indeterminate)).toBe(false);
  expect([await toggle().isChecked(), await files()]).toEqual([false, []]);
});

test('a script in the page cannot switch it on', async () => {
  const outcome = await callWithAnything(page, 'setAutostart', { isOn: true });
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'INVALID_INPUT' } });
  expect(await files()).toEqual([]);
});

test('switched on by keyboard, one file starts this app with the session', async () => {
  await toggle().focus();
  await page.keyboard.press('Space');
  await expect.poll(files).toEqual([AUTOSTART_FILE]);
  await expect.poll(() => toggle().isChecked()).toBe(true);
  const text = await readFile(path, 'utf8');
  expect(text).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  expect(text).toMatch(/\nExec=\S.* --hidden\n/);
  expect(text).toContain(projectRoot);
});

test('its command starts the app with the same folders, in the tray and without a window', async () => {
  const { desktop } = stage;
  const executable = await electronExecutable();
  await app.quit();
  // Without pipes, because the app would keep them open.
  const env = { ...desktop.env, ...stage.simulator.env };
  const [code] = (await once(spawn('gio', ['launch', path], { env, stdio: 'ignore' }), 'exit')) as [number];
  expect(code).toBe(0);
  await app.tray.waitForEntry(/^main: Signed out/);
  const found = (await processesOf(desktop.dir, executable)).filter(({ commandLine }) =>
    commandLine.includes(' --hidden '),
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.commandLine).toContain(` --user-data-dir=${app.userDataDirectory} `);
  expect(found[0]?.commandLine).toContain(` --state-directory=${stateDirectoryOn(desktop)} `);
  const visible = await run('xdotool', ['search', '--onlyvisible', '--name', 'Axiom Token Manager'], {
    env: desktop.env,
  }).catch(({ stdout }: { stdout: string }) => ({ stdout }));
  expect(visible.stdout).toBe('');
  process.kill(found[0]?.pid ?? 0, 'SIGTERM');
  await waitUntil('it is gone', async () => (await processesOf(desktop.dir, executable)).length === 0, 20_000);
  app = await stage.start({ userDataDirectory: app.userDataDirectory });
  page = await app.page();
  await app.tray.click('Settings...');
  await expect.poll(() => toggle().isChecked()).toBe(true);
});

test('switched off by the desktop, it is shown as off the next time', async () => {
  await appendFile(path, 'X-GNOME-Autostart-enabled=false\n');
  await showAgain();
  await expect.poll(() => toggle().isChecked()).toBe(false);
  await toggle().click();
  await expect.poll(() => toggle().isChecked()).toBe(true);
  expect(await readFile(path, 'utf8')).not.toContain('X-GNOME');
});

test('switched off, the file is gone', async () => {
  await toggle().click();
  await expect.poll(files).toEqual([]);
  await expect.poll(() => toggle().isChecked()).toBe(false);
});

test("another program's file of that name is reported, and left", async () => {
  const theirs = '[Desktop Entry]\nType=Application\nName=Mine\nExec=true\n';
  await writeFile(path, theirs);
  await showAgain();
  await page.getByText(`${path} was not written by this app, so it is left as it is.`).waitFor();
  expect(await toggle().count()).toBe(0);
  expect(await readFile(path, 'utf8')).toBe(theirs);
});
