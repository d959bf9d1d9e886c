// `npm run package`: makes the unpacked app in release/; with `-- --all` also this system's packages. Prints their paths.
import { createTerminalProgress } from '../progress.mjs';
import { projectRoot as root } from '../project-root.mjs';
import { runMain } from '../run-main.mjs';
import { SetupError } from '../setup-error.mjs';
import { setUp } from '../setup.mjs';
import { packagesOf } from './linux-packages.mjs';
import { packagesForBothProcessors } from './mac-windows-packages.mjs';
import { refuseMissingTools } from './packaging-tools.mjs';
import { packageUnpackedIn } from './unpacked-package.mjs';
import { inWorkFolder } from './work-folder.mjs';

await runMain(async (args) => {
  const unknown = args.find((arg) => arg !== '--all');
  if (unknown !== undefined) {
    throw new SetupError(
      `"${unknown}" cannot be packaged.`,
      'run `npm run package` for the unpacked app, or `npm run package -- --all` for all packages of this system.',
    );
  }
  const isAll = args.includes('--all');
  const runtime = await setUp({ isForTests: false, isForPackages: isAll });
  const progress = createTerminalProgress();
  const { platform } = process;
  if (isAll && platform === 'linux') await refuseMissingTools(runtime);
  await inWorkFolder({ root, progress }, async (work) => {
    const folder = await packageUnpackedIn(work, { root, runtime, progress });
    process.stdout.write(`Package: ${folder}\n`);
    if (!isAll) return;
    const packages =
      platform === 'darwin' || platform === 'win32'
        ? await packagesForBothProcessors(work, { root, platform, runtime, progress })
        : Object.values(await packagesOf(work, { root, runtime, progress, folder }));
    for (const path of packages) process.stdout.write(`Package: ${path}\n`);
  });
});
