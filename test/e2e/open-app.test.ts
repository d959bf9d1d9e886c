// The tray icon appears before the app is open: a click or menu choice then is done at once or once the app is open. Real Electron, a real tray over D-Bus.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openElectronRuntime } from '../../build/electron-runtime.mjs';
import { createProgress } from '../../build/progress.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { type Application, startApplication } from '../../build/virtual-desktop/application.mjs';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { temporaryFolder } from '../support/temporary-folder';
import type { TrayHost } from '../support/tray-host';
import { waitUntil } from '../support/wait-until';

let desktop: DesktopSession;
let executable: string;
let app: Application | undefined;

beforeAll(async () => {
  desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  const progress = createProgress({ write: () => undefined, nowMs: () => 0 });
  ({ executable } = await openElectronRuntime({ root: projectRoot, env: process.env, progress }));
});
afterEach(() => app?.stop());
afterAll(() => desktop?.dispose());

/** Starts the app without its window. Resolves once the tray has its icon. */
async function startHidden(): Promise<{ readonly app: Application; readonly tray: TrayHost }> {
  const { trayHost: tray } = desktop;
  if (!tray) throw new Error('the desktop was ordered with a tray');
  await waitUntil('the icon of the one before is gone', () => !tray.hasItem());
  const data = await temporaryFolder();
  const args = [projectRoot, `--user-data-dir=${data}`, `--state-directory=${join(data, 'state')}`, '--hidden'];
  app = startApplication({ executable, args, env: desktop.env });
  await tray.waitForItem(30_000);
  return { app, tray };
}

/** Whether the app's window is visible. */
const isWindowShown = async (): Promise<boolean> => {
  const search = ['search', '--onlyvisible', '--name', '^Axiom Token Manager'];
  const found = await promisify(execFile)('xdotool', search, { env: desktop.env }).catch(() => undefined);
  return (found?.stdout ?? '').trim() !== '';
};

it('opens the window for a person who clicked the icon while the app was opening', async () => {
  const { tray } = await startHidden();
  await tray.activate();
  await waitUntil('the window is shown', isWindowShown, 20_000);
  expect((await tray.readMenu()).map(({ label }) => label)).toContain('Settings...');
});

it('ends at once for a person who chose Quit then', async () => {
  const { app: started, tray } = await startHidden();
  await tray.click('Quit');
  expect(await started.exited).toBe(0);
});

it('stays without a window if nobody asked for it, and has its full menu', async () => {
  const { tray } = await startHidden();
  await waitUntil('the menu is there', async () =>
    (await tray.readMenu()).some(({ label }) => label === 'Settings...'),
  );
  expect(await isWindowShown()).toBe(false);
});
