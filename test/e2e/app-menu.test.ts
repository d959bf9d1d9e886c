// The application menu of the real Electron: its entries in each state of the app, its accelerators, and that it is not set again
// without need, which would close an open menu.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shownKeys } from '../../main/desktop/shell/menus/shortcut-groups';
import { PAGE_KEYS } from '../../renderer/page/help/shortcuts-dialog';
import { waitUntil } from '../support/wait-until';
import { callFromPage, signInByPaste } from './support/calls-from-page';
import { openStage, type Stage, type StartedApp } from './support/stage';
import { clipboardText, visibleTitles, windowTitles } from './support/window-of-app';

let stage: Stage;
let app: StartedApp;
let page: Page;

beforeAll(async () => {
  stage = await openStage();
  app = await stage.start();
  page = await app.page();
  // The store has been read: no account is signed in.
  await app.tray.waitForIcon('ring-dashed-idle');
});
afterAll(() => stage?.dispose());

/** The menu as Electron holds it: section, then its entries; disabled ones in brackets, without separators. */
function readMenu(): Promise<Record<string, string[]>> {
  return app.electronApp.evaluate(({ Menu }) => {
    const sections = Menu.getApplicationMenu()?.items ?? [];
    const words = (item: Electron.MenuItem): string => {
      const label = item.role ? `role ${item.role}` : item.label;
      return `${item.enabled ? label : `[${label}]`}${item.accelerator ? ` ${String(item.accelerator)}` : ''}`;
    };
    const entries = (menu: Electron.Menu | undefined): string[] =>
      (menu?.items ?? []).filter(({ type }) => type !== 'separator').map(words);
    return Object.fromEntries(sections.map((section) => [section.label, entries(section.submenu)]));
  });
}

/** Marks the current menu. */
const markMenu = (): Promise<void> =>
  app.electronApp.evaluate(({ Menu }) => void Object.assign(Menu.getApplicationMenu() ?? {}, { isMarked: true }));
const isMenuMarked = (): Promise<boolean> =>
  app.electronApp.evaluate(({ Menu }) => 'isMarked' in (Menu.getApplicationMenu() ?? {}));

/** Presses keys through the window manager, in the focused window. */
async function press(keys: string): Promise<void> {
  const env = stage.desktop.env;
  const run = promisify(execFile);
  await run('xdotool', ['search', '--onlyvisible', '--name', 'Axiom Token Manager', 'windowactivate', '--sync'], {
    env,
  });
  await run('xdotool', ['key', keys], { env });
}

test('signed out it offers the sign-in and nothing that needs a token', async () => {
  expect(await readMenu()).toEqual({
    Tokens: [
      '[Refresh now] CmdOrCtrl+R',
      '[Copy access token] CmdOrCtrl+Shift+C',
      'Sign in... CmdOrCtrl+I',
      '[Sign out]',
      'Add an account...',
      'Pause all CmdOrCtrl+Shift+P',
      'Programs...',
      '[Back up...] CmdOrCtrl+B',
      'Restore... CmdOrCtrl+Shift+B',
      '[Move tokens...]',
      '[Clear tokens...]',
      'Settings... CmdOrCtrl+,',
      'Quit CmdOrCtrl+Q',
    ],
    Edit: ['role undo', 'role redo', 'role cut', 'role copy', 'role paste', 'role selectall'],
    View: ['role resetzoom', 'role zoomin', 'role zoomout', 'role togglefullscreen'],
    Window: ['Open Axiom Token Manager CmdOrCtrl+Shift+O', 'main CmdOrCtrl+1', 'role close'],
    Help: [
      ...['Keyboard shortcuts F1', 'Check this computer...', 'Open the log folder', 'Third-party licences'],
      'About Axiom Token Manager',
    ],
  });
});

test('also signed out, the page shows a pause and can end it', async () => {
  await press('ctrl+shift+p');
  await page.getByRole('main').getByText('Everything is paused.').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
  await page.getByText('Everything is paused.').waitFor({ state: 'detached' });
  expect((await readMenu())['Tokens']).toContain('Pause all CmdOrCtrl+Shift+P');
});

test('once somebody is signed in, everything can be chosen', async () => {
  await signInByPaste(page, stage.simulator);
  await waitUntil(
    'no entry is grey',
    async () => !(await readMenu())['Tokens']?.some((entry) => entry.startsWith('[')),
  );
  expect((await readMenu())['Tokens']).toHaveLength(13);
});

test.each([
  ['ctrl+comma', 'Settings'],
  ['ctrl+b', 'Back up'],
  ['ctrl+i', 'Sign in to main'],
])('pressed in the window, %s leads to "%s"', async (keys, heading) => {
  await press(keys);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
});

test('a change that is not in it leaves it as it is; one that is sets it again', async () => {
  await markMenu();
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        const { tokenManager } = window as unknown as {
          tokenManager: { subscribe(name: string, listener: (payload: unknown) => void): void };
        };
        tokenManager.subscribe('snapshotChanged', resolve);
      }),
  );
  await callFromPage(page, 'changePreferences', { clearClipboardAfterSeconds: 45 });
  // The window is updated after the menu.
  expect(await heard).toMatchObject({ preferences: { clearClipboardAfterSeconds: 45 } });
  expect(await isMenuMarked()).toBe(true);

  await press('ctrl+shift+p');
  await waitUntil('the menu is another one', async () => !(await isMenuMarked()));
  const menu = await readMenu();
  expect(menu['Tokens']).toContain('Resume');
  expect(menu['Tokens']?.slice(0, 2)).toEqual(['[Refresh now] CmdOrCtrl+R', '[Copy access token] CmdOrCtrl+Shift+C']);
  await app.tray.waitForIcon('ring-bars-idle');
});

test('F1 shows every key of the menu, with the platform’s names, and Escape returns to the former page', async () => {
  const heading = page.getByRole('heading', { level: 1 });
  const before = await heading.textContent();
  await press('F1');
  const overview = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await overview.getByText('Quit').waitFor();
  const shown = await overview
    .locator('.keys')
    .evaluateAll((lines) => lines.map((line) => [...line.querySelectorAll('kbd')].map((key) => key.textContent ?? '')));
  const inMenu = await app.electronApp.evaluate(({ Menu }) => {
    const keysOf = (menu: Electron.Menu): string[] =>
      menu.items.flatMap((item) => {
        // Electron itself sets the keys of roles; its typings do not have the field.
        const { getDefaultRoleAccelerator: ofRole } = item as unknown as { getDefaultRoleAccelerator(): string | null };
        return [String(item.accelerator ?? ofRole.call(item) ?? ''), ...(item.submenu ? keysOf(item.submenu) : [])];
      });
    return keysOf(Menu.getApplicationMenu() ?? new Menu()).filter((keys) => keys !== '');
  });
  // Paused, so "Pause all" has no key; the keys of the pages come last.
  expect(inMenu).toHaveLength(21);
  expect(shown.slice(0, -PAGE_KEYS.shortcuts.length)).toEqual(inMenu.map((keys) => shownKeys(keys, 'linux')));
  await press('Escape');
  await overview.waitFor({ state: 'detached' });
  expect(await heading.textContent()).toBe(before);
});

test('help opens the facts about this copy, which name no home folder, and copies them', async () => {
  await app.electronApp.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'Help')?.submenu;
    help?.items.find(({ label }) => label === 'About Axiom Token Manager')?.click();
  });
  await page.getByRole('heading', { level: 1, name: 'About Axiom Token Manager' }).waitFor();
  await page.getByRole('button', { name: 'Copy these facts' }).click();
  await page.getByText('Copied.').first().waitFor();
  const copied = await clipboardText(app.electronApp);
  expect(copied).toMatch(/^Version: \d+\.\d+\.\d+\nRuns as: From source, /);
  expect(copied).toMatch(/^Electron: \d+\..*\nChromium: \d+\..*\nNode: \d+\./m);
  expect(copied).not.toContain(await app.electronApp.evaluate(({ app: electron }) => electron.getPath('home')));
  await page.keyboard.press('Escape');
});

test('an entry that is chosen is carried out: "Resume" ends the pause', async () => {
  await app.electronApp.evaluate(({ Menu }) => {
    const tokens = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'Tokens')?.submenu;
    tokens?.items.find(({ label }) => label === 'Resume')?.click();
  });
  await app.tray.waitForIcon('ring-check-good');
  expect((await readMenu())['Tokens']).toContain('Pause all CmdOrCtrl+Shift+P');
});

test('with another account on screen the shortcuts act on that one, and say so', async () => {
  const added = await callFromPage(page, 'addProfile', { name: 'hedge' });
  if (!added.ok) throw new Error(added.failure.message);
  const pair = stage.simulator.openSession();
  const text = JSON.stringify(pair);
  expect(await callFromPage(page, 'signInWithTokens', { profileId: added.value.profileId, text })).toMatchObject({
    ok: true,
  });
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^hedge/ })
    .click();
  await waitUntil(
    'the menu names it',
    async () => (await readMenu())['Tokens']?.[0] === 'Refresh hedge now CmdOrCtrl+R',
  );
  expect((await readMenu())['Tokens']?.slice(1, 4)).toEqual([
    'Copy access token of hedge CmdOrCtrl+Shift+C',
    'Sign in to hedge... CmdOrCtrl+I',
    'Sign out of hedge',
  ]);
  await press('ctrl+shift+c');
  await waitUntil('its token is copied', async () => (await clipboardText(app.electronApp)) === pair.accessToken);
  expect((await clipboardText(app.electronApp)) === pair.accessToken).toBe(true);
});

test('on another page shortcuts are answered with the name of the account, and beyond six copies a minute refused', async () => {
  await press('ctrl+comma');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  const note = page.locator('.toast');
  await press('ctrl+r');
  await note.getByText('Refreshed').waitFor();
  expect(await note.innerText()).toMatch(/^hedge: Refreshed (at|just now)/);
  await press('ctrl+shift+c');
  await note.getByText('Copied.').waitFor();
  const words = /^hedge: Copied\. Cleared from the clipboard in \d+\ss/;
  expect(await note.innerText()).toMatch(words);
  expect(await page.getByRole('status').textContent()).toMatch(words);
  // One more than the limit of six a minute, counting those before.
  for (let more = 0; more < 5; more++) await press('ctrl+shift+c');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toMatch(/^hedge: There were too many requests of this kind/);
  await note.getByRole('button', { name: 'Close' }).click();
  expect(await note.count()).toBe(0);
});

test('a digit shows the account at that place in the list, from any page; one without an account does nothing', async () => {
  expect((await readMenu())['Window']?.slice(1, -1)).toEqual(['main CmdOrCtrl+1', 'hedge CmdOrCtrl+2']);
  const shown = page.getByRole('navigation').locator('[aria-current="page"]');
  await press('ctrl+comma');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  for (const [keys, name] of [
    ['ctrl+1', /^main/],
    ['ctrl+2', /^hedge/],
  ] as const) {
    await press(keys);
    await expect.poll(() => shown.allTextContents()).toEqual([expect.stringMatching(name)]);
  }
  await press('ctrl+3');
  // Keys are processed in order: the page that this one opens is there only after the digit had its effect.
  await press('ctrl+comma');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect((await readMenu())['Tokens']?.[0]).toBe('Refresh hedge now CmdOrCtrl+R');
});

test('Ctrl+W closes the window into the tray, and the app goes on', async () => {
  await press('ctrl+w');
  await waitUntil('the window is hidden', async () => (await visibleTitles(app.electronApp)).length === 0);
  expect(await windowTitles(app.electronApp)).toHaveLength(1);
  await app.tray.click('Open Axiom Token Manager');
  await waitUntil('the window is back', async () => (await visibleTitles(app.electronApp)).length === 1);
});
