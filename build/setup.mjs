// `npm run setup`: everything a fresh clone needs before it can be built and run. Each step does nothing when
// it is already done. Also called by start, test and package. Imports only Node's built-in modules until `npm ci` has run.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openElectronRuntime, runtimeNotice } from './electron-runtime.mjs';
import { hasDesktop } from './has-desktop.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { createTerminalProgress } from './progress.mjs';
import { projectRoot } from './project-root.mjs';
import { runMain } from './run-main.mjs';
import { SetupError } from './setup-error.mjs';
import { installMissingPackages, thisSystem } from './system-packages.mjs';

const OLDEST_NODE = [20, 15];

/**
 * Prepares this checkout so that it can be built and run.
 * @param {{isForTests: boolean, isForPackages?: boolean, isForPackageTests?: boolean}} options tests also need the virtual desktop and the typings of the oldest Electron;
 *   packages need packaging tools, and package tests the tools that check packages
 * @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>}
 */
export async function setUp({ isForTests, isForPackages = false, isForPackageTests = false }) {
  refuseOldNode(process.versions.node);
  const progress = createTerminalProgress();
  const isHeadless = isForTests || !hasDesktop(process.platform, process.env);
  const need = { isHeadless, forPackages: isForPackages, forPackageTests: isForPackageTests };
  await installMissingPackages(thisSystem(), { ...need, progress });
  await installNpmPackages({ dir: projectRoot, what: 'npm packages', progress });
  if (isForTests) {
    const dir = join(projectRoot, 'test/types/electron22');
    await installNpmPackages({ dir, what: 'typings of Electron 22', progress });
  }
  const runtime = await openElectronRuntime({ root: projectRoot, env: process.env, progress });
  const notice = runtimeNotice(runtime);
  if (notice !== undefined) progress.note(notice);
  return runtime;
}

/** Throws a `SetupError` when this Node is too old for the scripts. */
export function refuseOldNode(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupError(
    `This is Node ${version}; the project needs Node ${OLDEST_NODE.join('.')} or newer.`,
    'install a newer Node (https://nodejs.org), then run the command again.',
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const runtime = await setUp({ isForTests: true });
    process.stdout.write(`Set up: Electron ${runtime.version} in ${runtime.dir}\n`);
  });
}
