// Makes all packages for macOS or Windows on such a computer, for both processors. Used by `npm run package -- --all`.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageConfig } from './electron-builder.config.mjs';
import { checkPackage } from './package-checks.mjs';
import { bundleForRelease, runElectronBuilder, unpackedFolder } from './unpacked-package.mjs';
import { putInPlace } from './work-folder.mjs';

/** The functions used; replaced in tests. */
const TOOLS = { bundle: bundleForRelease, check: checkPackage };

/**
 * Makes the configured packages with the Electron that ships; electron-builder downloads the one for the other processor.
 * @param {string} work the folder of `inWorkFolder`
 * @param {{root: string, platform: 'darwin' | 'win32', runtime: import('../electron-runtime.mjs').ElectronRuntime, progress: import('../progress.mjs').Progress, tools?: typeof TOOLS}} options
 * @returns {Promise<string[]>} the path of each
 */
export async function packagesForBothProcessors(work, { root, platform, runtime, progress, tools = TOOLS }) {
  const made = join(work, 'made');
  const config = { ...packageConfig, directories: { ...packageConfig.directories, output: made } };
  for (const arch of ['x64', 'arm64']) {
    await progress.step(`packages for ${arch}`, async () => {
      await tools.bundle({ root, runtime, target: `${platform}-${arch}` });
      const args = [platform === 'darwin' ? '--mac' : '--win', `--${arch}`];
      await runElectronBuilder({ root, config, args });
      const folder = join(made, unpackedFolder(platform, arch));
      return tools.check({ folder, isDevelopmentRuntime: false, platform, arch });
    });
  }
  const packages = [];
  for (const entry of await readdir(made, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = join(root, 'release', entry.name);
    await putInPlace(join(made, entry.name), { place, work });
    packages.push(place);
  }
  return packages.sort();
}
