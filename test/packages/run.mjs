// @ts-check
// `npm run test:packages [-- --only deb-trixie,AppImage]`: builds the packages of Linux in two versions and does with each what a person does, from the
// installation to the removal. Prints one line a target; what was run is kept in results.json and in README's table. Exit code 1 when one failed.
// For work on these tests: `--steps` also prints each step, and `--from DIR` takes the packages in DIR/older and DIR/newer instead of building
// any; their sizes are not kept.
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { release } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDirectory } from '../../build/cache-directory.mjs';
import { oneAtATime } from '../../build/one-at-a-time.mjs';
import { buildLinuxPackages, LINUX_TARGETS } from '../../build/packages/linux-packages.mjs';
import { createTerminalProgress } from '../../build/progress.mjs';
import { projectRoot as root } from '../../build/project-root.mjs';
import { runCommand } from '../../build/run-command.mjs';
import { runMain } from '../../build/run-main.mjs';
import { SetupError } from '../../build/setup-error.mjs';
import { setUp } from '../../build/setup.mjs';
import { writeAtomically } from '../../build/write-atomically.mjs';

/** @typedef {import('../../build/packages/unpacked-package.mjs').PackageJob} PackageJob */

const OLDER_VERSION = '0.0.9';
const OPTIONS = /** @type {const} */ ({
  only: { type: 'string' },
  from: { type: 'string' },
  steps: { type: 'boolean', default: false },
});
const RESULTS = join(root, 'test/packages/results.json');

await runMain(async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (process.platform !== 'linux') throw new SetupError('The packages are tried on Linux alone.', 'run it there.');
  const runtime = await setUp({ isForTests: true, isForPackages: true, isForPackageTests: true });
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      'Trying packages needs root: for clean systems in folders, and for a user to start the app as.',
      'run it as root, best in a virtual machine or a container with all rights:\n  sudo npm run test:packages',
    );
  }
  const progress = createTerminalProgress();
  const cache = cacheDirectory(process.env);
  const { openScratch } = await import('./scratch.mjs');
  const onWait = (/** @type {string} */ hint) =>
    progress.note(`Waiting for another run of this command to end. ${hint}`);
  const lock = join(cache, 'test-packages.lock');
  await mkdir(cache, { recursive: true });
  let isFailed = false;
  await oneAtATime({ lock, onWait }, async () => {
    const scratch = await openScratch();
    const interrupted = () => {
      progress.note('\nInterrupted; cleaning up …');
      const cleanUp = async () => {
        await scratch.dispose();
        await rm(lock, { force: true });
      };
      cleanUp().then(
        () => process.exit(130),
        () => process.exit(130),
      );
    };
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, interrupted);
    try {
      isFailed = await tryAll({ scratch, cache, progress, runtime, ...values, only: values.only?.split(',') });
    } finally {
      await scratch.dispose();
    }
  });
  return isFailed ? 1 : 0;
});

/**
 * @param {Pick<PackageJob, 'progress' | 'runtime'> & {scratch: import('./scratch.mjs').Scratch, cache: string, steps: boolean,
 *   from?: string | undefined, only: readonly string[] | undefined}} options
 * @returns {Promise<boolean>} whether one failed
 */
async function tryAll({ scratch, cache, progress, runtime, only, from, steps }) {
  const { TRIALS } = await import('./trials.mjs');
  const { lineOf, tableOf, withFormer, withTable } = await import('./results.mjs');
  const isWanted = (/** @type {string} */ id) => only === undefined || only.includes(id);
  const unknown = only?.find((id) => !Object.hasOwn(TRIALS, id));
  if (unknown !== undefined) {
    throw new SetupError(
      `"${unknown}" is no target.`,
      `--only takes ${Object.keys(TRIALS).join(', ')}, with commas between them.`,
    );
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const build = async (/** @type {string} */ of, isQuick = false) => {
    // What building leaves when it is cut short goes with everything else.
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = scratch.dir;
    const output = join(scratch.dir, `packages-${of}`);
    const made = await buildLinuxPackages({ root, runtime, progress, version: of, output, isQuick });
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    return made;
  };
  const packages =
    from === undefined
      ? { older: await build(OLDER_VERSION, true), newer: await build(version) }
      : { older: await packagesIn(join(from, 'older')), newer: await packagesIn(join(from, 'newer')) };
  const versions = { older: OLDER_VERSION, newer: version };
  const run = {
    scratch,
    cache,
    packages,
    versions,
    root,
    progress,
    log: (/** @type {string} */ line) => steps && progress.note(line),
  };
  /** @type {import('./results.mjs').KeptResult[]} */
  const results = [];
  for (const [id, tries] of Object.entries(TRIALS)) {
    if (!isWanted(id)) continue;
    for (const result of await tries(run)) {
      results.push({ ...result, date: new Date().toISOString().slice(0, 10) });
      progress.note(lineOf(result));
    }
  }
  const sized = from === undefined ? Object.values(packages.newer) : [];
  const sizes = await Promise.all(sized.map(async (path) => [basename(path), (await stat(path)).size]));
  const bytes = Object.fromEntries(sizes);
  const former = await readFile(RESULTS, 'utf8').then(
    (text) => JSON.parse(text),
    () => undefined,
  );
  const kept = withFormer(former, { ...(await surroundings()), version, electron: runtime.version, bytes, results });
  await writeAtomically(RESULTS, `${JSON.stringify(kept, undefined, 2)}\n`);
  const readme = join(root, 'README.md');
  await writeAtomically(readme, withTable(await readFile(readme, 'utf8'), tableOf(kept)));
  return results.some(({ state }) => state === 'failed');
}

async function packagesIn(/** @type {string} */ folder) {
  const names = await readdir(folder);
  const kinds = LINUX_TARGETS.map((kind) => [
    kind,
    join(folder, names.find((name) => name.endsWith(`.${kind}`)) ?? kind),
  ]);
  return Object.fromEntries(kinds);
}

async function surroundings() {
  const ask = (/** @type {string[]} */ ...args) =>
    runCommand('git', args, { cwd: root }).then(
      (text) => text.trim(),
      () => undefined,
    );
  const head = await ask('rev-parse', '--short', 'HEAD');
  const changes = await ask('status', '--porcelain', '--', 'main', 'build', 'renderer', 'preload');
  const name =
    /^PRETTY_NAME="?(.*?)"?$/m.exec(await readFile('/etc/os-release', 'utf8').catch(() => ''))?.[1] ?? 'Linux';
  return {
    system: `${name}, kernel ${release().replace(/-.*$/, '')}, x64`,
    commit: head === undefined ? 'unknown' : `${head}${changes === '' ? '' : '+'}`,
  };
}
