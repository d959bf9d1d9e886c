// The packaged app as an ordinary user with Chromium's sandbox on; root cannot have it. As root, the test
// creates a user and removes it again; otherwise it runs as the current user. Where the system denies the sandbox it is skipped with a reason.
import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { sandboxDenied } from '../../build/application-end.mjs';
import { startOwnedProcess } from '../../build/virtual-desktop/owned-process.mjs';
import { packageLayout } from '../../build/packages/package-checks.mjs';
import { projectRoot } from '../../build/project-root.mjs';
import { waitUntil } from '../support/wait-until';
import { processesOf } from './support/processes-of';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const USER = `axiom-test-${process.pid}`;

let folder: string;
const disposers: (() => Promise<unknown> | void)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'axiom-sandbox-'));
  disposers.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  // The checkout may be in a folder that only root can read.
  await cp(join(projectRoot, 'release/linux-unpacked'), join(folder, 'app'), { recursive: true });
  await mkdir(join(folder, 'home'), { mode: 0o700 });
  if (!isRoot) return;
  await setHelper(0o4755);
  await run('useradd', ['--system', '--no-create-home', '--shell', '/bin/false', USER]);
  disposers.push(() =>
    waitUntil('the user can be removed', () =>
      run('userdel', [USER]).then(
        () => true,
        () => false,
      ),
    ),
  );
  const id = async (kind: string): Promise<number> => Number((await run('id', [kind, USER])).stdout);
  await chown(join(folder, 'home'), await id('-u'), await id('-g'));
  // A user with a running process cannot be removed.
  disposers.push(endEverybody);
});
afterAll(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});

/** Ends all processes that the app has started, whatever their parent is now. */
async function endEverybody(): Promise<void> {
  await waitUntil('all processes of the test are gone', async () => {
    const left = await processesOf(folder, '');
    for (const { pid } of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    }
    return left.length === 0;
  });
}

/** What `npm start` tells a person to do with the sandbox helper; root does it by itself. */
async function setHelper(mode: number): Promise<void> {
  const helper = join(folder, 'app/chrome-sandbox');
  await chown(helper, 0, 0);
  await chmod(helper, mode);
}

const output = (): Promise<string> => readFile(join(folder, 'output.log'), 'utf8');

/** Starts a program, as the ordinary user unless `as` says otherwise, on the display and bus in `env`. */
function startAsUser(command: string, args: readonly string[], env: NodeJS.ProcessEnv, extraPipe = false, as = USUAL) {
  const started = startOwnedProcess(String(as[0]), [...as.slice(1), command, ...args], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: join(folder, 'home'), ...env },
    logFile: join(folder, 'output.log'),
    extraPipe,
  });
  disposers.push(() => started.stop());
  return started;
}

const USUAL: readonly string[] = isRoot
  ? ['setpriv', '--reuid', USER, '--regid', USER, '--clear-groups', '--pdeathsig', 'KILL', '--']
  : ['setpriv', '--'];

async function startScreen(): Promise<string> {
  const server = startAsUser('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {}, true);
  let display = '';
  server.child.stdio[3]?.on('data', (chunk: Buffer) => {
    display += chunk.toString();
  });
  await waitUntil('the screen is on', () => display.endsWith('\n'));
  return `:${display.trim()}`;
}

/** Starts the app on its own screen, with a new data folder. */
async function startPackaged(name: string, as = USUAL) {
  const { executable } = packageLayout(join(folder, 'app'));
  const env = { DISPLAY: await startScreen(), XDG_RUNTIME_DIR: join(folder, 'home') };
  const userData = join(folder, 'home', name);
  const folders = [`--user-data-dir=${userData}`, `--state-directory=${join(folder, 'home/state')}`];
  const app = startAsUser('dbus-run-session', ['--', executable, ...folders, '--demo'], env, false, as);
  const find = async (kind: string) => (await processesOf(userData, `--type=${kind}`))[0];
  return { executable, userData, app, find };
}

/** Waits for the app's page and checks its sandbox; skips the test where the system denies that. */
async function expectLockedIn(name: string, context: TestContext, as = USUAL): Promise<void> {
  const { executable, userData, app, find } = await startPackaged(name, as);
  await waitUntil(
    'the page of the window runs, or the app has ended',
    async () => !app.isRunning() || (await find('renderer')) !== undefined,
  );
  const denied = sandboxDenied({ output: await output(), executable });
  if (denied) context.skip(denied.message);
  if (!app.isRunning()) throw new Error(`no page: ${(await output()).slice(-2000)}`);
  /** Of the page's process; Chromium may replace the first one. */
  const status = async (): Promise<(string | undefined)[]> => {
    const page = await find('renderer');
    const text = page ? await readFile(`/proc/${page.pid}/status`, 'utf8').catch(() => '') : '';
    return ['Seccomp', 'NoNewPrivs', 'CapEff'].map((field) => new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(text)?.[1]);
  };
  // It enters the sandbox shortly after its start.
  await expect.poll(status).toEqual(['2', '1', '0000000000000000']);
  const everything = await processesOf(userData, executable);
  expect(everything.length).toBeGreaterThan(2);
  expect(everything.filter(({ commandLine }) => commandLine.includes('--no-sandbox'))).toEqual([]);
}

it('gives its page a system call filter and no privileges, and starts no process without the sandbox', (context) =>
  expectLockedIn('data', context));

it('where ordinary users may make no namespaces it ends with a message that names the helper; with the helper it has its sandbox', async (context) => {
  if (!isRoot) context.skip('only root can deny somebody the namespaces, by a chroot');
  const root = join(folder, 'chroot');
  await mkdir(root);
  const enter = 'mount --rbind / "$0" && user="$1" && shift && exec chroot --userspec="$user:$user" "$0" "$@"';
  const inChroot = ['unshare', '--mount', 'sh', '-c', enter, root, USER];
  const canEnter = await run(String(inChroot[0]), [...inChroot.slice(1), 'true']).then(
    () => true,
    () => false,
  );
  if (!canEnter) context.skip('mounting is not allowed here');
  await setHelper(0o755);
  const { app, executable } = await startPackaged('denied', inChroot);
  await waitUntil('the launcher has said why', async () => /^ +sudo chown/m.test(await output()));
  expect(await output()).toContain(`sudo chmod 4755 '${join(folder, 'app/chrome-sandbox')}'`);
  expect(sandboxDenied({ output: await output(), executable })).toBeDefined();
  // A window says it as well, and stays until it is closed.
  await app.stop();
  await rm(join(folder, 'output.log'));
  await setHelper(0o4755);
  await expectLockedIn('helped', context, inChroot);
});
