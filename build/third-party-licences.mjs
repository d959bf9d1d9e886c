// Writes a text with the licences of all packages in the bundles or beside them. Called by bundle.mjs; the app shows it in a window.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagesIn, readPackage } from './bundled-packages.mjs';

const RULE = '-'.repeat(78);

/**
 * The text: name, version and licence of each package, then the licence texts. Electron comes with the licences of its own parts.
 * @param {{root: string, metafiles: readonly import('./bundled-packages.mjs').Metafile[]}} options
 */
export async function thirdPartyLicences({ root, metafiles }) {
  const parts = await Promise.all(packagesIn(metafiles).map((path) => licenceOf(root, path)));
  return `Third-party code in Axiom Token Manager, and its licences.\nElectron and Chromium have their own files beside the program.\n\n${parts.join('\n')}`;
}

async function licenceOf(/** @type {string} */ root, /** @type {string} */ path) {
  const { name, version, licence = 'as follows', licenceFiles } = await readPackage(root, path);
  const texts = await Promise.all(licenceFiles.map((file) => readFile(join(root, path, file), 'utf8')));
  const words =
    texts.length > 0
      ? texts.map((text) => text.trim()).join('\n\n')
      : `Licence: ${licence}. It comes without a text of its own.`;
  return `${RULE}\n${name} ${version}, ${licence}\n${RULE}\n\n${words}\n`;
}
