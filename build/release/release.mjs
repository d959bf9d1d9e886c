// `npm run release -- X.Y.Z`: prepares a release and publishes nothing. The packages are made from a commit that is on no branch yet, in a separate
// folder; tag and branch get the commit only when the packages are complete and checked. A killed run leaves only that folder, or is finished by the next run.
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
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
import { checkArtefacts, collectArtefacts, listArtefacts } from './artefacts.mjs';
import { refuseOtherNotes, unreleasedIn, withRelease } from './changelog.mjs';
import { nextSteps } from './next-steps.mjs';
import { ReleaseGit } from './release-git.mjs';
import { RELEASE_BRANCH, refusalOfCheckout, refusalOfVersion, releaseMessage } from './release-refusal.mjs';
import { withVersion, withVersionInLock } from './versions.mjs';

/** System errors that a person can fix. */
const REFUSED = ['EACCES', 'EDQUOT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];

/** @typedef {import('../electron-runtime.mjs').ElectronRuntime} ElectronRuntime */
/** @typedef {import('../progress.mjs').Progress} Progress */

/**
 * @typedef {object} ReleaseTools
 * @property {() => Promise<ElectronRuntime>} setUp
 * @property {(options: {dir: string, what: string, progress: Progress}) => Promise<void>} install
 * @property {(job: {root: string, runtime: ElectronRuntime, progress: Progress, output: string}) => Promise<Record<string, string>>} build
 *   makes the packages from the sources in `root`, and writes the SBOM beside those sources
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
 * @param {ReleaseJob & {args: readonly string[]}} job `args`: of the command line
 * @returns {Promise<string>} the final message for the person
 */
export async function prepareRelease({ args, ...job }) {
  const { root, progress } = job;
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => undefined);
  const refusal = refusalOfVersion(args, String(parsed(text, 'package.json')['version']));
  if (refusal !== undefined) throw refusal;
  const version = String(args[0]);
  const onWait = (/** @type {string} */ hint) =>
    progress.note(`Another run prepares a release here; waiting for it. ${hint}`);
  try {
    return await oneAtATime({ lock: join(root, '.release-lock'), onWait }, () => prepare({ ...job, version }));
  } catch (error) {
    throw inWords(error);
  }
}

/** @param {ReleaseJob & {version: string}} job */
async function prepare({ version, ...job }) {
  const { root, progress } = job;
  const git = new ReleaseGit(root);
  const head = await git.head();
  // Read from the commit: a killed run may have left the next version's file in the checkout.
  const manifest = parsed(await git.textIn(head, 'package.json'), 'package.json');
  const tagged = await git.tagged(`v${version}`);
  const checkout = {
    platform: job.platform,
    branch: await git.branch(),
    present: String(manifest['version']),
    changes: await git.changes(),
    isHalfMoved: tagged?.parent === head && (await git.isBetween({ from: head, to: tagged.commit })),
    head,
    tagged,
  };
  const obstacle = refusalOfCheckout(version, checkout);
  if (obstacle !== undefined) throw obstacle;
  const folder = join(root, 'releases', version);
  const aside = join(root, 'releases/.preparing');
  const news = tagged === undefined ? await newsIn({ git, head, version, date: job.date }) : undefined;
  // Checked before the long part.
  await git.checkIndex();
  await removeAside(aside);
  const runtime = await job.tools.setUp();
  const commit =
    news === undefined
      ? await finish({ git, version, head, commit: String(tagged?.commit), folder, progress })
      : await make({ ...job, ...news, git, version, head, folder, aside, runtime });
  const files = await listArtefacts(folder);
  return nextSteps({ version, commit, folder: relative(root, folder), files, manifest, runtime });
}

/**
 * Moves the branch to a tag that an earlier run has made, if needed.
 * @param {{git: ReleaseGit, version: string, head: string, commit: string, folder: string, progress: Progress}} options
 */
async function finish({ git, version, head, commit, folder, progress }) {
  await progress.step(`finish version ${version}, which an earlier run has prepared`, async () => {
    const isAtEnd = head === commit;
    if (!isAtEnd) await git.putFiles(head);
    await checkArtefacts(folder).catch((error) => {
      const takeBack = `git tag -d v${version}${isAtEnd ? ' && git reset --keep HEAD~1' : ''}`;
      const unlessPublished = isAtEnd ? 'If that version was published, nothing is left to do. If not, run' : 'Run';
      throw new SetupError(
        `An earlier run has made the tag v${version}, but its files are incomplete. ${String(error.message)}`,
        `${unlessPublished} \`${takeBack}\`, then \`npm run release -- ${version}\` again.`,
        error,
      );
    });
    if (!isAtEnd) await git.move({ branch: RELEASE_BRANCH, from: head, to: commit });
    return '';
  });
  return commit;
}

/**
 * The files that the release commit changes, and the tag's text.
 * @param {{git: ReleaseGit, head: string, version: string, date: string}} options
 */
async function newsIn({ git, head, version, date }) {
  const changelog = await git.textIn(head, 'CHANGELOG.md');
  const manifest = await git.textIn(head, 'package.json');
  const lock = await git.textIn(head, 'package-lock.json');
  if (changelog === undefined) {
    throw new SetupError(
      'There is no CHANGELOG.md here, so nobody would know what is new.',
      'Write one, with a heading "## Unreleased" and under it one "- " line for each change, commit it, then run the command again.',
    );
  }
  if (typeof parsed(lock, 'package-lock.json')['packages'] !== 'object') {
    throw new SetupError(
      'package-lock.json does not name the packages.',
      'Make it again with `npm install --package-lock-only`, commit it, then run the command again.',
    );
  }
  const files = {
    'CHANGELOG.md': withRelease(changelog, { version, date }),
    'package.json': withVersion(String(manifest), version),
    'package-lock.json': withVersionInLock(String(lock), version),
  };
  return { files, notes: unreleasedIn(changelog) };
}

/**
 * Makes commit, packages and tag.
 * @param {ReleaseJob & {git: ReleaseGit, version: string, head: string, folder: string, aside: string, runtime: ElectronRuntime,
 *   files: Readonly<Record<string, string>>, notes: string}} job
 */
async function make({ git, version, head, folder, aside, files, notes, ...job }) {
  try {
    await mkdir(aside, { recursive: true });
    // Its own folder: a program of a killed run may still write into that run's folder.
    const work = await mkdtemp(join(aside, 'run-'));
    const index = join(work, 'index');
    const commit = await git.makeCommit({ parent: head, files, message: releaseMessage(version), index });
    refuseOtherNotes(String(await git.textIn(commit, 'CHANGELOG.md')), { version, notes });
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
    await removeAside(aside);
  }
}

/** @param {{work: string, version: string, runtime: ElectronRuntime, progress: Progress, tools: ReleaseTools, time: string}} options */
async function makeArtefacts({ work, version, runtime, progress, tools, time }) {
  const source = join(work, 'source');
  // Installs what this commit's lock file names, whatever node_modules here contains.
  await tools.install({ dir: source, what: 'npm packages of the release', progress });
  const before = process.env['SOURCE_DATE_EPOCH'];
  process.env['SOURCE_DATE_EPOCH'] = time;
  try {
    const packages = await tools.build({ root: source, runtime, progress, output: join(work, 'built') });
    await progress.step('checksums', async () => {
      const sbom = join(source, SBOM_FOLDER, SBOM_FILE);
      await collectArtefacts({ folder: join(work, 'artefacts'), packages, sbom, version });
      return '';
    });
  } finally {
    if (before === undefined) delete process.env['SOURCE_DATE_EPOCH'];
    else process.env['SOURCE_DATE_EPOCH'] = before;
  }
}

/**
 * Sets tag and branch to the commit, or neither. The tag comes first: from it, the next run recognises what a run killed in between has left.
 * @param {{git: ReleaseGit, version: string, commit: string, head: string, message: string}} options
 */
async function show({ git, version, commit, head, message }) {
  if ((await git.head()) !== head || (await git.branch()) !== RELEASE_BRANCH) {
    throw new SetupError(
      'Another commit was checked out here while the release was prepared, so the packages were not made from it.',
      `Run \`npm run release -- ${version}\` again, and leave the repository alone meanwhile.`,
    );
  }
  const tag = `v${version}`;
  await git.tag({ tag, commit, message });
  try {
    await git.move({ branch: RELEASE_BRANCH, from: head, to: commit });
  } catch (error) {
    await git.removeTag(tag);
    throw error;
  }
}

/** Removes the folders of this run and of killed runs, except those that a surviving program still writes into. */
async function removeAside(/** @type {string} */ aside) {
  await rm(aside, { recursive: true, force: true }).catch((error) => {
    if (error.code !== 'ENOTEMPTY') throw error;
  });
}

/** @param {string | undefined} text @param {string} name @returns {Record<string, unknown>} */
function parsed(text, name) {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    const why = String(/** @type {Error} */ (error).message);
    throw new SetupError(
      text === undefined ? `There is no ${name} here.` : `${name} is not JSON: ${why}.`,
      'Fix it, commit it, then run the command again.',
      error,
    );
  }
}

/** Turns a system error into a message for the person. @param {unknown} error */
function inWords(error) {
  const { code, syscall, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (syscall === undefined || !REFUSED.includes(String(code))) return error;
  return new SetupError(
    `The system refuses a step: ${message}.`,
    'Fix what it names (the permissions of that folder, the space on its disk), then run the command again.',
    error,
  );
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
