// The packaged app as an ordinary person runs it, with Chromium's sandbox on: root, as which tests often run, cannot have it. As root the test
// makes a user for itself and removes it again; otherwise it runs as whoever runs it.
import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOwnedProcess } from '../../build/virtual-desktop/owned-process.mjs';
import { packageLayout } from '../../build/package-checks.mjs';
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
  // The checkout may lie where only root can read.
  await cp(join(projectRoot, 'release/linux-unpacked'), join(folder, 'app'), { recursive: true });
  await mkdir(join(folder, 'home'), { mode: 0o700 });
  if (!isRoot) return;
  await run('useradd', ['--system', '--no-create-home', '--shell', '/bin/false', USER]);
  disposers.push(() => run('userdel', [USER]));
  const id = async (kind: string): Promise<number> => Number((await run('id', [kind, USER])).stdout);
  await chown(join(folder, 'home'), await id('-u'), await id('-g'));
  // A user with a process cannot be removed.
  disposers.push(endEverybody);
});
afterAll(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});

/** Ends what the app has started, whoever its parent is by now. */
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

/** Starts a program as the ordinary user, on the display and the bus that `env` names. */
function startAsUser(command: string, args: readonly string[], env: NodeJS.ProcessEnv, extraPipe = false) {
  const as = isRoot ? ['--reuid', USER, '--regid', USER, '--clear-groups', '--pdeathsig', 'KILL', '--'] : ['--'];
  const started = startOwnedProcess('setpriv', [...as, command, ...args], {
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: join(folder, 'home'), ...env },
    logFile: join(folder, 'output.log'),
    extraPipe,
  });
  disposers.push(() => started.stop());
  return started;
}

async function startScreen(): Promise<string> {
  const server = startAsUser('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {}, true);
  let display = '';
  server.child.stdio[3]?.on('data', (chunk: Buffer) => {
    display += chunk.toString();
  });
  await waitUntil('the screen is on', () => display.endsWith('\n'));
  return `:${display.trim()}`;
}

it('gives its page a system call filter and no privileges, and starts no process without the sandbox', async () => {
  const { executable } = packageLayout(join(folder, 'app'));
  const env = { DISPLAY: await startScreen(), XDG_RUNTIME_DIR: join(folder, 'home') };
  const userData = join(folder, 'home/data');
  const folders = [`--user-data-dir=${userData}`, `--state-directory=${join(folder, 'home/state')}`];
  const app = startAsUser('dbus-run-session', ['--', executable, ...folders, '--demo'], env);
  const find = async (kind: string) => (await processesOf(userData, `--type=${kind}`))[0];
  await waitUntil('the page of the window runs', async () => (await find('renderer')) !== undefined).catch(async () => {
    throw new Error(`no page: ${app.isRunning()} ${(await readFile(join(folder, 'output.log'), 'utf8')).slice(-2000)}`);
  });
  const page = await find('renderer');
  const status = async (name: string): Promise<string | undefined> =>
    new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(await readFile(`/proc/${String(page?.pid)}/status`, 'utf8'))?.[1];
  // The page's process starts before it closes its doors behind it.
  await waitUntil('the page has a system call filter', async () => (await status('Seccomp')) === '2');
  expect([await status('Seccomp'), await status('NoNewPrivs'), await status('CapEff')]).toEqual([
    '2',
    '1',
    '0000000000000000',
  ]);
  const everything = await processesOf(userData, executable);
  expect(everything.length).toBeGreaterThan(2);
  expect(everything.filter(({ commandLine }) => commandLine.includes('--no-sandbox'))).toEqual([]);
});
