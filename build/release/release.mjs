// `npm run release -- X.Y.Z`: prepares a release and publishes nothing. The packages are made of a commit that no branch has yet, in a folder of its
// own; only when they are whole and checked do tag and branch show it. Cut short anywhere, it leaves nothing but that folder, or is finished by the next run.
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installNpmPackages } from '../npm-packages.mjs';
import { oneAtATime } from '../one-at-a-time.mjs';
import { buildLinuxPackages } from '../packages/linux-packages.mjs';
import { SBOM_FILE, SBOM_FOLDER } from '../packages/sbom.mjs';
import { createTerminalProgress } from '../progress.mjs';
import { projectRoot } from '../project-root.mjs';
import { runMain } from '../run-main.mjs';
import { SetupError } from '../setup-error.mjs';
import { setUp } from '../setup.mjs';
import { checkArtefacts, gatherArtefacts, listArtefacts } from './artefacts.mjs';
import { unreleasedIn, withRelease } from './changelog.mjs';
import { nextSteps } from './next-steps.mjs';
import { ReleaseGit } from './release-git.mjs';
import { isUnfinished, RELEASE_BRANCH, refusalOfCheckout, refusalOfVersion } from './release-refusal.mjs';
import { withVersion, withVersionInLock } from './versions.mjs';

/** @typedef {import('../electron-runtime.mjs').ElectronRuntime} ElectronRuntime */
/** @typedef {import('../progress.mjs').Progress} Progress */

/**
 * @typedef {object} ReleaseTools
 * @property {() => Promise<ElectronRuntime>} setUp
 * @property {(options: {dir: string, what: string, progress: Progress}) => Promise<void>} install
 * @property {(job: {root: string, runtime: ElectronRuntime, progress: Progress, output: string}) => Promise<Record<string, string>>} build
 *   makes the packages of the sources in `root`, and the list of what they are made of beside those sources
 */

/**
 * @typedef {object} ReleaseJob
 * @property {string} root
 * @property {string} date as 2026-01-31
 * @property {string} platform
 * @property {Progress} progress
 * @property {ReleaseTools} tools
 */

/**
 * @param {ReleaseJob & {args: readonly string[]}} job `args` are those of the command line
 * @returns {Promise<string>} what a person reads at the end
 */
export async function prepareRelease({ args, ...job }) {
  const { root, progress } = job;
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const refusal = refusalOfVersion(args, manifest.version);
  if (refusal !== undefined) throw refusal;
  const version = String(args[0]);
  const onWait = () => progress.note('Another run prepares a release here; waiting for it.');
  return oneAtATime({ lock: join(root, '.release-lock'), onWait }, async () => {
    const git = new ReleaseGit(root);
    const unreleased = unreleasedIn(await readFile(join(root, 'CHANGELOG.md'), 'utf8'));
    const head = await git.head();
    const tagged = await git.tagged(`v${version}`);
    const changes = await git.changes();
    const checkout = { platform: job.platform, branch: await git.branch(), changes, head, tagged, unreleased };
    const obstacle = refusalOfCheckout(version, checkout);
    if (obstacle !== undefined) throw obstacle;
    const runtime = await job.tools.setUp();
    const folder = join(root, 'releases', version);
    const work = join(root, 'releases/.preparing');
    // Of a run that was killed.
    await rm(work, { recursive: true, force: true });
    const commit =
      tagged !== undefined && isUnfinished(checkout)
        ? await finish({ git, version, commit: tagged.commit, folder, progress })
        : await make({ ...job, git, version, head, folder, work, runtime, notes: String(unreleased) });
    const files = await listArtefacts(folder);
    return nextSteps({ version, commit, folder: relative(root, folder), files, manifest, runtime });
  });
}

/**
 * Lets the branch follow to a tag that a run before has made.
 * @param {{git: ReleaseGit, version: string, commit: string, folder: string, progress: Progress}} options
 */
async function finish({ git, version, commit, folder, progress }) {
  await progress.step(`finish version ${version}, which a run before has prepared`, async () => {
    await checkArtefacts(folder).catch((error) => {
      throw new SetupError(
        `A run before has made the tag v${version}, but its files are not whole. ${String(error.message)}`,
        `Run \`git tag -d v${version}\`, then \`npm run release -- ${version}\` again.`,
        error,
      );
    });
    await git.follow(commit);
    return '';
  });
  return commit;
}

/**
 * Makes commit, packages and tag.
 * @param {ReleaseJob & {git: ReleaseGit, version: string, head: string, folder: string, work: string, runtime: ElectronRuntime, notes: string}} job
 */
async function make({ git, version, head, folder, work, notes, ...job }) {
  try {
    await mkdir(work, { recursive: true });
    const index = join(work, 'index');
    const files = await filesOf(job.root, version, job.date);
    const commit = await git.makeCommit({ parent: head, files, message: `Release ${version}`, index });
    await git.layOut({ index, folder: join(work, 'source') });
    await makeArtefacts({ ...job, work, version, time: await git.commitTime(commit) });
    await rm(folder, { recursive: true, force: true });
    await rename(join(work, 'artefacts'), folder);
    await show({ git, version, commit, head, message: `Version ${version}\n\n${notes}\n` }).catch(async (error) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    return commit;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What the commit of a release changes. @param {string} root @param {string} version @param {string} date */
async function filesOf(root, version, date) {
  const read = (/** @type {string} */ path) => readFile(join(root, path), 'utf8');
  return {
    'CHANGELOG.md': withRelease(await read('CHANGELOG.md'), { version, date }),
    'package.json': withVersion(await read('package.json'), version),
    'package-lock.json': withVersionInLock(await read('package-lock.json'), version),
  };
}

/** @param {{work: string, version: string, runtime: ElectronRuntime, progress: Progress, tools: ReleaseTools, time: string}} options */
async function makeArtefacts({ work, version, runtime, progress, tools, time }) {
  const source = join(work, 'source');
  // What is packed is what the list of packages in this commit names, whatever lies in node_modules here.
  await tools.install({ dir: source, what: 'npm packages of the release', progress });
  const before = process.env['SOURCE_DATE_EPOCH'];
  process.env['SOURCE_DATE_EPOCH'] = time;
  try {
    const packages = await tools.build({ root: source, runtime, progress, output: join(work, 'built') });
    await progress.step('checksums', async () => {
      const sbom = join(source, SBOM_FOLDER, SBOM_FILE);
      await gatherArtefacts({ folder: join(work, 'artefacts'), packages, sbom, version });
      return '';
    });
  } finally {
    if (before === undefined) delete process.env['SOURCE_DATE_EPOCH'];
    else process.env['SOURCE_DATE_EPOCH'] = before;
  }
}

/**
 * Shows the commit in tag and branch, or in neither. The tag comes first: by it the next run knows what one that was killed between the two has left.
 * @param {{git: ReleaseGit, version: string, commit: string, head: string, message: string}} options
 */
async function show({ git, version, commit, head, message }) {
  if ((await git.head()) !== head || (await git.branch()) !== RELEASE_BRANCH) {
    throw new SetupError(
      'Another commit was checked out here while the release was prepared, so the packages are not made of that.',
      `Run \`npm run release -- ${version}\` again, and leave the repository alone meanwhile.`,
    );
  }
  const tag = `v${version}`;
  await git.tag({ tag, commit, message });
  try {
    await git.follow(commit);
  } catch (error) {
    await git.removeTag(tag);
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async (args) => {
    const text = await prepareRelease({
      root: projectRoot,
      args,
      date: new Date().toISOString().slice(0, 10),
      platform: process.platform,
      progress: createTerminalProgress(),
      tools: {
        setUp: () => setUp({ isForTests: false, isForPackages: true }),
        install: installNpmPackages,
        build: buildLinuxPackages,
      },
    });
    process.stdout.write(`\n${text}`);
  });
}
