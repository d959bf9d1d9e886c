// Runs the launcher in the shell with replacements for the programs that it calls: each case is a computer.
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder';

const LAUNCHER = join(import.meta.dirname, '../../../../build/packages/linux/launcher.sh');

interface Computer {
  /** Whether an ordinary user may make namespaces. */
  readonly namespaces?: boolean;
  /** The helper's output; absent where it is not set-user-id. */
  readonly helper?: string;
  /** Whether AppArmor has a profile for a path. */
  readonly profile?: (path: string) => boolean;
  readonly uid?: number;
  /** Kernel settings, by path below /proc/sys. */
  readonly knobs?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  /** The launcher's folder. */
  readonly folder?: string;
  /** The kind of package. */
  readonly package?: 'deb' | 'rpm';
  /** Programs that show messages, with their exit codes. */
  readonly windows?: Readonly<Record<string, number>>;
  /** Missing files of this copy. */
  readonly missing?: string;
}

async function start(computer: Computer, args: readonly string[] = []) {
  const base = await temporaryFolder();
  const app = join(base, computer.folder ?? 'app');
  const write = async (path: string, text: string, mode = 0o755) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await chmod(path, mode);
  };
  const program = (path: string, text: string, mode?: number) => write(path, `#!/bin/sh\n${text}\n`, mode);
  const bin = join(base, 'bin');
  await program(join(app, 'axiom-token-manager-bin'), 'echo "program: $*"');
  const helper = `echo '${computer.helper ?? ''}' >&2; exit 1`;
  await program(join(app, 'chrome-sandbox'), helper, computer.helper === undefined ? 0o755 : 0o4755);
  await write(join(app, 'resources/app.asar'), '', 0o644);
  await program(join(app, 'axiom-tokens'), 'echo "command line: $*"');
  if (computer.package) await write(join(app, 'resources/package-type'), computer.package, 0o644);
  await cp(LAUNCHER, join(app, 'axiom-token-manager'));
  if (computer.missing) await rm(join(app, computer.missing));
  await program(join(bin, 'unshare'), `exit ${computer.namespaces ? 0 : 1}`);
  await program(join(bin, 'id'), `echo ${computer.uid ?? 1000}`);
  // Only the search for a profile is replaced; the other one reads the helper's output.
  const asked = join(base, 'asked');
  await program(
    join(bin, 'grep'),
    `[ "$1" = -rqsF ] || exec /bin/grep "$@"; printf %s "$3" > ${asked}; exit ${computer.profile ? 0 : 1}`,
  );
  const knobs = Object.entries(computer.knobs ?? {}).map(([path, value]) => `/proc/sys/${path}) echo ${value} ;;`);
  await program(join(bin, 'cat'), `case $1 in ${knobs.join(' ')} /proc/sys/*) exit 1 ;; *) exec /bin/cat "$@" ;; esac`);
  for (const [name, code] of Object.entries(computer.windows ?? {})) {
    await program(join(bin, name), `printf '%s\\n' ${name} "$@" >> ${base}/window; exit ${code}`);
  }
  const { status, stdout, stderr } = spawnSync('/bin/sh', [join(app, 'axiom-token-manager'), ...args], {
    // No program of this machine may show messages.
    env: { PATH: `${bin}:${await toolsWithoutWindows(base)}`, ...computer.env },
    encoding: 'utf8',
  });
  const read = (path: string) => readFile(path, 'utf8').catch(() => '');
  return { status, stdout, stderr, window: await read(join(base, 'window')), asked: await read(asked), app };
}

/** A folder with only the programs that every system has. */
async function toolsWithoutWindows(base: string): Promise<string> {
  const folder = join(base, 'tools');
  await mkdir(folder);
  for (const name of ['dirname', 'readlink', 'sed', 'fold', 'true']) {
    await writeFile(join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin exec ${name} "$@"\n`, { mode: 0o755 });
  }
  return folder;
}

const HELPS = 'close: Bad file descriptor';
const NO_RIGHTS = 'Failed to move to new namespace: errno = Operation not permitted';
const APPARMOR = { 'kernel/apparmor_restrict_unprivileged_userns': '1' };

describe('the launcher', () => {
  it.each<[string, Computer]>([
    ['ordinary users may make namespaces', { namespaces: true }],
    ['the helper has its rights', { helper: HELPS }],
    ['a profile lets the program have them', { profile: () => true, knobs: APPARMOR }],
  ])('starts the program with its arguments where %s', async (_case, computer) => {
    const { status, stdout, stderr } = await start(computer, ['--hidden', 'a b.axiombackup']);
    expect([status, stdout, stderr]).toEqual([0, 'program: --hidden a b.axiombackup\n', '']);
  });

  it.each<[string, Computer]>([
    ['nothing lets it have its sandbox', {}],
    ['the helper is on a disk mounted with nosuid', { helper: NO_RIGHTS }],
    ['a profile is there, but it is not AppArmor that denies it', { profile: () => true }],
  ])('starts nothing where %s, and says so on stderr and in a window', async (_case, computer) => {
    const { status, stdout, stderr, window } = await start({ ...computer, windows: { zenity: 0 } });
    expect([status, stdout]).toEqual([1, '']);
    const words = 'Axiom Token Manager was not started: this computer does not let it have its';
    expect(stderr).toContain(words);
    expect(stderr).toContain('your tokens are where they were');
    expect(window).toContain(words);
  });

  it('shows its message in one window, however that is closed', async () => {
    const { window } = await start({ windows: { zenity: 1, xmessage: 0 } });
    expect([window.startsWith('zenity\n'), window.includes('xmessage')]).toEqual([true, false]);
    expect((await start({ windows: { xmessage: 0 } })).window).toMatch(/^xmessage\n-center\n/);
    expect((await start({ windows: { 'notify-send': 0 } })).window).toMatch(/^notify-send\n/);
  });

  it('breaks its lines, but never a command that a person has to type', async () => {
    const { stderr } = await start({ folder: 'a'.repeat(120) });
    const lines = stderr.split('\n');
    expect(lines.filter((line) => !line.startsWith('  ') && line.length > 90)).toEqual([]);
    expect(lines.filter((line) => line.startsWith('  sudo chown')).length).toBe(1);
  });

  it('does not start as root', async () => {
    const { status, stdout, stderr } = await start({ uid: 0, namespaces: true });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('you are root');
  });

  it.each([
    [
      'is the command line where an AppImage is started under its name',
      { APPIMAGE: '/a', ARGV0: '/b/axiom-tokens' },
      'command line: token -n\n',
    ],
    ['is the app where it is started under another one', { APPIMAGE: '/a', ARGV0: '/b/tokens' }, 'program: token -n\n'],
    ['is the app where it is no AppImage, whatever a shell says', { ARGV0: 'axiom-tokens' }, 'program: token -n\n'],
  ])('%s', async (_what, env, stdout) => {
    expect(await start({ namespaces: true, env }, ['token', '-n'])).toMatchObject({ status: 0, stdout });
  });

  it('starts without the sandbox when a person asks for that', async () => {
    expect((await start({ uid: 0 }, ['--no-sandbox', '--demo'])).stdout).toBe('program: --no-sandbox --demo\n');
  });

  it.each(['axiom-token-manager-bin', 'resources/app.asar'])(
    'says that this copy is incomplete without %s',
    async (missing) => {
      const { status, stderr, app } = await start({ namespaces: true, missing });
      expect([status, stderr.replaceAll('\n', ' ')]).toEqual([
        1,
        expect.stringContaining('this copy of it is incomplete'),
      ]);
      expect(stderr.replaceAll('\n', '')).toContain(app);
    },
  );

  it.each<[string, Record<string, string>, string]>([
    ['AppArmor', APPARMOR, 'sudo tee /etc/apparmor.d/axiom-token-manager'],
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

  it('advises to reinstall a copy that came with a deb or rpm', async () => {
    const deb = await start({ package: 'deb', helper: NO_RIGHTS });
    expect(deb.stderr).toContain('sudo apt install --reinstall axiom-token-manager');
    expect(deb.stderr).toContain('nosuid');
    expect(deb.stderr).not.toMatch(/deb or rpm|chown/);
    expect((await start({ package: 'rpm' })).stderr).toContain('sudo dnf reinstall axiom-token-manager');
  });

  it('names the helper, but not where it is missing or nobody can change it', async () => {
    const { stderr, app } = await start({});
    expect(stderr).toContain(`sudo chown root:root '${app}/chrome-sandbox' && sudo chmod 4755 '${app}/chrome-sandbox'`);
    expect((await start({ env: { APPIMAGE: '/x.AppImage' } })).stderr).not.toContain('chown');
    expect((await start({ missing: 'chrome-sandbox' })).stderr).not.toContain('chown');
  });

  it('writes a path as one word for the shell, whatever it is called', async () => {
    const { stderr, app } = await start({ folder: `q"$(id)'x` });
    const command = stderr.split('\n').find((line) => line.includes('chown'));
    const { stdout } = spawnSync('/bin/sh', ['-c', String(command).replaceAll('sudo', 'echo')], { encoding: 'utf8' });
    expect(stdout).toBe(`chown root:root ${app}/chrome-sandbox\nchmod 4755 ${app}/chrome-sandbox\n`);
  });

  it('does not use the helper in a path with spaces, from which the engine cannot start it, and says what helps', async () => {
    const { status, stdout, stderr } = await start({ helper: HELPS, folder: 'My programs' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Move this folder to where no name above it has a space');
    expect((await start({ namespaces: true, folder: 'My programs' })).stdout).toBe('program: \n');
  });

  it.each([
    ['app', 'app'],
    ['.mount_AxiomXy12', '.mount_*'],
  ])('asks for, and writes, a profile for the path that the program has in %s', async (folder, named) => {
    const { stderr, asked, app } = await start({ knobs: APPARMOR, folder });
    const path = `"${join(dirname(app), named)}/axiom-token-manager-bin"`;
    expect(asked).toBe(path);
    const command = /^ +printf[\s\S]*sudo tee.*$/m.exec(stderr)?.[0];
    const { stdout } = spawnSync('/bin/sh', ['-c', String(command).replace('sudo tee', 'cat; echo')], {
      encoding: 'utf8',
    });
    expect(stdout).toBe(
      `abi <abi/4.0>,\nprofile axiom-token-manager ${path} flags=(unconfined) { userns, }\n/etc/apparmor.d/axiom-token-manager\n`,
    );
  });
});
