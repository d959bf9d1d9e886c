// Packages are made in a work folder inside release/ that belongs to one run, so that no incomplete file appears under its final name,
// and the next run removes what a killed run has left. Used by package.mjs, unpacked-package.mjs and linux-packages.mjs.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning, oneAtATime } from '../one-at-a-time.mjs';
import { SetupError } from '../setup-error.mjs';

const WORK = /^\.partial-(\d+)$/;

/** Messages for file system errors by code: the problem of a folder, and what to do. @type {Record<string, (folder: string) => [string, string]>} */
const REFUSALS = {
  EACCES: notOwned,
  EPERM: notOwned,
  EROFS: (folder) => [
    `${folder} is on a disk that cannot be written.`,
    'Work in a copy on another disk: run the command again there.',
  ],
  ENOSPC: (folder) => [
    `The disk of ${folder} is full.`,
    'Free two gigabytes of it, then run the command again; what this run has left is removed then.',
  ],
};

/** @param {string} folder @returns {[string, string]} */
function notOwned(folder) {
  return [
    `${folder} cannot be written: it, or something in it, belongs to another user.`,
    `Run \`sudo chown -R "$(id -un)" '${folder}'\`, then run the command again.`,
  ];
}

/**
 * Runs `work` with an empty folder inside `output`, which is removed afterwards; only one run at a time makes packages of `root`.
 * @template T
 * @param {{root: string, output?: string | undefined, progress: Pick<import('../progress.mjs').Progress, 'note'>}} options `output`: `release/` by default
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inWorkFolder({ root, output = join(root, 'release'), progress }, work) {
  const onWait = () => progress.note('Another run makes packages here; waiting for it.');
  try {
    return await oneAtATime({ lock: join(root, '.package-lock'), onWait }, async () => {
      await mkdir(output, { recursive: true });
      await removeLeftovers(output);
      const folder = join(output, `.partial-${process.pid}`);
      await mkdir(folder);
      try {
        return await work(folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  } catch (error) {
    throw inWords(error, output);
  }
}

/** Moves a complete package to its final place, replacing the old one; if it is killed in between, the old one is removed with `work`. */
export async function putInPlace(
  /** @type {string} */ made,
  /** @type {{place: string, work: string}} */ { place, work },
) {
  const former = join(work, `former-${basename(place)}`);
  await rename(place, former).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(made, place);
  await rm(former, { recursive: true, force: true });
}

/** Removes the folders of killed runs. */
async function removeLeftovers(/** @type {string} */ output) {
  for (const name of await readdir(output)) {
    const pid = WORK.exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue;
    // Another user's folder cannot be removed.
    await rm(join(output, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * A `SetupError` for a file system error; any other error is returned unchanged.
 * @param {unknown} error
 * @param {string} output the folder to name if the error names none
 */
export function inWords(error, output) {
  const { code = '', syscall, path, dest } = /** @type {NodeJS.ErrnoException & {dest?: string}} */ (error);
  const words = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (words === undefined) return error;
  // For a symbolic link `path` is the link's target, not a file.
  const refused = syscall === 'symlink' ? dest : path;
  return new SetupError(...words(refused === undefined ? output : dirname(refused)), error);
}
