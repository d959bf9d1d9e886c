// The output folder of a release: packages, SBOM and checksums. Called by release.mjs.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, copyFile, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';
import { SetupError } from '../setup-error.mjs';

export const CHECKSUMS = 'SHA256SUMS';

/** The packages of every release. */
const TARGETS = ['AppImage', 'deb', 'rpm', 'tar.gz'];

/**
 * Moves packages and SBOM into a new folder, writes the checksums and verifies them.
 * @param {{folder: string, packages: Readonly<Record<string, string>>, sbom: string, version: string}} options `sbom`: the path of the SBOM
 */
export async function collectArtefacts({ folder, packages, sbom, version }) {
  await mkdir(folder, { recursive: true });
  for (const target of TARGETS) {
    const path = packages[target];
    const bytes = path === undefined ? 0 : (await stat(path)).size;
    if (path === undefined || bytes === 0) refuse(`The ${target} was not made.`);
    if (!basename(path).includes(version))
      refuse(`${basename(path)} does not have the version ${version} in its name.`);
    await rename(path, join(folder, basename(path)));
  }
  await copyFile(sbom, join(folder, `axiom-token-manager-${version}.cdx.json`));
  const names = (await readdir(folder)).sort();
  const lines = await Promise.all(names.map(async (name) => `${await sha256(join(folder, name))}  ${name}\n`));
  await writeFile(join(folder, CHECKSUMS), lines.join(''));
  await checkArtefacts(folder);
}

/** Rejects with a `SetupError` unless the files of a release match the checksums. */
export async function checkArtefacts(/** @type {string} */ folder) {
  await access(join(folder, CHECKSUMS)).catch(() => refuse(`There is no ${join(folder, CHECKSUMS)}.`));
  try {
    await runCommand('sha256sum', ['--check', '--strict', '--quiet', CHECKSUMS], { cwd: folder });
  } catch (error) {
    if (error instanceof CommandError)
      refuse(`The checksums in ${folder} do not match: ${error.output || error.message}`);
    throw error;
  }
}

/** The files of a release with their sizes, by name. */
export async function listArtefacts(/** @type {string} */ folder) {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
}

async function sha256(/** @type {string} */ path) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {string} what @returns {never} */
function refuse(what) {
  throw new SetupError(what, 'See what the steps above say, correct it, then run the command again.');
}
