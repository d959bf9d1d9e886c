// The packaged app from outside: its content, that it runs, and that no debugger gets in. Its fuses keep test drivers out
// too, so it is observed over D-Bus, its exit code, its processes and its ports. `npm test` packages before it runs this.
import { createPackageWithOptions, extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { execFile } from 'node:child_process';
import { access, appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it, type TestContext } from 'vitest';
import { lastWords, sandboxDenied } from '../../build/application-end.mjs';
import { type Application, startApplication } from '../../build/virtual-desktop/application.mjs';
import { checkPackage, packageLayout } from '../../build/packages/package-checks.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { type DesktopSession, openDesktopSession } from '../support/desktop-session';
import { makeTemporaryFolder, temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';
import { electronExecutable, startApp } from './support/app-under-test';
import { openKeyringPrompt } from './support/keyring-prompt';
import { processesOf } from './support/processes-of';
import { followTray } from './support/tray-of-app';

const folder = join(projectRoot, 'release/linux-unpacked');
const { executable, resources } = packageLayout(folder);
const archive = join(resources, 'app.asar');
/** The port that Node opens on SIGUSR1. */
const INSPECTOR_PORT = 9229;

let desktop: DesktopSession;
/** Why the package cannot run here as an ordinary user; `undefined` when it can. */
let denied: string | undefined;
const running: Application[] = [];

beforeAll(async () => {
  await access(executable).catch(() => {
    throw new Error('There is no package. Run `npm run package` first.');
  });
  desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  if (process.getuid?.() !== 0) denied = await whyDenied();
});
afterEach(async () => {
  for (const application of running.splice(0)) await application.stop();
});
afterAll(() => desktop?.dispose());

/** Starts the package for a moment, to see whether it can have its sandbox. */
async function whyDenied(): Promise<string | undefined> {
  const { path, remove } = await makeTemporaryFolder();
  const folders = [`--user-data-dir=${path}`, `--state-directory=${join(path, 'state')}`];
  const application = startApplication({ executable, args: [...folders, '--demo'], env: desktop.env });
  application.stdout.resume();
  const words = lastWords(application.stderr);
  const isUp = async () => (await processesOf(path, '--type=renderer')).length > 0;
  await Promise.race([application.exited, waitUntil('the page of the window runs', isUp).catch(() => undefined)]);
  await application.stop();
  await remove();
  return sandboxDenied({ output: await words(), executable })?.message;
}

function skipWhereDenied(context: TestContext): void {
  if (denied !== undefined) context.skip(denied);
}

function trayHost() {
  if (!desktop.trayHost) throw new Error('the desktop was ordered with a tray');
  return desktop.trayHost;
}

function keyring() {
  if (!desktop.keyring) throw new Error('the desktop was ordered with a keyring');
  return desktop.keyring;
}

async function start(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, program = executable) {
  const userData = await temporaryFolder();
  const application = startApplication({
    executable: program,
    args: [...args, `--user-data-dir=${userData}`, `--state-directory=${join(userData, 'state')}`],
    env: { ...desktop.env, ...env },
  });
  running.push(application);
  // Pipes that nobody reads would block it.
  application.stdout.resume();
  application.stderr.resume();
  return { ...application, userData };
}

async function isOpen(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/json/version`).then(
    () => true,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

it('S-19: has its fuses set, only native parts outside the archive, and no file that is not on the list', async () => {
  const version = await readFile(join(folder, 'version'), 'utf8');
  expect(await checkPackage({ folder, isDevelopmentRuntime: /^v?22\./.test(version) })).toMatch(
    /^\d+ files, \d fuses$/,
  );
  expect(await exists(join(resources, 'default_app.asar'))).toBe(false);
});

it('holds no code of tests or of the simulator, no source map, and no path of the machine that built it', () => {
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.slice(1))
    .filter((path) => !('files' in statFile(archive, path)) && !path.endsWith('.node') && !path.endsWith('.png'));
  const texts = new Map(files.map((path) => [path, extractFile(archive, path).toString('utf8')]));
  expect(texts.get('dist/main.cjs')).toContain('Axiom Token Manager');
  const foreign = ['death-after-answer', 'reset-mid-head', 'sourceMappingURL', 'vitest', projectRoot, homedir()];
  const found = [...texts].flatMap(([path, text]) =>
    foreign.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`),
  );
  expect(found).toEqual([]);
  expect(files.filter((path) => /\.map$|^(test|node_modules\/(?!keytar\/|koffi\/|@koromix\/))/.test(path))).toEqual([]);
});

it('runs: tray, demo account in tooltip and menu, and "Quit" ends all of it with exit code 0', async (context) => {
  skipWhereDenied(context);
  const application = await start(['--demo']);
  const tray = followTray(trayHost());
  await tray.waitForEntry(/^demo: Healthy, expires in 1 min \d+ s — Simulator$/);
  // Tooltip and menu are read one after the other; once the keychain was read, the tooltip mentions only the demo.
  const tooltip = /^demo: healthy, expires in 1 min \d+ s — Simulator$/;
  await waitUntil('the tooltip says so too', async () => tooltip.test((await tray.look()).tooltip));
  // While the keychain is being read, each profile has its own submenu.
  const { menu } = await tray.waitForEntry(/^main: Signed out$/);
  expect(menu.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Refresh demo now', 'Copy access token of demo', 'Quit']),
  );
  await waitUntil(
    'the page of the window runs',
    async () => (await processesOf(application.userData, '--type=renderer')).length > 0,
  );
  await tray.click('Quit');
  expect(await application.exited).toBe(0);
  await waitUntil('no process is left', async () => (await processesOf(application.userData, executable)).length === 0);
  expect(trayHost().hasItem()).toBe(false);
});

it('brings the command line, which runs with an empty environment from a path with spaces', async () => {
  const { path, remove } = await makeTemporaryFolder();
  const copy = join(path, 'With spaces, für alle');
  await promisify(execFile)('cp', ['-a', '--link', folder, copy]).catch(() => cp(folder, copy, { recursive: true }));
  const { stdout, stderr } = await promisify(execFile)(packageLayout(copy).commandLine, ['version'], { env: {} });
  const { version } = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as { version: string };
  expect([stdout, stderr]).toEqual([expect.stringContaining(version), '']);
  await remove();
});

it('hands a token of the running app to the command line, and knows by the kernel who asked', async (context) => {
  skipWhereDenied(context);
  const application = await start(['--demo']);
  await followTray(trayHost()).waitForEntry(/^demo: Healthy/);
  const env = { ...desktop.env, AXIOM_TOKENS_CONFIG_DIR: application.userData };
  const ask = async (...args: string[]) =>
    (await promisify(execFile)(packageLayout(folder).commandLine, [...args, '--require-broker', '--no-input'], { env }))
      .stdout;
  expect(await ask('token', '--profile', 'demo')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const { entries } = JSON.parse(await ask('trail', '--json')) as {
    entries: { consumer: { pid?: number; kind: string } }[];
  };
  // koffi's native module is loaded from beside the archive: without it no program is identified.
  expect(entries.map(({ consumer }) => [consumer.kind, typeof consumer.pid])).toContainEqual(['program', 'number']);
});

/** Attempts to get into the running app: own code, and ports. */
async function breakIn() {
  const marks = { file: join(await temporaryFolder(), 'ran'), inspect: await freePort(), debug: await freePort() };
  const evil = `${marks.file}.cjs`;
  await writeFile(evil, `require('node:fs').writeFileSync(${JSON.stringify(marks.file)}, '')`);
  return {
    ...marks,
    evil,
    switches: [`--inspect=127.0.0.1:${marks.inspect}`, `--remote-debugging-port=${marks.debug}`],
  };
}

it('the attacks of the next test succeed on an Electron without our fuses', async () => {
  const way = await breakIn();
  const program = await electronExecutable();
  const env = { ...desktop.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${way.evil}` };
  await promisify(execFile)(program, ['--eval', '0'], { env });
  expect(await exists(way.file)).toBe(true);
  await start([...way.switches, projectRoot], {}, program);
  await waitUntil('the inspector answers', () => isOpen(way.inspect));
  await waitUntil('the debugger of the pages answers', () => isOpen(way.debug));
});

it('X-1, X-4: lets no other code in: not as Node, not by NODE_OPTIONS, --inspect, SIGUSR1 or --remote-debugging-port', async (context) => {
  skipWhereDenied(context);
  const way = await breakIn();
  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${way.evil}` };
  const application = await start([...way.switches, '--demo'], env);
  await followTray(trayHost()).waitForEntry(/^demo: Healthy/);
  // The page is loaded: everything that Chromium opens at its start is open by now.
  await waitUntil(
    'the page of the window runs',
    async () => (await processesOf(application.userData, '--type=renderer')).length > 0,
  );
  expect([await isOpen(way.inspect), await isOpen(way.debug), await exists(way.file)]).toEqual([false, false, false]);
  process.kill(application.pid, 'SIGUSR1');
  await Promise.race([
    application.exited,
    followTray(trayHost())
      .look()
      .catch(() => undefined),
  ]);
  expect(await isOpen(INSPECTOR_PORT)).toBe(false);
});

/** Added to the package's main: opens the developer tools and writes down whether they are open a second later. */
const PROBE = `;(() => {
  const { app } = require('electron');
  const { writeFileSync } = require('node:fs');
  app.on('web-contents-created', (_event, contents) => contents.once('did-finish-load', () => {
    contents.openDevTools({ mode: 'detach' });
    const facts = () => JSON.stringify({ isPackaged: app.isPackaged, isOpen: contents.isDevToolsOpened() });
    setTimeout(() => writeFileSync(process.env.PROBE_RESULT, facts()), 1000);
  }));
})();`;

it('X-2: keeps the developer tools closed, even for its own code (a copy of the package, with a line that tries)', async (context) => {
  skipWhereDenied(context);
  const copy = await temporaryFolder();
  // Hard links if the disk supports them, because a package is large. The archive is removed before it is written again.
  await promisify(execFile)('cp', ['-a', '--link', `${folder}/.`, copy]).catch(() =>
    cp(folder, copy, { recursive: true }),
  );
  const unpacked = await temporaryFolder();
  extractAll(archive, unpacked);
  await appendFile(join(unpacked, 'dist/main.cjs'), PROBE);
  await rm(join(copy, 'resources/app.asar'));
  await rm(join(copy, 'resources/app.asar.unpacked'), { recursive: true });
  await createPackageWithOptions(unpacked, join(copy, 'resources/app.asar'), { unpack: '**/*.node' });
  const result = join(await temporaryFolder(), 'result.json');
  const { executable: probing } = packageLayout(copy);
  await start(['--demo'], { PROBE_RESULT: result }, probing);
  // The file exists, and is empty, a moment before it is written.
  await waitUntil('the probe has looked', async () => (await readFile(result, 'utf8').catch(() => '')) !== '');
  expect(JSON.parse(await readFile(result, 'utf8'))).toEqual({ isPackaged: true, isOpen: false });

  // In development the same call does open them.
  const app = await startApp({ desktop, userDataDirectory: await temporaryFolder(), args: ['--demo'] });
  try {
    await app.page();
    const opened = app.electronApp.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return new Promise<boolean>((resolve) => {
        contents?.once('devtools-opened', () => resolve(contents.isDevToolsOpened()));
        contents?.openDevTools({ mode: 'detach' });
      });
    });
    expect(await opened).toBe(true);
  } finally {
    await app.dispose();
  }
});

it('starts beside a keychain that hangs or is locked, and raises no prompt', async (context) => {
  skipWhereDenied(context);
  // On this desktop Chromium would use the keychain by itself, unless it is prevented.
  const env = { XDG_CURRENT_DESKTOP: 'GNOME' };
  const prompt = await openKeyringPrompt(desktop);
  try {
    keyring().freeze();
    const beside = await start(['--demo'], env);
    await trayHost().waitForItem(15_000);
    keyring().thaw();
    await beside.stop();
    await keyring().lock();
    await start(['--demo'], env);
    await followTray(trayHost()).waitForEntry(/^main: Keychain is locked/);
    expect(await prompt.isShown()).toBe(false);
  } finally {
    keyring().thaw();
    await prompt.dispose();
  }
});
