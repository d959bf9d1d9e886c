// @ts-check
// The RPM package. No distribution with RPM can be downloaded here, so rpm installs it into a Debian 12 system that has the libraries, without
// checking dependencies; the declared ones are compared with the libraries that its programs are linked to.
import { join } from 'node:path';
import { SUITES } from './base-systems.mjs';
import { findUnnamed } from './libraries.mjs';
import { systemWithLibraries, trySystemPackage } from './system-package.mjs';
import { demand, runTrial } from './trial.mjs';
import { runCommand } from '../../build/run-command.mjs';

const NAME = 'axiom-token-manager';
const FOLDER = '/opt/axiom-token-manager';

/** @param {import('./system-package.mjs').Run} run */
export function tryRpm(run) {
  return runTrial('rpm on Debian 12, by rpm --nodeps', run, async (trial) => {
    const root = await trial.step('a system with the libraries', () => systemWithLibraries(run));
    const sandbox = await trySystemPackage(trial, run, {
      root,
      suite: SUITES.bookworm,
      kind: 'rpm',
      async installer(world) {
        const rpm = (/** @type {string[]} */ ...args) =>
          world.besideIt(['rpm', '--root', root, '--dbpath', '/var/lib/rpm', ...args]);
        // On rpm systems, triggers of desktop packages do this after each change.
        const triggers = async (/** @type {string} */ said) => {
          await world.asRoot([
            'sh',
            '-c',
            'update-mime-database /usr/share/mime; if command -v update-desktop-database; then update-desktop-database; fi',
          ]);
          return said;
        };
        const upgrade = (/** @type {string} */ version) =>
          rpm(
            '--upgrade',
            '--nodeps',
            '--oldpackage',
            '--replacepkgs',
            '--force-debian',
            join(root, `tmp/${version}.rpm`),
          ).then(triggers);
        return {
          install: upgrade,
          async reinstall() {
            await trial.check('it asks for every library', async () => {
              const requires = await runCommand('rpm', ['-qp', '--requires', String(run.packages.newer['rpm'])]);
              const unnamed = await findUnnamed(join(root, FOLDER), requires);
              demand(unnamed.length === 0, `not asked for: ${unnamed.join(', ')}`);
            });
            return upgrade('newer');
          },
          list: () => rpm('--query', '--list', NAME),
          verify: () => rpm('--verify', '--nodeps', NAME),
          remove: () => rpm('--erase', '--force-debian', NAME).then(triggers),
        };
      },
    });
    return `asks for what its programs need; signed in, upgraded, removed, tokens kept; sandbox by ${sandbox}`;
  });
}
