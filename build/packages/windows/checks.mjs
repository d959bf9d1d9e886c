// Checks the metadata of an unpacked Windows package's program: names, icon, requested privileges, the archive's hash.
// Works on every system. Called by ../package-checks.mjs.
import { readFile } from 'node:fs/promises';

/** The type of the resource with the requested privileges. */
const MANIFEST = 24;

/**
 * The resources of a program.
 * @typedef {object} ProgramResources
 * @property {Record<string, string>} names
 * @property {string | undefined} integrity
 * @property {string} manifest
 * @property {readonly Buffer[]} icons
 */

/**
 * Problems in a program's resources.
 * @param {ProgramResources} resources
 * @param {{version: string, archiveHash: string, icons: readonly Buffer[]}} expected
 * @returns {string[]}
 */
export function findWrongResources({ names, integrity, manifest, icons }, expected) {
  const wrong = Object.entries({
    ProductName: 'Axiom Token Manager',
    FileDescription: 'Axiom Token Manager',
    InternalName: 'Axiom Token Manager',
    LegalCopyright: 'MIT licence',
    FileVersion: expected.version,
  })
    .filter(([name, value]) => names[name] !== value)
    .map(([name]) => `${name} of the program is ${JSON.stringify(names[name])}`);
  const hash = JSON.stringify([{ file: 'resources\\app.asar', alg: 'SHA256', value: expected.archiveHash }]);
  if (integrity !== hash) wrong.push(`the program's hash of its archive is ${integrity ?? 'missing'}`);
  if (!/requestedExecutionLevel level="asInvoker"/.test(manifest))
    wrong.push('the program asks for more rights than its user has');
  const isIcon = icons.length === expected.icons.length && expected.icons.every((icon, i) => icons[i]?.equals(icon));
  return isIcon ? wrong : [...wrong, 'the icon of the program is not app.ico'];
}

/**
 * @param {{program: string, icon: string, version: string, archiveHash: string}} options `icon` is the path of app.ico
 * @returns {Promise<string[]>} what is wrong
 */
export async function findWrongInWindowsProgram({ program, icon, version, archiveHash }) {
  const { Data } = await import('resedit');
  const images = Data.IconFile.from(await readFile(icon)).icons.map((item) => bytesOf(item.data));
  return findWrongResources(await readResources(program), { version, archiveHash, icons: images });
}

async function readResources(/** @type {string} */ program) {
  const { NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  const { entries } = NtExecutableResource.from(NtExecutable.from(await readFile(program), { ignoreCert: true }));
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info?.getAllLanguagesForStringValues() ?? [];
  const [group] = Resource.IconGroupEntry.fromEntries(entries);
  const text = (/** @type {(entry: (typeof entries)[number]) => boolean} */ isIt) => {
    const found = entries.filter(isIt);
    return found.length === 1 && found[0] ? Buffer.from(found[0].bin).toString('utf8') : undefined;
  };
  return {
    names: info && language ? info.getStringValues(language) : {},
    integrity: text(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR'),
    manifest: text(({ type }) => type === MANIFEST) ?? '',
    icons: (group?.getIconItemsFromEntries(entries) ?? []).map(bytesOf),
  };
}

/** The bytes of an icon picture as they are in the file. */
function bytesOf(/** @type {import('resedit').Data.IconItem | import('resedit').Data.RawIconItem} */ item) {
  return Buffer.from(item.isIcon() ? item.generate() : item.bin);
}
