// @ts-check
// How each target is tested. Each gives at least one result.
import { lookup } from 'node:dns/promises';
import { SUITES } from './base-systems.mjs';
import { tryDeb } from './deb.mjs';
import { tryAppImage, tryArchive } from './folders.mjs';
import { lintPackages } from './lint.mjs';
import { checkOtherSystems } from './other-systems.mjs';
import { tryRpm } from './rpm.mjs';

/**
 * @typedef {import('./system-package.mjs').Run & {root: string, progress: import('../../build/progress.mjs').Progress}} WholeRun
 * @typedef {import('./trial.mjs').Result} Result
 */

/** @type {Readonly<Record<import('./options.mjs').TargetId, (run: WholeRun) => Promise<readonly Result[]>>>} */
export const TRIALS = {
  lint: (run) => lintPackages(run),
  'deb-bookworm': async (run) => [await tryDeb(SUITES.bookworm, run)],
  'deb-trixie': async (run) => [await tryDeb(SUITES.trixie, run)],
  'deb-noble': async (run) => [await tryDeb(SUITES.noble, run)],
  rpm: async (run) => [await tryRpm(run), await rpmSystems()],
  AppImage: async (run) => [await tryAppImage(run)],
  'tar.gz': async (run) => [await tryArchive(run)],
  'other-systems': (run) => checkOtherSystems(run),
};

const RPM_SERVERS = ['mirrors.fedoraproject.org', 'download.opensuse.org'];

/** Whether systems with rpm are available here. @returns {Promise<Result>} */
async function rpmSystems() {
  const answers = await Promise.all(
    RPM_SERVERS.map((host) =>
      lookup(host).then(
        () => `${host} is reached`,
        (error) => `${host}: ${error.code}`,
      ),
    ),
  );
  const isReached = answers.some((answer) => answer.endsWith('is reached'));
  const why = isReached ? 'there is no trial for them yet' : 'their package servers are not reached from here';
  return { target: 'rpm on Fedora and openSUSE', state: 'not run', text: `${why} (${answers.join(', ')})` };
}
