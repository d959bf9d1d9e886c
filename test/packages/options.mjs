// @ts-check
// The arguments of `npm run test:packages`, and whether it can run at all; checked before anything is downloaded or built.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LINUX_TARGETS } from '../../build/packages/linux-packages.mjs';
import { SetupError } from '../../build/setup-error.mjs';

/** All targets, in the order of the trials. */
export const TARGETS = /** @type {const} */ ([
  'lint',
  'deb-bookworm',
  'deb-trixie',
  'deb-noble',
  'rpm',
  'AppImage',
  'tar.gz',
  'other-systems',
]);

/** @typedef {(typeof TARGETS)[number]} TargetId */

const OPTIONS = /** @type {const} */ ({
  only: { type: 'string' },
  from: { type: 'string' },
  steps: { type: 'boolean', default: false },
});
/** electron-builder's file names contain a version, then a processor. */
const VERSION = /^\D*(.+?)[-_.](?:x86_64|x64|amd64)\./;
const USAGE = `run \`npm run test:packages\`, or a part of it:\n  npm run test:packages -- --only ${TARGETS.slice(1, 3).join(',')}`;

/** @typedef {{only: readonly TargetId[], from: string | undefined, steps: boolean}} Options `from`: packages that were built before */

/**
 * Throws a `SetupError` for unknown arguments.
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { only, from, steps } = parsed(args);
  const ids = only?.split(',') ?? [...TARGETS];
  const isTarget = (/** @type {string} */ id) => /** @type {readonly string[]} */ (TARGETS).includes(id);
  const unknown = ids.find((id) => !isTarget(id));
  if (unknown !== undefined) {
    throw new SetupError(`"${unknown}" is no target.`, `--only takes ${TARGETS.join(', ')}, with commas between them.`);
  }
  return { only: TARGETS.filter((id) => ids.includes(id)), from, steps };
}

function parsed(/** @type {string[]} */ args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    const { code = '', message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new SetupError(`${message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`, USAGE, error);
  }
}

/** Throws a `SetupError` where packages cannot be tested. */
export function refuseUnlessPossible(
  /** @type {{platform: NodeJS.Platform, uid: number | undefined}} */ { platform, uid },
) {
  if (platform !== 'linux') throw new SetupError('The packages are tried on Linux alone.', 'run it there.');
  if (uid === 0) return;
  throw new SetupError(
    'Trying packages needs root: for clean systems in folders, and for a user to start the app as.',
    'run it as root, best in a virtual machine or a container with all rights:\n  sudo npm run test:packages',
  );
}

/**
 * The packages of one version in a folder; rejects with a `SetupError` when one is missing.
 * @param {string} folder
 * @param {string} version
 * @returns {Promise<Record<string, string>>} their paths, by kind
 */
export async function packagesIn(folder, version) {
  const remedy = `put all packages of version ${version} there (${LINUX_TARGETS.join(', ')}), or leave --from away to have them built.`;
  const names = await readdir(folder).catch((error) => {
    throw new SetupError(`${folder} cannot be read (${error.code}).`, remedy, error);
  });
  const kinds = LINUX_TARGETS.map((kind) => {
    const found = names.find((name) => name.endsWith(`.${kind}`) && VERSION.exec(name)?.[1] === version);
    if (found === undefined) throw new SetupError(`${folder} has no ${kind} of version ${version}.`, remedy);
    return [kind, join(folder, found)];
  });
  return Object.fromEntries(kinds);
}
