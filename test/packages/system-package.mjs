// @ts-check
// A package of a distribution in a clean system of its own: the trial that deb and rpm share.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../build/run-command.mjs';
import { keepFetched, SUITES, unpackSystem } from './base-systems.mjs';
import { checkDesktopFiles } from './desktop-files.mjs';
import { liveThrough } from './life.mjs';
import { openStage } from './stage.mjs';
import { findTraces } from './traces.mjs';
import { openWorld } from './world.mjs';

/**
 * What a run has for each target.
 * @typedef {object} Run
 * @property {import('./scratch.mjs').Scratch} scratch
 * @property {string} cache
 * @property {(line: string) => void} log
 * @property {Record<import('./life.mjs').Version, Record<string, string>>} packages paths, by version and kind
 * @property {Record<import('./life.mjs').Version, string>} versions
 * @property {Promise<string>} [withLibraries] kept by `systemWithLibraries`
 */

/** Without recommended packages, and never a question. */
export const APT = ['apt-get', '-q', '-y', '--no-install-recommends', '--allow-downgrades'];

/**
 * @param {import('./trial.mjs').Trial} trial
 * @param {Run} run
 * @param {{suite: import('./base-systems.mjs').Suite, kind: 'deb' | 'rpm', root?: string,
 *   installer: (world: import('./world.mjs').World) => Promise<Pick<import('./life.mjs').Target, 'install' | 'reinstall' | 'remove' | 'purge'>>}} options
 *   `root`: a system that is there; the packages lie in the system's /tmp, as `older.deb` and `newer.deb`
 */
export async function trySystemPackage(
  trial,
  { scratch, cache, packages, versions },
  { suite, kind, installer, root: given },
) {
  const { dir, person } = scratch;
  const clean = async () => {
    const made = await unpackSystem(suite, { dir, cache, person });
    trial.defer(() => rm(made, { recursive: true, force: true }));
    return made;
  };
  const root = await trial.step('clean system', given === undefined ? clean : async () => given);
  const stage = await openStage(scratch);
  trial.defer(stage.dispose);
  const world = await openWorld({ dir, person, root, shared: [stage.desktop.dir, person.home] });
  trial.defer(world.dispose);
  for (const version of /** @type {const} */ (['older', 'newer'])) {
    await cp(String(packages[version][kind]), join(root, `tmp/${version}.${kind}`));
  }
  await trial.step('lists of packages', () => world.asRoot(['apt-get', '-q', 'update']));
  const verbs = await installer(world);
  return liveThrough({
    trial,
    scratch,
    stage,
    versions,
    target: {
      ...verbs,
      world,
      command: () => ['axiom-token-manager'],
      leftovers: () => findTraces(world),
      saysWhatStays: true,
    },
    whileInstalled: () =>
      checkDesktopFiles({
        trial,
        scratch,
        stage,
        world,
        addTools: () => world.asRoot([...APT, 'install', 'libglib2.0-bin', 'shared-mime-info', 'desktop-file-utils']),
      }),
  });
}

/**
 * A system of Debian 12 with the libraries that the app needs and without the app; one for the whole run.
 * @param {Run} run
 * @returns {Promise<string>} its folder
 */
export async function systemWithLibraries(run) {
  run.withLibraries ??= makeWithLibraries(run);
  return run.withLibraries;
}

async function makeWithLibraries(/** @type {Run} */ { scratch, cache, packages }) {
  const { dir, person } = scratch;
  const root = await unpackSystem(SUITES.bookworm, { dir, cache, person });
  const world = await openWorld({ dir, person, root });
  try {
    await world.asRoot(['apt-get', '-q', 'update']);
    const depends = await runCommand('dpkg-deb', ['-f', String(packages.newer['deb']), 'Depends']);
    await world.asRoot([...APT, 'satisfy', depends.trim()], { timeoutMs: 240_000 });
    await keepFetched(SUITES.bookworm, root, cache);
    return root;
  } finally {
    await world.dispose();
  }
}
