// Brings node_modules in line with package-lock.json, without running any package's own scripts.
// Called by setup.mjs for the project and for the typings of the oldest Electron.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { CommandError, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';
import { writeAtomically } from './write-atomically.mjs';

const STAMP = 'node_modules/.axiom-setup-stamp';

/** The content of a valid stamp: the lock file's hash, and the platform for which optional packages were chosen. */
async function expectedStamp(/** @type {string} */ dir) {
  const lock = await readFile(join(dir, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
}

/** True when node_modules was installed completely from this lock file. */
export async function isInstalled(/** @type {string} */ dir) {
  return (await readFile(join(dir, STAMP), 'utf8').catch(() => '')) === (await expectedStamp(dir));
}

/**
 * Runs `npm ci` in `dir` unless it is already done. The stamp is written last, so that a killed installation runs again.
 * @param {{dir: string, what: string, progress: import('./progress.mjs').Progress}} options
 */
export async function installNpmPackages({ dir, what, progress }) {
  if (await isInstalled(dir)) return;
  const onWait = (/** @type {string} */ hint) =>
    progress.note(`Another run installs the packages here; waiting for it. ${hint}`);
  await oneAtATime({ lock: join(dir, '.setup-lock'), onWait }, async () => {
    if (!(await isInstalled(dir))) await install({ dir, what, progress });
  });
}

/** @param {{dir: string, what: string, progress: import('./progress.mjs').Progress}} options */
async function install({ dir, what, progress }) {
  const stamp = await expectedStamp(dir);
  await progress.step(what, async () => {
    let output = '';
    try {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      // Set explicitly: npm would inherit the log level of `npm start --silent` and hide errors.
      output = await runCommand(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=notice'], {
        cwd: dir,
      });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new SetupError(
        `npm could not install the packages in ${dir}.\n${error.output}`,
        'Check the network, the registry in `npm config get registry` and the free disk space, then run the command again.',
        error,
      );
    }
    await writeAtomically(join(dir, STAMP), stamp);
    return `${/added (\d+) package/.exec(output)?.[1] ?? 0} packages`;
  });
}
