// @ts-check
// A distribution's package in its own clean system: the common trial of deb and rpm.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../build/run-command.mjs';
import { keepFetched, SUITES, unpackSystem } from './base-systems.mjs';
import { checkCommandLine } from './command-line.mjs';
import { checkDesktopFiles } from './desktop-files.mjs';
import { liveThrough } from './life.mjs';
import { findWrongFiles, installedFiles } from './package-files.mjs';
import { demandRefusal } from './refusal.mjs';
import { openStage } from './stage.mjs';
import { findTraces } from './traces.mjs';
import { openWorld } from './world.mjs';

/**
 * The common data of a run.
 * @typedef {object} Run
 * @property {import('./scratch.mjs').Scratch} scratch
 * @property {string} cache
 * @property {(line: string) => void} log
 * @property {Record<import('./life.mjs').Version, Record<string, string>>} packages paths, by version and kind
 * @property {Record<import('./life.mjs').Version, string>} versions
 * @property {Promise<string>} [withLibraries] kept by `systemWithLibraries`
 */

/**
 * @typedef {Pick<import('./life.mjs').Target, 'install' | 'reinstall' | 'remove' | 'purge'> & {list: () => Promise<string>, verify: () => Promise<string>}} Installer
 *   `list`: the paths of the installed package, one per line; `verify`: the package manager's report of changed files
 */

const FOLDER = '/opt/axiom-token-manager';
const REPAIR = { deb: /apt install --reinstall axiom-token-manager/, rpm: /dnf reinstall axiom-token-manager/ };

/** Without recommended packages, and without questions. */
export const APT = ['apt-get', '-q', '-y', '--no-install-recommends', '--allow-downgrades'];

/**
 * @param {import('./trial.mjs').Trial} trial
 * @param {Run} run
 * @param {{suite: import('./base-systems.mjs').Suite, kind: 'deb' | 'rpm', root?: string,
 *   installer: (world: import('./world.mjs').World) => Promise<Installer>}} options
 *   `root`: an existing system; the packages are in the system's /tmp, as `older.deb` and `newer.deb`
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
  const { list, verify, ...verbs } = await installer(world);
  return liveThrough({
    trial,
    scratch,
    stage,
    versions,
    target: {
      ...verbs,
      world,
      command: () => ['axiom-token-manager'],
      commandLine: () => ['axiom-tokens'],
      async wrongFiles() {
        const { files, added } = await installedFiles(root, await list());
        const changed = (await verify()).split('\n').filter((line) => line !== '');
        return [
          ...findWrongFiles(files, { isInstalled: true }),
          ...added.map((path) => `${path} is not of the package`),
          ...changed.map((line) => `changed: ${line}`),
        ];
      },
      leftovers: () => findTraces(world),
      saysWhatStays: true,
    },
    async whileInstalled() {
      await checkDesktopFiles({
        trial,
        scratch,
        stage,
        world,
        addTools: () => world.asRoot([...APT, 'install', 'libglib2.0-bin', 'shared-mime-info', 'desktop-file-utils']),
      });
      await checkCommandLine({
        ...{ trial, world, kind, version: versions.newer },
        addTools: () => world.asRoot([...APT, 'install', 'man-db', 'zsh', 'fish']),
      });
      await checkBroken({ trial, scratch, stage, world, kind });
    },
  });
}

/** The message of an installed package with a changed file. Ordinary users may make no namespaces in a system in a folder. */
async function checkBroken(
  /** @type {{trial: import('./trial.mjs').Trial, scratch: import('./scratch.mjs').Scratch, stage: import('./stage.mjs').Stage,
   *   world: import('./world.mjs').World, kind: keyof typeof REPAIR}} */ { trial, scratch, stage, world, kind },
) {
  const refuses = (/** @type {readonly RegExp[]} */ ...words) =>
    demandRefusal({ trial, scratch, stage, world, command: ['axiom-token-manager'], words });
  await trial.check('without the rights of its helper: words', async () => {
    const helper = `${FOLDER}/chrome-sandbox`;
    await world.asRoot(['chmod', '755', helper]);
    try {
      await refuses(/Install the package again/, REPAIR[kind]);
    } finally {
      await world.asRoot(['chmod', '4755', helper]);
    }
  });
  await trial.check('without its program: words', async () => {
    const program = `${FOLDER}/axiom-token-manager-bin`;
    await world.asRoot(['mv', program, `${program}.away`]);
    try {
      await refuses(/is incomplete/, /tokens are where they were/);
    } finally {
      await world.asRoot(['mv', `${program}.away`, program]);
    }
  });
}

/**
 * A Debian 12 system with the libraries that the app needs and without the app; one for the whole run.
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
