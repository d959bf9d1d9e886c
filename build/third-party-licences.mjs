// Writes one text with the licence of every package whose code is in the bundles or lies beside them. Called by bundle.mjs; the app's window shows it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';

/** @typedef {import('esbuild').Metafile} Metafile */

/** Not in a bundle, but in the package. Electron brings the licences of its own parts. */
const BESIDE_THE_BUNDLES = ['keytar'];
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const RULE = '-'.repeat(78);

/**
 * The packages whose code is in the outputs, by the path of each from the root.
 * @param {readonly Metafile[]} metafiles
 */
export function packagesIn(metafiles) {
  const paths = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]),
    ),
  );
  const beside = BESIDE_THE_BUNDLES.map((name) => `node_modules/${name}`);
  return [...new Set([...paths.filter((path) => path !== undefined), ...beside])].sort();
}

/**
 * The text: each package's name, version and licence, then the words of the licence.
 * @param {{root: string, metafiles: readonly Metafile[]}} options
 */
export async function thirdPartyLicences({ root, metafiles }) {
  const parts = await Promise.all(packagesIn(metafiles).map((path) => licenceOf(root, path)));
  return `Code of others in Axiom Token Manager, and what its authors ask for.\nElectron and Chromium have their own files beside the program.\n\n${parts.join('\n')}`;
}

async function licenceOf(/** @type {string} */ root, /** @type {string} */ path) {
  const folder = join(root, path);
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  // Old packages give it as an object or a list, or only as a file.
  const licence =
    license?.type ??
    (Array.isArray(license) ? license.join(' or ') : license) ??
    (files.length > 0 ? 'as follows' : undefined);
  if (typeof licence !== 'string') {
    throw new SetupError(`The package ${name} does not name its licence.`, 'Use another package, or ask its authors.');
  }
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const words =
    texts.length > 0
      ? texts.map((text) => text.trim()).join('\n\n')
      : `Licence: ${licence}. It comes without a text of its own.`;
  return `${RULE}\n${name} ${version}, ${licence}\n${RULE}\n\n${words}\n`;
}
