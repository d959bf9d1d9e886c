// The launcher in the shell, with replacements for the programs that it asks: each case is a computer.
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder';

const LAUNCHER = join(import.meta.dirname, '../../../../build/packages/linux/launcher.sh');

interface Computer {
  /** Whether an ordinary user may make namespaces. */
  readonly namespaces?: boolean;
  /** What the helper says; absent where it is not set-user-id. */
  readonly helper?: string;
  readonly profile?: boolean;
  readonly uid?: number;
  /** What the kernel is set to, by path below /proc/sys. */
  readonly knobs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  /** Of the folder that it lies in. */
  readonly folder?: string;
}

async function start(computer: Computer, args: readonly string[] = []) {
  const folder = join(await temporaryFolder(), computer.folder ?? 'x');
  const program = async (path: string, text: string, mode = 0o755) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, path), mode);
  };
  await mkdir(folder);
  await cp(LAUNCHER, join(folder, 'app/axiom-token-manager'));
  await program('app/axiom-token-manager-bin', 'echo "program: $*"');
  await program(
    'app/chrome-sandbox',
    `echo '${computer.helper ?? ''}' >&2; exit 1`,
    computer.helper === undefined ? 0o755 : 0o4755,
  );
  await program('bin/unshare', `exit ${computer.namespaces ? 0 : 1}`);
  await program('bin/id', `echo ${computer.uid ?? 1000}`);
  // Only the search for a profile is replaced; the other one reads what the helper says.
  await program('bin/grep', `[ "$1" = -rqsF ] && exit ${computer.profile ? 0 : 1}; exec /bin/grep "$@"`);
  await program('bin/zenity', `printf '%s\\n' "$@" > ${folder}/window`);
  for (const [path, value] of Object.entries(computer.knobs ?? {})) {
    await mkdir(dirname(join(folder, 'knobs', path)), { recursive: true });
    await writeFile(join(folder, 'knobs', path), `${value}\n`);
  }
  const { status, stdout, stderr } = spawnSync('sh', [join(folder, 'app/axiom-token-manager'), ...args], {
    env: { PATH: `${folder}/bin:/usr/bin:/bin`, KNOBS: join(folder, 'knobs'), ...computer.env },
    encoding: 'utf8',
  });
  const window = await readFile(join(folder, 'window'), 'utf8').catch(() => '');
  return { status, stdout, stderr, window, app: join(folder, 'app') };
}

const HELPS = 'close: Bad file descriptor';
const NO_RIGHTS = 'Failed to move to new namespace: errno = Operation not permitted';

describe('the launcher', () => {
  it.each<[string, Computer]>([
    ['ordinary users may make namespaces', { namespaces: true }],
    ['the helper has its rights', { helper: HELPS }],
    ['a profile lets the program have them', { profile: true }],
  ])('starts the program with its arguments where %s', async (_case, computer) => {
    const { status, stdout, stderr } = await start(computer, ['--hidden', 'a b.axiombackup']);
    expect([status, stdout, stderr]).toEqual([0, 'program: --hidden a b.axiombackup\n', '']);
  });

  it.each<[string, Computer]>([
    ['nothing lets it have its sandbox', {}],
    ['the helper lies on a disk that takes no rights of programs', { helper: NO_RIGHTS }],
  ])('starts nothing where %s, and says so on stderr and in a window', async (_case, computer) => {
    const { status, stdout, stderr, window } = await start(computer);
    expect([status, stdout]).toEqual([1, '']);
    const words = 'Axiom Token Manager was not started: this computer does not let it have its sandbox';
    expect(stderr).toContain(words);
    expect(stderr).toContain('Nothing was changed; your tokens are where they were.');
    expect(window).toContain(words);
  });

  it('does not start as root', async () => {
    const { status, stdout, stderr } = await start({ uid: 0, namespaces: true });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('you are root');
  });

  it('does as told when somebody asks for no sandbox', async () => {
    expect((await start({ uid: 0 }, ['--no-sandbox', '--demo'])).stdout).toBe('program: --no-sandbox --demo\n');
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'AppArmor',
      { 'kernel/apparmor_restrict_unprivileged_userns': '1' },
      'sudo tee /etc/apparmor.d/axiom-token-manager',
    ],
    [
      'Debian’s switch',
      { 'kernel/unprivileged_userns_clone': '0' },
      'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    ],
    ['the number of namespaces', { 'user/max_user_namespaces': '0' }, 'sudo sysctl -w user.max_user_namespaces=10000'],
    ['something else', { 'user/max_user_namespaces': '96365' }, 'such as a container'],
  ])('names what helps against %s', async (_what, knobs, help) => {
    const { stderr } = await start({ knobs });
    expect(stderr).toContain(help);
    expect(stderr).toContain('deb or rpm package');
  });

  it('names the helper, but not in an AppImage, whose files nobody can change', async () => {
    const { stderr, app } = await start({});
    expect(stderr).toContain(`sudo chown root:root "${app}/chrome-sandbox" && sudo chmod 4755 "${app}/chrome-sandbox"`);
    expect((await start({ env: { APPIMAGE: '/x.AppImage' } })).stderr).not.toContain('chown');
  });

  it('has no use for the helper in a path with spaces, from which the engine cannot start it, and says what helps', async () => {
    const { status, stdout, stderr } = await start({ helper: HELPS, folder: 'My programs' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('move this folder to where no name above it has a space');
    expect((await start({ namespaces: true, folder: 'My programs' })).stdout).toBe('program: \n');
  });

  it('writes the profile for the path that the program has, also in an AppImage', async () => {
    const knobs = { 'kernel/apparmor_restrict_unprivileged_userns': '1' };
    const { stderr, app } = await start({ knobs });
    expect(stderr).toContain(`profile axiom-token-manager "${app}/axiom-token-manager-bin" flags=(unconfined) {`);
    expect((await start({ knobs, env: { APPIMAGE: '/x.AppImage' } })).stderr).toContain(
      '"/tmp/.mount_*/axiom-token-manager-bin"',
    );
  });
});
