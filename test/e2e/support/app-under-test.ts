// The real app on a private desktop: started through Playwright, ended by quitting or by kill -9. Every end-to-end test of the desktop uses it.
// It must not know what the app does: pages and words belong to the tests.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { openElectronRuntime } from '../../../build/electron-runtime.mjs';
import { projectRoot } from '../../../build/project-root.mjs';
import { createProgress } from '../../../build/progress.mjs';
import type { AxiomSimulator } from '../../axiom-simulator/axiom-simulator';
import type { DesktopSession } from '../../support/desktop-session';
import { DRAWN_BY_PROCESSOR } from '../../support/drawn-by-processor.mjs';
import { waitUntil } from '../../support/wait-until';
import { followTray, type TrayOfApp } from './tray-of-app';

const WINDOW_URL = 'app://';

/** How the app is started. */
export interface AppOptions {
  readonly desktop: DesktopSession;
  readonly userDataDirectory: string;
  /** The folder for locks and journals; by default one for all apps of the desktop. */
  readonly stateDirectory?: string;
  /** The server; by default Axiom itself. */
  readonly simulator?: Pick<AxiomSimulator, 'env'>;
  readonly args?: readonly string[];
  /** `undefined` removes a variable of the desktop. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A package's executable; by default the sources' bundle in the available runtime. */
  readonly packagedPath?: string;
}

/** A running app. */
export interface AppUnderTest {
  readonly electronApp: ElectronApplication;
  readonly pid: number;
  /** Fails when the desktop has no tray. */
  readonly tray: TrayOfApp;
  /** The page of the main window, as soon as it has a heading. Waits at most 20 s. */
  page(): Promise<Page>;
  /** Its output so far, stdout and stderr. */
  output(): string;
  /** Ends it as its own menu does; resolves when it is gone, fails when it is not within 15 s. */
  quit(): Promise<void>;
  /** SIGKILL to the main process; resolves when it is gone. */
  kill9(): Promise<void>;
  /** For `afterEach`: quits it if it still runs, and kills it if that fails. */
  dispose(): Promise<void>;
}

/** Starts the app; resolves when its main process answers. Window and tray may come later. */
export async function startApp(options: AppOptions): Promise<AppUnderTest> {
  const { desktop, userDataDirectory, simulator, packagedPath } = options;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const source = packagedPath === undefined ? [projectRoot] : [];
  const { stateDirectory = stateDirectoryOn(desktop) } = options;
  const folders = [`--user-data-dir=${userDataDirectory}`, `--state-directory=${stateDirectory}`];
  const executablePath = packagedPath ?? (await electronExecutable());
  const electronApp = await launchOnceMore({
    executablePath,
    args: [...sandbox, DRAWN_BY_PROCESSOR, ...source, ...folders, ...(options.args ?? [])],
    env: definedOnly({ ...desktop.env, ...simulator?.env, ...options.env }),
    cwd: projectRoot,
    // Playwright would otherwise set the pages to light.
    colorScheme: null,
    timeout: 30_000,
  });
  await agreeToAccounts(electronApp);
  const child = electronApp.process();
  const { pid } = child;
  if (pid === undefined) throw new Error('The app has no process.');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  let isRunning = true;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      isRunning = false;
      resolve();
    };
    if (child.exitCode !== null || child.signalCode !== null) end();
    else child.once('exit', end);
  });
  const kill9 = async (): Promise<void> => {
    if (isRunning) process.kill(pid, 'SIGKILL');
    await gone;
    await waitUntil('the children of the killed app are gone', async () => !(await hasLivingChild(pid)));
  };
  return {
    electronApp,
    pid,
    get tray() {
      if (!desktop.trayHost) throw new Error('This desktop was ordered without a tray.');
      return followTray(desktop.trayHost);
    },
    async page() {
      let found: Page | undefined;
      await waitUntil('the main window has a page', () => {
        found = electronApp.windows().find((page) => page.url().startsWith(WINDOW_URL));
        return found !== undefined;
      });
      if (!found) throw new Error('unreachable');
      // Otherwise Playwright waits until the end of the test for a button that never comes.
      found.setDefaultTimeout(20_000);
      await found.locator('h1').first().waitFor();
      return found;
    },
    output: () => output,
    async quit() {
      // Calls `app.quit()` and detaches the debugger, for which the process would wait at its end.
      electronApp.close().catch(() => undefined);
      await waitUntil('the app has quit', () => !isRunning, 30_000);
    },
    kill9,
    async dispose() {
      if (!isRunning) return;
      electronApp.close().catch(() => undefined);
      await waitUntil('the app quits', () => !isRunning, 10_000).catch(kill9);
    },
  };
}

/** Confirms all questions about a sign-in; tests of the question itself use `answerDialogs`. */
async function agreeToAccounts(electronApp: ElectronApplication): Promise<void> {
  await electronApp.evaluate(({ dialog }) => {
    const show = dialog.showMessageBox.bind(dialog) as (...args: unknown[]) => Promise<Electron.MessageBoxReturnValue>;
    dialog.showMessageBox = async (...args: unknown[]) => {
      const { message } = args.at(-1) as Electron.MessageBoxOptions;
      const isAccount = /^(?:Sign .* in as account|Use this sign-in for|Replace the sign-in of) /.test(message);
      const isSecond = /is signed in to this account already/.test(message);
      if (!isAccount && !isSecond) return show(...args);
      // The same Axiom account in two of them: keeps both.
      return { response: isSecond ? 2 : 1, checkboxChecked: false };
    };
  });
}

/**
 * Seen once in Electron 22: its processes refuse each other a message about the first page just when Playwright attaches,
 * which then waits for that page until its timeout. Only such a start is repeated; a start that hangs without that trace fails.
 */
async function launchOnceMore(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options);
  } catch (error) {
    if (!/Timeout[\s\S]*rejected by interface blink\.mojom\.Widget/.test(String(error))) throw error;
    process.stderr.write('Electron lost its first page to Playwright; started once more.\n');
    return await _electron.launch(options);
  }
}

/** The state folder of the desktop's person. */
export function stateDirectoryOn(desktop: Pick<DesktopSession, 'dir'>): string {
  return join(desktop.dir, 'state');
}

/** The Electron that runs the sources here. */
export async function electronExecutable(): Promise<string> {
  const progress = createProgress({ write: () => undefined, nowMs: () => performance.now() });
  return (await openElectronRuntime({ root: projectRoot, env: process.env, progress })).executable;
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Playwright makes the app the leader of a process group; its helpers stay in it. */
async function hasLivingChild(group: number): Promise<boolean> {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  // The group leader itself may be a zombie that this process has not collected yet.
  const state = await readFile(join('/proc', String(group), 'stat'), 'utf8').catch(() => '');
  return !/\) Z /.test(state);
}
