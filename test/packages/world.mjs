// @ts-check
// Where a package is tested: this computer, or a clean system in a folder (chroot), each with its own mounts that nobody else sees and that end
// with their last process. Root and the person run programs in it. A world may deny its users the namespaces for a sandbox.
import { mkdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { asPerson, startOwnedProcess, waitUntilReady } from '../../build/virtual-desktop/owned-process.mjs';

/** @typedef {import('./scratch.mjs').Person} Person */

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Files that a system in a folder takes from this computer. */
const FROM_THIS_COMPUTER = ['/proc', '/sys', '/dev', '/tmp/.X11-unix'];

/**
 * @typedef {object} World
 * @property {string} root the folder that is its `/`, as seen from this computer
 * @property {(command: readonly string[], options?: {timeoutMs?: number, input?: string, env?: Record<string, string>}) => Promise<string>} asRoot
 *   resolves with the command's output, stdout and stderr; rejects with a `CommandError`
 * @property {(command: readonly string[], options: {env: NodeJS.ProcessEnv, timeoutMs?: number}) => Promise<string>} asPerson as `asRoot`
 * @property {(command: readonly string[], options: {env: NodeJS.ProcessEnv, logFile: string}) => import('../../build/virtual-desktop/owned-process.mjs').OwnedProcess} start
 *   as the person
 * @property {(command: readonly string[], options?: {timeoutMs?: number}) => Promise<string>} besideIt a program of this computer that sees the world's mounts
 * @property {() => Promise<void>} dispose ends the process that holds the mounts
 */

/**
 * @param {object} options
 * @param {string} options.dir for its log
 * @param {Person} options.person
 * @param {string} [options.root] a clean system in a folder; by default this computer
 * @param {readonly string[]} [options.shared] folders of this computer that are visible in it at the same path
 * @param {boolean} [options.deniesNamespaces] like a hardened kernel
 * @returns {Promise<World>}
 */
export async function openWorld({ dir, person, root = '/', shared = [], deniesNamespaces = false }) {
  const isFolder = root !== '/';
  const mounts = isFolder ? [...FROM_THIS_COMPUTER, ...shared] : [];
  for (const path of mounts) await mkdir(join(root, path), { recursive: true });
  const logFile = join(dir, `world-${Math.random().toString(36).slice(2)}.log`);
  // On some machines only root can open it; on a desktop everybody can.
  const device = join(dir, 'fuse');
  const fuse =
    isFolder || deniesNamespaces
      ? []
      : [`[ -e '${device}' ] || mknod -m 666 '${device}' c 10 229`, `mount --bind '${device}' /dev/fuse`];
  const script = [
    'set -e',
    ...fuse,
    'until [ "$(cat /proc/self/uid_map)" ]; do sleep 0.01; done',
    ...mounts.map((path) => `mount --rbind '${path}' '${root}${path}'`),
    'echo ready',
    'exec sleep infinity',
  ].join('\n');
  const holder = startOwnedProcess(
    'unshare',
    ['--mount', ...(deniesNamespaces ? ['--user'] : []), 'sh', '-c', script],
    { env: { PATH }, logFile },
  );
  if (deniesNamespaces) await takeNamespacesAway(holder);
  const readLog = () => readFile(logFile, 'utf8');
  await waitUntilReady({
    what: 'the world',
    process: holder,
    isReady: async () => (await readLog()) === 'ready\n',
    readLog,
  });

  const enter = ['--target', String(holder.pid), '--mount', ...(deniesNamespaces ? ['--user'] : []), '--'];
  const inside = [...enter, ...(isFolder ? ['chroot', root] : [])];
  const personally = [...inside, 'setpriv', ...asPerson(person), '--pdeathsig', 'KILL', '--'];
  const rootEnv = { PATH, HOME: '/root', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
  return {
    root,
    asRoot: (command, { env = {}, ...options } = {}) =>
      run([...inside, ...command], { env: { ...rootEnv, ...env }, ...options }),
    asPerson: (command, options) => run([...personally, ...command], options),
    start: (command, options) => startOwnedProcess('nsenter', [...personally, ...command], options),
    besideIt: (command, options) => run([...enter, ...command], { env: { ...process.env, ...rootEnv }, ...options }),
    dispose: () => holder.stop('SIGKILL'),
  };
}

/** Maps all users of this computer to themselves, then forbids user namespaces inside. */
async function takeNamespacesAway(
  /** @type {import('../../build/virtual-desktop/owned-process.mjs').OwnedProcess} */ holder,
) {
  const ours = await readlink('/proc/self/ns/user');
  const isApart = async () =>
    ![ours, undefined].includes(await readlink(`/proc/${holder.pid}/ns/user`).catch(() => undefined));
  await waitUntilReady({ what: 'unshare', process: holder, isReady: isApart, readLog: async () => '' });
  for (const kind of ['uid_map', 'gid_map']) await writeFile(`/proc/${holder.pid}/${kind}`, '0 0 4294967295');
  const deny = 'echo 0 > /proc/sys/user/max_user_namespaces';
  await run(['--target', String(holder.pid), '--user', '--', 'sh', '-c', deny], { env: { PATH } });
}

/** @param {readonly string[]} args @param {{env: NodeJS.ProcessEnv, timeoutMs?: number, input?: string}} options */
async function run(args, { env, timeoutMs = 120_000, input }) {
  const command = ['setpriv', '--pdeathsig', 'KILL', '--', 'nsenter', ...args];
  // Both streams in the order of output, as a person sees them.
  return runCommand('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], {
    env,
    timeoutMs,
    ...(input !== undefined && { input }),
  });
}

/** The output of a failed command. */
export function outputOf(/** @type {unknown} */ error) {
  return error instanceof CommandError ? error.output : String(error);
}
