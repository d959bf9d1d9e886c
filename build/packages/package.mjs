// `npm run package`: builds dist/ for release and packs it with the present Electron into an unpacked folder under
// release/, then checks the package. Prints the folder.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../bundle.mjs';
import { packageConfig } from './electron-builder.config.mjs';
import { checkPackage, packageLayout } from './package-checks.mjs';
import { signingNotice } from './signing.mjs';
import { createTerminalProgress } from '../progress.mjs';
import { projectRoot } from '../project-root.mjs';
import { CommandError, runCommand } from '../run-command.mjs';
import { runMain } from '../run-main.mjs';
import { SetupError } from '../setup-error.mjs';
import { setUp } from '../setup.mjs';

/** Fuses that the Electron of the development runtime does not have yet. */
const NEWER_FUSES = ['grantFileProtocolExtraPrivileges'];

/** electron-builder's name for the unpacked folder, by `process.platform`. @type {Record<string, string>} */
const UNPACKED = { linux: 'linux-unpacked', darwin: 'mac', win32: 'win-unpacked' };

/**
 * electron-builder's configuration for the present Electron, so that it downloads none.
 * @param {import('../electron-runtime.mjs').ElectronRuntime} runtime
 * @returns {import('electron-builder').Configuration}
 */
export function configFor(runtime) {
  const fuses = Object.entries(packageConfig.electronFuses ?? {});
  return {
    ...packageConfig,
    electronDist: runtime.dir,
    electronVersion: runtime.version,
    electronFuses: Object.fromEntries(
      fuses.filter(([name]) => !runtime.isDevelopmentRuntime || !NEWER_FUSES.includes(name)),
    ),
  };
}

/**
 * Builds and checks the unpacked package.
 * @param {{root: string, runtime: import('../electron-runtime.mjs').ElectronRuntime, progress: import('../progress.mjs').Progress}} options
 * @returns {Promise<string>} the folder
 */
export async function packageUnpacked({ root, runtime, progress }) {
  const notice = signingNotice(process.platform, process.env);
  if (notice !== undefined) progress.note(notice);
  await progress.step('build for release', () => bundle({ root, isRelease: true }));
  const output = join(root, 'release');
  await rm(output, { recursive: true, force: true });
  await progress.step(`package with Electron ${runtime.version}`, () => runElectronBuilder(root, configFor(runtime)));
  const folder = join(output, UNPACKED[process.platform] ?? 'linux-unpacked');
  // electron-builder does not remove the launcher when it gets an unpacked Electron.
  const { resources } = packageLayout(folder);
  for (const name of ['default_app.asar', 'default_app.sha256']) await rm(join(resources, name), { force: true });
  await progress.step('check the package', () =>
    checkPackage({ folder, isDevelopmentRuntime: runtime.isDevelopmentRuntime }),
  );
  return folder;
}

async function runElectronBuilder(
  /** @type {string} */ root,
  /** @type {import('electron-builder').Configuration} */ config,
) {
  const dir = await mkdtemp(join(tmpdir(), 'axiom-package-'));
  try {
    const path = join(dir, 'config.json');
    await writeFile(path, JSON.stringify(config));
    const cli = join(root, 'node_modules/electron-builder/cli.js');
    await runCommand(process.execPath, [cli, '--dir', '--publish', 'never', '--config', path], { cwd: root });
    return 'unpacked folder';
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(
      `electron-builder failed.\n${error.output}`,
      'Read its messages above, then run the command again.',
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const runtime = await setUp({ isForTests: false });
    const folder = await packageUnpacked({ root: projectRoot, runtime, progress: createTerminalProgress() });
    process.stdout.write(`Package: ${folder}\n`);
  });
}
