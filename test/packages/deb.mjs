// @ts-check
// The Debian package in a clean system: apt alone brings what it needs, so that what it forgets to name is missing.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keepFetched, unpackSystem } from './base-systems.mjs';
import { findMissingLibraries } from './libraries.mjs';
import { liveThrough } from './life.mjs';
import { checkDesktopFiles } from './desktop-files.mjs';
import { findTraces } from './traces.mjs';
import { openWorld } from './world.mjs';
import { openStage } from './stage.mjs';
import { demand, runTrial } from './trial.mjs';

/** @typedef {{scratch: import('./scratch.mjs').Scratch, cache: string, log: (line: string) => void, packages: Record<'older' | 'newer', Record<string, string>>}} Run */

const NAME = 'axiom-token-manager';
/** Without recommended packages, and never a question. */
const APT = ['apt-get', '-q', '-y', '--no-install-recommends', '--allow-downgrades'];

/** @param {import('./base-systems.mjs').Suite} suite @param {Run} run */
export function tryDeb(suite, { scratch, cache, log, packages }) {
  return runTrial(`deb on ${suite.name}`, { log }, async (trial) => {
    const { dir, person } = scratch;
    const root = await trial.step('clean system', () => unpackSystem(suite, { dir, cache, person }));
    trial.defer(() => rm(root, { recursive: true, force: true }));
    const stage = await openStage(scratch);
    trial.defer(stage.dispose);
    const world = await openWorld({ dir, person, root, shared: [stage.desktop.dir, person.home] });
    trial.defer(world.dispose);
    for (const version of /** @type {const} */ (['older', 'newer'])) await cp(String(packages[version]['deb']), join(root, `tmp/${version}.deb`));
    await trial.step('lists of packages', () => world.asRoot(['apt-get', '-q', 'update']));
    let isFirst = true;
    const sandbox = await liveThrough({
      trial,
      scratch,
      stage,
      target: {
        world,
        command: () => ['axiom-token-manager'],
        async install(version) {
          const said = await world.asRoot([...APT, 'install', `/tmp/${version}.deb`], { timeoutMs: 240_000 });
          if (isFirst) {
            isFirst = false;
            await keepFetched(suite, root, cache);
            await trial.check('every library is there', async () => {
              const missing = await findMissingLibraries(world);
              demand(missing.length === 0, `missing: ${missing.join(', ')}`);
            });
          }
          return said;
        },
        reinstall: () => world.asRoot([...APT, '--reinstall', 'install', '/tmp/newer.deb']),
        remove: () => world.asRoot([...APT, 'remove', NAME]),
        purge: () => world.asRoot([...APT, 'purge', NAME]),
        leftovers: () => findTraces(world),
        saysWhatStays: true,
      },
      whileInstalled: () => checkDesktopFiles({ trial, scratch, stage, world, addTools: () => world.asRoot([...APT, 'install', 'libglib2.0-bin', 'xdg-utils']) }),
    });
    return `installed by apt alone, sandbox by ${sandbox}`;
  });
}
