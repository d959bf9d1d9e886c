// Checks the metadata of an unpacked package for macOS: Info.plist of the app and its helpers, entitlements, the archive's hash.
// Works on every system. Called by ../package-checks.mjs.
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HELPER_ID, MINIMUM_MACOS, UNUSED_TEXTS } from './config.mjs';

/** The only entitlement of app and helpers; config.mjs says why. */
const ENTITLEMENTS = { 'com.apple.security.cs.allow-jit': true };

/**
 * What is wrong with an app's Info.plist.
 * @param {Record<string, any>} info
 * @param {{version: string, archiveHash: string}} expected
 * @returns {string[]}
 */
export function findWrongInfo(info, { version, archiveHash }) {
  const expected = {
    CFBundleIdentifier: 'trade.axiom-token-manager.desktop',
    CFBundleName: 'Axiom Token Manager',
    CFBundleExecutable: 'Axiom Token Manager',
    CFBundleShortVersionString: version,
    CFBundleVersion: version,
    LSApplicationCategoryType: 'public.app-category.utilities',
    LSMinimumSystemVersion: MINIMUM_MACOS,
    LSUIElement: false,
    ElectronAsarIntegrity: { 'Resources/app.asar': { algorithm: 'SHA256', hash: archiveHash } },
  };
  const wrong = Object.entries(expected)
    .filter(([name, value]) => JSON.stringify(info[name]) !== JSON.stringify(value))
    .map(([name]) => `${name} in Info.plist is ${JSON.stringify(info[name])}`);
  const unused = UNUSED_TEXTS.filter((name) => name in info).map((name) => `Info.plist has ${name}`);
  const [type] = info['UTExportedTypeDeclarations'] ?? [];
  const extensions = [
    type?.['UTTypeTagSpecification']?.['public.filename-extension'],
    ...(info['CFBundleDocumentTypes'] ?? []).map((/** @type {any} */ entry) => entry.CFBundleTypeExtensions),
  ];
  const areBackups = JSON.stringify(extensions) === JSON.stringify([['axiombackup'], ['axiombackup']]);
  return [
    ...wrong,
    ...unused,
    ...(areBackups ? [] : ['Info.plist does not declare .axiombackup once as type and once as document']),
  ];
}

/** What is wrong with entitlements. @returns {string[]} */
export function findWrongEntitlements(/** @type {string} */ text, /** @type {unknown} */ parsed) {
  const comment = text.includes('<!--') ? ['entitlements hold a comment, which macOS cannot read'] : [];
  const isExpected = JSON.stringify(parsed) === JSON.stringify(ENTITLEMENTS);
  return isExpected ? comment : [...comment, `entitlements are ${JSON.stringify(parsed)}`];
}

/**
 * @param {{app: string, version: string, archiveHash: string}} options
 * @returns {Promise<string[]>} what is wrong
 */
export async function findWrongInMacApp({ app, version, archiveHash }) {
  const info = await readPlist(join(app, 'Contents/Info.plist'));
  const wrong = findWrongInfo(info, { version, archiveHash });
  const icons = [
    info['CFBundleIconFile'],
    ...info['CFBundleDocumentTypes'].map((/** @type {any} */ type) => type.CFBundleTypeIconFile),
  ];
  for (const icon of new Set([...icons, info['UTExportedTypeDeclarations'][0].UTTypeIconFile])) {
    await access(join(app, 'Contents/Resources', icon)).catch(() => wrong.push(`the icon ${icon} is missing`));
  }
  const frameworks = join(app, 'Contents/Frameworks');
  const helpers = (await readdir(frameworks)).filter((name) => name.endsWith('.app'));
  if (!helpers.includes('Axiom Token Manager Helper.app')) wrong.push('the helper is missing');
  for (const helper of helpers) {
    const { CFBundleIdentifier: id, CFBundleExecutable: program } = await readPlist(
      join(frameworks, helper, 'Contents/Info.plist'),
    );
    if (id !== HELPER_ID && !id.startsWith(`${HELPER_ID}.`)) wrong.push(`${helper} is known as ${id}`);
    const path = join(frameworks, helper, 'Contents/MacOS', program);
    await access(path).catch(() => wrong.push(`${helper} has no ${program}`));
  }
  for (const name of ['entitlements.plist', 'entitlements-inherit.plist']) {
    const path = join(import.meta.dirname, name);
    wrong.push(...findWrongEntitlements(await readFile(path, 'utf8'), await readPlist(path)));
  }
  return wrong;
}

/** @returns {Promise<Record<string, any>>} */
async function readPlist(/** @type {string} */ path) {
  const { parsePlistFile } = await import('app-builder-lib/out/util/plist.js');
  return parsePlistFile(path);
}
