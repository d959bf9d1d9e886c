// The software bill of materials (SBOM) of a package, as CycloneDX JSON. unpacked-package.mjs writes it into the packages, and it is published with a
// release. The same input gives the same text.
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';
import { writeAtomically } from '../write-atomically.mjs';
import { sbomParts } from './sbom-parts.mjs';
import { sourceDate } from './source-date.mjs';

/** The output folder of `writeSbom`, from the root; the packages contain its files outside their archive. */
export const SBOM_FOLDER = 'dist-sbom';
export const SBOM_FILE = 'axiom-token-manager.cdx.json';

/** Writes the SBOM into its folder. @param {import('./sbom-parts.mjs').Contents} contents */
export async function writeSbom(contents) {
  const folder = join(contents.root, SBOM_FOLDER);
  await mkdir(folder, { recursive: true });
  await writeAtomically(join(folder, SBOM_FILE), await sbom(contents));
}

/**
 * The text of the SBOM.
 * @param {import('./sbom-parts.mjs').Contents} contents
 * @returns {Promise<string>}
 */
export async function sbom(contents) {
  return printParts(await sbomParts(contents), await timestampOf(contents.root));
}

/**
 * @param {readonly import('./sbom-parts.mjs').Part[]} parts the program itself first
 * @param {Date | undefined} timestamp
 */
async function printParts(parts, timestamp) {
  // Imported here, not at the top: this module is also imported before `npm ci` has run.
  const { Models, Serialize, Spec } = await import('@cyclonedx/cyclonedx-library');
  const toComponent = await componentMaker();
  const components = new Map(parts.map((part) => [part.id, toComponent(part)]));
  for (const { id, needs } of parts) {
    for (const needed of needs) {
      const component = components.get(needed);
      if (component === undefined) throw new Error(`${id} needs ${needed}, which is not among the parts`);
      components.get(id)?.dependencies.add(component.bomRef);
    }
  }
  const [program, ...others] = components.values();
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: program, timestamp }) });
  for (const component of others) bom.components.add(component);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const print = () => `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
  bom.serialNumber = serialNumberOf(print());
  return print();
}

async function componentMaker() {
  const { Contrib, Enums, Models } = await import('@cyclonedx/cyclonedx-library');
  const { default: checkExpression } = await import('spdx-expression-parse');
  const licences = new Contrib.License.Factories.LicenseFactory(checkExpression);
  const types = {
    application: Enums.ComponentType.Application,
    framework: Enums.ComponentType.Framework,
    library: Enums.ComponentType.Library,
  };
  return (
    /** @type {import('./sbom-parts.mjs').Part} */ { id, type, name, version, licence, sha256, archive, ...part },
  ) => {
    const component = new Models.Component(types[type], name, { bomRef: part.purl ?? id, version });
    if (part.purl !== undefined) component.purl = part.purl;
    component.cpe = part.cpe;
    if (licence !== undefined) component.licenses.add(licences.makeFromString(licence));
    if (sha256 !== undefined) component.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256);
    if (archive !== undefined) {
      const hashes = new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], archive.sha512]]);
      component.externalReferences.add(
        new Models.ExternalReference(archive.url, Enums.ExternalReferenceType.Distribution, { hashes }),
      );
    }
    return component;
  };
}

/** The time of the content, never of the packing: SOURCE_DATE_EPOCH, else the last commit. */
async function timestampOf(/** @type {string} */ root) {
  return sourceDate(process.env) ?? sourceDate({ SOURCE_DATE_EPOCH: await commitTime(root) });
}

async function commitTime(/** @type {string} */ root) {
  try {
    return (await runCommand('git', ['log', '-1', '--format=%ct'], { cwd: root })).trim();
  } catch (error) {
    // An unpacked source archive has no commits, and needs no git.
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

/** A UUID derived from the content (RFC 9562, version 8). */
function serialNumberOf(/** @type {string} */ text) {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
