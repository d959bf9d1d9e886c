// For `doctor`: checks what the launcher checks on Linux (build/packages/linux/launcher.sh): namespaces, the sandbox helper beside the app, and AppArmor.
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxFacts } from '../../doctor/sandbox-verdict';
import { readBounded } from '../files/bounded-read';
import { errnoOf } from '../files/storage-error';

const LIMIT_MS = 3_000;
const PROFILES = '/etc/apparmor.d';
const DENIED_BY_APPARMOR = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
const MAX_PROFILE_BYTES = 256 * 1024;

export interface InspectSandboxParts {
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  /** The folder of the app; absent when it is not known. */
  readonly appFolder?: string | undefined;
  readonly runsWithout: boolean;
}

export async function inspectSandbox({
  env,
  isRoot,
  appFolder,
  runsWithout,
}: InspectSandboxParts): Promise<SandboxFacts> {
  const [hasNamespaces, helper, isDeniedByAppArmor, hasProfile] = await Promise.all([
    namespaces(env),
    appFolder === undefined ? ('unknown' as const) : helperIn(appFolder),
    readText(DENIED_BY_APPARMOR).then((text) => text?.trim() === '1'),
    appFolder === undefined ? false : profileOf(join(appFolder, 'axiom-token-manager-bin')),
  ]);
  return { isRoot, hasNamespaces, helper, isDeniedByAppArmor, hasProfile, runsWithout };
}

/** Whether namespaces can be made, in the same way as Chromium does: user, process and network namespace. `undefined` when that cannot be tested. */
async function namespaces(env: NodeJS.ProcessEnv): Promise<boolean | undefined> {
  const { code } = await run('unshare', ['--user', '--map-root-user', '--pid', '--net', '--fork', 'true'], env);
  return code === 'ENOENT' ? undefined : code === 0;
}

/** Whether the sandbox helper has the rights it needs. Started without Chromium it ends with an error in any case, but the error shows that. */
async function helperIn(folder: string): Promise<SandboxFacts['helper']> {
  const path = join(folder, 'chrome-sandbox');
  const found = await stat(path).catch((): undefined => undefined);
  if (!found) return 'none';
  if (/\s/.test(folder) || (found.mode & 0o4000) === 0 || found.uid !== 0) return 'unusable';
  const { output } = await run(path, ['/bin/true'], {});
  return /not running as root|Failed to move to new namespace/.test(output) ? 'unusable' : 'usable';
}

/** Whether an AppArmor profile names this program. */
async function profileOf(program: string): Promise<boolean> {
  const names = await readdir(PROFILES).catch((): string[] => []);
  for (const name of names) {
    if ((await readText(join(PROFILES, name)))?.includes(`"${program}"`)) return true;
  }
  return false;
}

async function readText(path: string): Promise<string | undefined> {
  const found = await readBounded({ path, maxBytes: MAX_PROFILE_BYTES, followsLinks: true }).catch(
    (): undefined => undefined,
  );
  return typeof found === 'object' ? found.bytes.toString('utf8') : undefined;
}

/** Runs a program with only `PATH` of the environment. */
function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | string; readonly output: string }> {
  const options = { timeout: LIMIT_MS, killSignal: 'SIGKILL', env: { PATH: env['PATH'], LC_ALL: 'C' } } as const;
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : (errnoOf(error) ?? error.code ?? 1);
      resolve({ code, output: `${stdout}${stderr}` });
    });
  });
}
