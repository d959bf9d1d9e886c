// The shell as it is wired: window, icon and the desktop's tray, which comes late, goes, comes back, or does not exist (plain GNOME).
// There is exactly one icon whenever it is possible, and the window is always reachable. Real Electron, real tray over D-Bus.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { connectBus } from '../../build/virtual-desktop/bus-connection.mjs';
import { type AxiomSimulator, startAxiomSimulator } from '../axiom-simulator/axiom-simulator';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { temporaryFolder } from '../support/temporary-folder';
import { startTrayHost, type TrayHost } from '../support/tray-host';
import { waitUntil } from '../support/wait-until';
import { type AppUnderTest, startApp } from './support/app-under-test';
import { signInByPaste } from './support/calls-from-page';
import { followTimers, passSecondsUntil } from './support/pass-time';
import { followTray } from './support/tray-of-app';
import { closeWindow } from './support/window-of-app';

let desktop: DesktopSession;
let simulator: AxiomSimulator;
const disposers: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: false });
  simulator = await startAxiomSimulator();
});
afterEach(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});
afterAll(async () => {
  await simulator?.dispose();
  await desktop?.dispose();
});

async function start(args: readonly string[] = []): Promise<AppUnderTest> {
  const app = await startApp({ desktop, simulator, userDataDirectory: await temporaryFolder(), args });
  disposers.push(() => app.dispose());
  return app;
}

async function openTray(): Promise<TrayHost> {
  const host = await startTrayHost({ busAddress: desktop.busAddress });
  disposers.push(() => host.dispose());
  return host;
}

/** Number of icons in the tray, asked like any program on the desktop. */
async function iconCount(): Promise<number> {
  const bus = await connectBus(desktop.busAddress);
  const watcher = 'org.kde.StatusNotifierWatcher';
  const properties = 'org.freedesktop.DBus.Properties';
  const asked = [watcher, 'RegisteredStatusNotifierItems'];
  const [items] = await bus.call(watcher, '/StatusNotifierWatcher', properties, 'Get', 'ss', asked);
  bus.dispose();
  return (items as readonly string[]).length;
}

function windowState(app: AppUnderTest): Promise<string> {
  return app.electronApp.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return 'none';
    return window.isMinimized() ? 'minimised' : window.isVisible() ? 'shown' : 'hidden';
  });
}

it('puts its icon once into a tray that comes late, and again into one that comes back', async () => {
  const app = await start();
  const page = await app.page();
  for (const time of ['late', 'back']) {
    const host = await openTray();
    const tray = followTray(host);
    await tray.waitForEntry(/^main: /);
    await waitUntil('there is one icon', async () => (await iconCount()) === 1);
    // The icon works: it follows a change, answers a click, and is still the only one.
    if (time === 'late') await signInByPaste(page, simulator);
    await tray.waitForIcon('ring-check-good');
    await closeWindow(app.electronApp, 'app://');
    await waitUntil('closing hides the window', async () => (await windowState(app)) === 'hidden');
    await tray.activate();
    await waitUntil('a click on the icon shows it again', async () => (await windowState(app)) === 'shown');
    expect(await iconCount()).toBe(1);
    host.dispose();
  }
});

it('minimises its window instead of hiding it where there is no tray', async () => {
  const app = await start();
  await app.page();
  await closeWindow(app.electronApp, 'app://');
  await waitUntil('closing minimises the window', async () => (await windowState(app)) !== 'shown');
  expect(await windowState(app)).toBe('minimised');
});

it('shows its window although it was asked to start hidden, where there is no tray', async () => {
  const app = await start(['--hidden']);
  await app.page();
  await waitUntil('the window is there', async () => (await windowState(app)) === 'shown');
  expect(await windowState(app)).toBe('shown');
});

it('starts hidden with a tray, and shows the hidden window again when the tray disappears', async () => {
  const host = await openTray();
  const app = await start(['--hidden']);
  await followTimers(app);
  await followTray(host).waitForEntry(/^main: /);
  expect(await windowState(app)).toBe('none');
  await followTray(host).click('Open Axiom Token Manager');
  await app.page();
  await closeWindow(app.electronApp, 'app://');
  await waitUntil('closing hides the window', async () => (await windowState(app)) === 'hidden');
  host.dispose();
  await passSecondsUntil(app, 'the window comes back', async () => (await windowState(app)) !== 'hidden');
  expect(await windowState(app)).toBe('shown');
});

it('gives every window the icon of the app', async () => {
  const app = await start();
  const page = await app.page();
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Third-party licences' }).click();
  const run = promisify(execFile);
  for (const name of ['^Axiom Token Manager', '^Third-party licences']) {
    const iconOf = async (): Promise<string> => {
      const found = await run('xdotool', ['search', '--onlyvisible', '--name', name], { env: desktop.env });
      const id = found.stdout.trim().split('\n').at(-1) ?? '';
      return (await run('xprop', ['-id', id, '-len', '16', '32c', '_NET_WM_ICON'], { env: desktop.env })).stdout;
    };
    await waitUntil(`${name} has the icon`, async () => (await iconOf()).includes('256, 256'));
    expect(await iconOf()).toContain('256, 256');
  }
});
