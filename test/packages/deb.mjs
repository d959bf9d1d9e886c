// @ts-check
// The Debian package in a clean system: only apt installs its dependencies, so that one that it does not name is missing.
import { keepFetched } from './base-systems.mjs';
import { findMissingLibraries } from './libraries.mjs';
import { APT, trySystemPackage } from './system-package.mjs';
import { demand, runTrial } from './trial.mjs';

const NAME = 'axiom-token-manager';

/** @param {import('./base-systems.mjs').Suite} suite @param {import('./system-package.mjs').Run} run */
export function tryDeb(suite, run) {
  return runTrial(`deb on ${suite.name}`, run, async (trial) => {
    let isFirst = true;
    const sandbox = await trySystemPackage(trial, run, {
      suite,
      kind: 'deb',
      installer: async (world) => ({
        async install(version) {
          const said = await world.asRoot([...APT, 'install', `/tmp/${version}.deb`], { timeoutMs: 240_000 });
          if (!isFirst) return said;
          isFirst = false;
          await keepFetched(suite, world.root, run.cache);
          await trial.check('every library is there', async () => {
            const missing = await findMissingLibraries(world);
            demand(missing.length === 0, `missing: ${missing.join(', ')}`);
          });
          return said;
        },
        reinstall: () => world.asRoot([...APT, '--reinstall', 'install', '/tmp/newer.deb']),
        remove: () => world.asRoot([...APT, 'remove', NAME]),
        list: () => world.asRoot(['dpkg', '-L', NAME]),
        verify: () => world.asRoot(['dpkg', '--verify', NAME]),
        purge: () => world.asRoot([...APT, 'purge', NAME]),
      }),
    });
    return `installed by apt alone, signed in with keys, upgraded at rest and while it ran, removed, tokens kept; sandbox by ${sandbox}`;
  });
}
