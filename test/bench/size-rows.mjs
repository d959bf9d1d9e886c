// @ts-check
// Measures the size of each package for Linux against the folder of the Electron that is in it. Used by run.mjs.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildLinuxPackages } from '../../build/packages/linux-packages.mjs';
import { createProgress } from '../../build/progress.mjs';
import { makeRow } from './rows.mjs';

const MEBIBYTE = 2 ** 20;

/** @param {{root: string, runtime: import('../../build/electron-runtime.mjs').ElectronRuntime, output: string}} options `output`: a folder for the packages, which goes with what is in it */
export async function measureSizes({ root, runtime, output }) {
  const progress = createProgress({ write: () => undefined, nowMs: () => 0 });
  const packages = await buildLinuxPackages({ root, runtime, progress, output });
  const baseline = await sizeOf(runtime.dir);
  return Promise.all(
    Object.entries(packages).map(async ([target, path]) =>
      sizeRow({ target, bytes: (await stat(path)).size, baseline }),
    ),
  );
}

/** One row. @param {{target: string, bytes: number, baseline: number}} size both in bytes */
export function sizeRow({ target, bytes, baseline }) {
  return makeRow({
    id: `size-${target}`,
    name: `size of the ${target} / Electron's folder`,
    unit: 'MiB',
    values: [bytes / MEBIBYTE],
    baselines: [baseline / MEBIBYTE],
  });
}

/** The bytes in a folder. */
export async function sizeOf(/** @type {string} */ folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
