// Makes all packages for macOS or Windows on such a computer, for both processors. Used by `npm run package -- --all`.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatBytes } from '../progress.mjs';
import { packageConfig } from './electron-builder.config.mjs';
import { checkPackage } from './package-checks.mjs';
import { runElectronBuilder, unpackedFolder } from './unpacked-package.mjs';

/**
 * Makes the packages that the configuration names, from the Electrons that ship: electron-builder downloads the one that is not at hand.
 * @param {{root: string, platform: 'darwin' | 'win32', progress: import('../progress.mjs').Progress, check?: typeof checkPackage}} options
 * @returns {Promise<string[]>} the path of each
 */
export async function packagesForBothProcessors({ root, platform, progress, check = checkPackage }) {
  const output = join(root, 'release');
  /** @type {string[]} */
  let packages = [];
  await progress.step('packages for x64 and arm64', async () => {
    await runElectronBuilder({ root, config: packageConfig, args: [platform === 'darwin' ? '--mac' : '--win'] });
    await rm(join(output, 'builder-debug.yml'), { force: true });
    packages = (await readdir(output, { withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(output, entry.name))
      .sort();
    const sizes = await Promise.all(packages.map(async (path) => (await stat(path)).size));
    return `${packages.length} files, ${formatBytes(sizes.reduce((sum, size) => sum + size, 0))}`;
  });
  for (const arch of ['x64', 'arm64']) {
    await progress.step(`check the package for ${arch}`, () =>
      check({
        folder: join(output, unpackedFolder(platform, arch)),
        isDevelopmentRuntime: false,
        platform,
        arch,
      }),
    );
  }
  return packages;
}
