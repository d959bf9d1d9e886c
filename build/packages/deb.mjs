// Builds a deb from a folder with the installed files, with dpkg-deb. Called by fpm.mjs.
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command.mjs';
import { compressionLevel, wrapped } from './fpm-call.mjs';

/** @typedef {import('./fpm-call.mjs').PackageCall} PackageCall */

/**
 * The text of the file `control`.
 * @param {PackageCall} call
 * @param {number} installedBytes
 */
export function debControl(call, installedBytes) {
  const fields = {
    Package: call.name,
    Version: call.version,
    Architecture: call.architecture,
    Maintainer: call.maintainer,
    'Installed-Size': String(Math.ceil(installedBytes / 1024)),
    Depends: call.depends.join(', '),
    Recommends: call.recommends.join(', '),
    Section: call.category,
    Priority: 'optional',
    Homepage: call.url,
    Description: [call.summary, ...wrapped(call.description, 78)].join('\n '),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/**
 * @param {PackageCall} call
 * @param {{folder: string, files: readonly import('./package-stage.mjs').StagedFile[]}} stage
 */
export async function writeDeb(call, { folder, files }) {
  const control = join(folder, 'DEBIAN');
  await mkdir(control, { mode: 0o755 });
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  await writeFile(join(control, 'control'), debControl(call, bytes), { mode: 0o644 });
  const sums = await Promise.all(
    files
      .filter(({ isLink }) => !isLink)
      .map(
        async ({ path }) =>
          `${createHash('md5')
            .update(await readFile(join(folder, path)))
            .digest('hex')}  ${path}\n`,
      ),
  );
  await writeFile(join(control, 'md5sums'), sums.join(''), { mode: 0o644 });
  await copyFile(call.afterRemove, join(control, 'postrm'));
  await chmod(join(control, 'postrm'), 0o755);
  await runCommand('dpkg-deb', [
    '--root-owner-group',
    '-Zxz',
    `-z${compressionLevel(process.env)}`,
    '--build',
    folder,
    call.output,
  ]);
}
