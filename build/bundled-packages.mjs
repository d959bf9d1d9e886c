// Finds which third-party packages are in the bundles or beside them, and their metadata, from esbuild's metafiles. Used by
// third-party-licences.mjs and packages/sbom.mjs.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';

/** @typedef {import('esbuild').Metafile} Metafile */

/** Packages that are not bundled but are in the package. */
const BESIDE_THE_BUNDLES = ['keytar', 'koffi'];
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The packages whose code is in the outputs or beside them, each by its path from the root.
 * @param {readonly Metafile[]} metafiles
 */
export function packagesIn(metafiles) {
  const paths = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => packageOf(path))
        .filter((path) => path !== undefined),
    ),
  );
  return [...new Set([...paths, ...BESIDE_THE_BUNDLES.map((name) => `node_modules/${name}`)])].sort();
}

/**
 * Which package imports which, by paths from the root; `''` is the program itself.
 * @param {readonly Metafile[]} metafiles
 * @returns {Map<string, Set<string>>} for each package with imports, the imported packages
 */
export function importsBetweenPackages(metafiles) {
  const packages = ['', ...packagesIn(metafiles)];
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const [path, { imports }] of metafiles.flatMap(({ inputs }) => Object.entries(inputs))) {
    const from = packageOf(path) ?? '';
    for (const imported of imports) {
      const to = imported.external === true ? `node_modules/${imported.path}` : (packageOf(imported.path) ?? '');
      // Files that were read but are not in the output do not count.
      if (to === from || !packages.includes(from) || !packages.includes(to)) continue;
      found.set(from, (found.get(from) ?? new Set()).add(to));
    }
  }
  return found;
}

/**
 * A package's metadata.
 * @param {string} root
 * @param {string} path the package's path from the root
 * @returns {Promise<{name: string, version: string, licence: string | undefined, licenceFiles: string[]}>}
 */
export async function readPackage(root, path) {
  const folder = join(root, path);
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const licenceFiles = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  // Old packages give the licence as an object or a list, or only as a file.
  const licence = license?.type ?? (Array.isArray(license) ? license.join(' OR ') : license);
  if (typeof licence === 'string') return { name, version, licence, licenceFiles };
  if (licenceFiles.length > 0) return { name, version, licence: undefined, licenceFiles };
  throw new SetupError(`The package ${name} does not name its licence.`, 'Use another package, or ask its authors.');
}

function packageOf(/** @type {string} */ path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}
