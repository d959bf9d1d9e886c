// A package that is upgraded or removed while it runs, seen from outside: the tray's text, that nothing crashes, and that the restart gives the new
// version. Runs a copy of the packaged app, whose files are replaced like a package manager does.
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { execFile } from 'node:child_process';
import { appendFile, cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { packageLayout } from '../../build/packages/package-checks.mjs';
import { type Application, startApplication } from '../../build/virtual-desktop/application.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { makeTemporaryFolder, temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';
import { processesOf } from './support/processes-of';
import { followTray } from './support/tray-of-app';

const RELEASE = join(projectRoot, 'release/linux-unpacked');
const NEW_VERSION = '97.1.2';
/** So many checks with the same result are enough. */
const LOOKS = 20;
const RESTART = 'Restart to finish the update';
/** Added to the new version: writes down its version and process. */
const PROBE = `;(() => {
  const { app } = require('electron');
  const facts = JSON.stringify({ version: app.getVersion(), pid: process.pid, argv: process.argv });
  require('node:fs').writeFileSync(process.env.PROBE_RESULT, facts);
})();`;

let desktop: DesktopSession;
/** The archive of the next version. */
let newArchive: string;
let removeArchive: (() => Promise<void>) | undefined;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  const { path, remove } = await makeTemporaryFolder();
  removeArchive = remove;
  newArchive = await makeNewArchive(path);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  await desktop?.dispose();
  await removeArchive?.();
});

async function makeNewArchive(folder: string): Promise<string> {
  const unpacked = join(folder, 'unpacked');
  extractAll(join(packageLayout(RELEASE).resources, 'app.asar'), unpacked);
  const file = join(unpacked, 'package.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version: NEW_VERSION }));
  await appendFile(join(unpacked, 'dist/main.cjs'), PROBE);
  const archive = join(folder, 'app.asar');
  await createPackageWithOptions(unpacked, archive, { unpack: '**/*.node' });
  return archive;
}

/** A copy of the package. Hard links if the disk supports them, because a package is large. */
async function install() {
  const folder = join(await temporaryFolder(), 'app');
  await promisify(execFile)('cp', ['-a', '--link', RELEASE, folder]).catch(() =>
    cp(RELEASE, folder, { recursive: true }),
  );
  const { executable, program, resources } = packageLayout(folder);
  const archive = join(resources, 'app.asar');
  const userData = await temporaryFolder();
  const probed = join(userData, 'probed.json');
  const start = (...args: readonly string[]): Application & { readonly said: Promise<string> } => {
    const application = startApplication({
      executable,
      args: [...args, `--user-data-dir=${userData}`, `--state-directory=${join(userData, 'state')}`],
      env: { ...desktop.env, PROBE_RESULT: probed },
    });
    const said = text(application.stdout);
    application.stderr.resume();
    ends.push(() => application.stop());
    return { ...application, said };
  };
  return {
    start,
    userData,
    /** Like package managers: the new file is written beside the old one and renamed over it. */
    async upgrade() {
      await promisify(execFile)('cp', ['-a', newArchive, `${archive}.new`]);
      await rename(`${archive}.new`, archive);
      await promisify(execFile)('cp', ['-a', '--remove-destination', program, `${program}.new`]);
      await rename(`${program}.new`, program);
    },
    remove: () => rm(folder, { recursive: true }),
    probed: async () => JSON.parse(await readFile(probed, 'utf8').catch(() => 'null')),
    pages: () => processesOf(userData, '--type=renderer'),
    processes: () => processesOf(userData, program),
    /** Its lasting processes: without a graphics card the GPU process is started twice, and the keychain has its own process for a while. */
    async settled() {
      let before = '';
      let looks = 0;
      await waitUntil('no process comes or goes any more', async () => {
        const now = (await processesOf(userData, program)).map(({ pid }) => pid).join();
        looks = now === before ? looks + 1 : 0;
        before = now;
        return looks >= LOOKS;
      });
    },
  };
}

function tray() {
  if (!desktop.trayHost) throw new Error('the desktop was ordered with a tray');
  return followTray(desktop.trayHost);
}

it('an upgrade is reported in the tray by the next refresh; the press starts the new version, hidden if it was hidden, with the same switches', async () => {
  const copy = await install();
  const app = copy.start('--demo', '--hidden');
  await tray().waitForEntry(/^demo: Healthy/);
  expect((await tray().look()).menu.map(({ label }) => label)).not.toContain(RESTART);
  await copy.upgrade();
  await tray().click('Refresh demo now');
  const { menu } = await tray().waitForEntry(new RegExp(`^${RESTART}$`));
  expect(menu[0]?.label).toBe(RESTART);
  await tray().click(RESTART);
  expect(await app.exited).toBe(0);
  await waitUntil('the new version runs', async () => (await copy.probed()) !== null);
  const { version, pid, argv } = await copy.probed();
  ends.push(async () => process.kill(pid, 'SIGKILL'));
  expect([version, argv.includes('--demo'), argv.includes('--hidden')]).toEqual([NEW_VERSION, true, true]);
  const after = await tray().waitForEntry(/^demo: Healthy/);
  expect(after.menu.map(({ label }) => label)).not.toContain(RESTART);
  expect(await copy.pages()).toEqual([]);
  await tray().click('Quit');
  await waitUntil('no process is left', async () => (await copy.processes()).length === 0);
  ends.pop();
});

it('a start of the new version beside the former one ends, and leaves that one running with its window; a page that crashes does not end it', async () => {
  const copy = await install();
  const app = copy.start('--demo');
  await tray().waitForEntry(/^demo: Healthy/);
  await waitUntil('the page of the window runs', async () => (await copy.pages()).length > 0);
  // Chromium ends spare processes.
  await copy.settled();
  const before = await copy.pages();
  await copy.upgrade();
  const second = copy.start();
  expect(await second.exited).toBe(0);
  expect(await second.said).toContain('runs already');
  await tray().waitForEntry(new RegExp(`^${RESTART}$`));
  const pages = await copy.pages();
  expect(pages.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid));
  // A page that crashes then is not loaded again, because that would crash the app.
  for (const { pid } of pages) process.kill(pid, 'SIGKILL');
  await copy.settled();
  expect(await copy.pages()).toEqual([]);
  await tray().click('Quit');
  expect(await app.exited).toBe(0);
});

it('without a window it opens none after the upgrade: a second start leaves it running, and it can be quit', async () => {
  const copy = await install();
  const app = copy.start('--demo', '--hidden');
  await tray().waitForEntry(/^demo: Healthy/);
  await copy.settled();
  await copy.upgrade();
  const second = copy.start();
  expect(await second.exited).toBe(0);
  await tray().waitForEntry(new RegExp(`^${RESTART}$`));
  await tray().activate();
  await copy.settled();
  expect(await copy.pages()).toEqual([]);
  await tray().click('Quit');
  expect(await app.exited).toBe(0);
});

it('a removal is reported, and the app goes on until it is quit', async () => {
  const copy = await install();
  const app = copy.start('--demo', '--hidden');
  await tray().waitForEntry(/^demo: Healthy/);
  await copy.settled();
  await copy.remove();
  await tray().click('Refresh demo now');
  const { menu, icon } = await tray().waitForEntry(/^This app was removed from the computer while it ran\.$/);
  expect(menu.map(({ label }) => label)).not.toContain(RESTART);
  // A picture that was not used before is available, too.
  expect(icon).toMatch(/^ring-/);
  await tray().click('Pause all');
  await tray().waitForIcon('ring-bars-idle');
  await tray().click('Quit');
  expect(await app.exited).toBe(0);
});
