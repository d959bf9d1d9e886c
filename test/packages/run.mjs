// @ts-check
// `npm run test:packages [-- --only deb-trixie,AppImage]`: builds the Linux packages in two versions and tests each from
// installation to removal. Prints one line per target; results go into results.json and README's table. Exit code 1 when a target failed.
// For work on these tests: `--steps` also prints each step, and `--from DIR` uses the packages in DIR/older and DIR/newer instead of building
// them; such results are not stored.
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { release } from 'node:os';
import { basename, join } from 'node:path';
import { cacheDirectory } from '../../build/cache-directory.mjs';
import { oneAtATime } from '../../build/one-at-a-time.mjs';
import { buildLinuxPackages } from '../../build/packages/linux-packages.mjs';
import { createTerminalProgress } from '../../build/progress.mjs';
import { projectRoot as root } from '../../build/project-root.mjs';
import { runCommand } from '../../build/run-command.mjs';
import { runMain } from '../../build/run-main.mjs';
import { setUp } from '../../build/setup.mjs';
import { writeAtomically } from '../../build/write-atomically.mjs';
import { packagesIn, readOptions, refuseUnlessPossible } from './options.mjs';

/** @typedef {import('../../build/packages/unpacked-package.mjs').PackageJob} PackageJob */

const OLDER_VERSION = '0.0.9';
/** Everything that packages are made of and tested by, except what a run writes. */
const SOURCES = [
  'main',
  'build',
  'renderer',
  'preload',
  'package*.json',
  'test/packages',
  ':!test/packages/results.json',
];
const NOT_KEPT =
  'Nothing of this run is kept in results.json or README: its packages were built before (--from), and nobody can tell of what.';
const RESULTS = join(root, 'test/packages/results.json');

await runMain(async (args) => {
  const options = readOptions(args);
  refuseUnlessPossible({ platform: process.platform, uid: process.getuid?.() });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const versions = { older: OLDER_VERSION, newer: version };
  const given = options.from === undefined ? undefined : await givenPackages(options.from, versions);
  const runtime = await setUp({ isForTests: true, isForPackages: true, isForPackageTests: true });
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
      isFailed = await tryAll({ scratch, cache, progress, runtime, ...options, versions, given });
    } finally {
      await scratch.dispose();
    }
  });
  return isFailed ? 1 : 0;
});

/** @typedef {Record<import('./life.mjs').Version, Record<string, string>>} Packages */

/**
 * @param {Pick<PackageJob, 'progress' | 'runtime'> & Pick<import('./options.mjs').Options, 'only' | 'steps'> & {scratch: import('./scratch.mjs').Scratch,
 *   cache: string, versions: Record<import('./life.mjs').Version, string>, given: Packages | undefined}} options
 * @returns {Promise<boolean>} whether one failed
 */
async function tryAll({ scratch, cache, progress, runtime, only, steps, versions, given }) {
  const { TRIALS } = await import('./trials.mjs');
  const { lineOf } = await import('./results.mjs');
  const origin = await originHere();
  const build = async (/** @type {string} */ of, isQuick = false) => {
    // Temporary files of an interrupted build are removed with everything else.
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = scratch.dir;
    const output = join(scratch.dir, `packages-${of}`);
    const made = await buildLinuxPackages({ root, runtime, progress, version: of, output, isQuick });
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    return made;
  };
  const packages = given ?? { older: await build(versions.older, true), newer: await build(versions.newer) };
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
  for (const id of only) {
    for (const result of await TRIALS[id](run)) {
      results.push({ ...result, date: new Date().toISOString().slice(0, 10), ...origin });
      progress.note(lineOf(result));
    }
  }
  if (given) progress.note(NOT_KEPT);
  else {
    const sizes = await sizesOf(packages.newer, origin);
    await keep({ version: versions.newer, electron: runtime.version, sizes, results });
  }
  return results.some(({ state }) => state === 'failed');
}

/** Writes results.json and README. */
async function keep(/** @type {import('./results.mjs').KeptResults} */ latest) {
  const { tableOf, withFormer, withTable } = await import('./results.mjs');
  const former = await readFile(RESULTS, 'utf8').then(
    (text) => JSON.parse(text),
    () => undefined,
  );
  const kept = withFormer(former, latest);
  await writeAtomically(RESULTS, `${JSON.stringify(kept, undefined, 2)}\n`);
  const readme = join(root, 'README.md');
  await writeAtomically(readme, withTable(await readFile(readme, 'utf8'), tableOf(kept)));
}

/** @param {Record<string, string>} packages paths @param {import('./results.mjs').Origin} origin */
async function sizesOf(packages, { commit }) {
  const sizes = Object.values(packages).map(async (path) => [
    basename(path),
    { bytes: (await stat(path)).size, commit },
  ]);
  return Object.fromEntries(await Promise.all(sizes));
}

/** @returns {Promise<Packages>} */
async function givenPackages(/** @type {string} */ folder, /** @type {{older: string, newer: string}} */ versions) {
  const [older, newer] = await Promise.all([
    packagesIn(join(folder, 'older'), versions.older),
    packagesIn(join(folder, 'newer'), versions.newer),
  ]);
  return { older, newer };
}

/** @returns {Promise<import('./results.mjs').Origin>} the tested version, read before the build */
async function originHere() {
  const ask = (/** @type {string[]} */ ...args) =>
    runCommand('git', args, { cwd: root }).then(
      (text) => text.trim(),
      () => undefined,
    );
  const head = await ask('rev-parse', '--short', 'HEAD');
  const changes = await ask('status', '--porcelain', '--', ...SOURCES);
  const name =
    /^PRETTY_NAME="?(.*?)"?$/m.exec(await readFile('/etc/os-release', 'utf8').catch(() => ''))?.[1] ?? 'Linux';
  return {
    system: `${name}, kernel ${release().replace(/-.*$/, '')}, x64`,
    commit: head === undefined ? 'unknown' : `${head}${changes === '' ? '' : '+'}`,
  };
}
