// What a package of this program is made of: the packages of npm whose code is in the bundles, keytar with its native part, and Electron with
// its Chromium and its Node. Called by sbom.mjs.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importsBetweenPackages, packagesIn, readPackage } from '../bundled-packages.mjs';
import { runtimeParts } from './runtime-parts.mjs';

/**
 * @typedef {object} Part
 * @property {string} id where it is named by another one
 * @property {'application' | 'framework' | 'library'} type
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} licence
 * @property {readonly string[]} needs ids of other parts
 * @property {string} [purl] its address among all packages
 * @property {`cpe:2.3:${string}`} [cpe] its name in lists of weaknesses
 * @property {string} [sha256] of the file itself
 * @property {{url: string, sha512: string}} [archive] what npm unpacked it from
 */

/** @typedef {{root: string, metafiles: readonly import('../bundled-packages.mjs').Metafile[], runtime: {dir: string, executable: string, version: string}, version?: string | undefined, target?: string}} Contents */

/**
 * The parts, the program itself first.
 * @param {Contents} contents `version` is the program's, by default the one in package.json; `target` is the system that the package is for, as keytar names it: `linux-x64`
 * @returns {Promise<Part[]>}
 */
export async function sbomParts({ root, metafiles, runtime, version, target = `${process.platform}-${process.arch}` }) {
  const readJson = async (/** @type {string} */ path) => JSON.parse(await readFile(join(root, path), 'utf8'));
  const manifest = await readJson('package.json');
  const locked = (await readJson('package-lock.json')).packages ?? {};
  const imports = importsBetweenPackages(metafiles);
  const nativePath = `node_modules/keytar/prebuilds/${target}/keytar.node`;
  /** @type {Part[]} */
  const packages = await Promise.all(
    packagesIn(metafiles).map(async (path) => {
      const { name, version: packageVersion, licence } = await readPackage(root, path);
      return {
        id: path,
        type: /** @type {const} */ ('library'),
        name,
        version: packageVersion,
        licence,
        needs: [...(imports.get(path) ?? []), ...(path === 'node_modules/keytar' ? [nativePath] : [])],
        purl: purl('npm', name, packageVersion),
        ...archiveOf({ name, version: packageVersion }, locked[path]),
      };
    }),
  );
  const keytar = packages.find(({ id }) => id === 'node_modules/keytar');
  const { chromium, node } = await runtimeParts(runtime);
  return [
    {
      id: '',
      type: 'application',
      name: manifest.name,
      version: version ?? manifest.version,
      licence: manifest.license,
      needs: [...(imports.get('') ?? []), 'electron'],
      purl: purl('generic', manifest.name, version ?? manifest.version),
    },
    ...packages,
    {
      id: nativePath,
      type: 'library',
      name: nativePath,
      version: keytar?.version ?? '',
      licence: keytar?.licence,
      needs: [],
      sha256: createHash('sha256')
        .update(await readFile(join(root, nativePath)))
        .digest('hex'),
    },
    {
      id: 'electron',
      type: 'framework',
      name: 'electron',
      version: runtime.version,
      licence: 'MIT',
      needs: ['chromium', 'node'],
      purl: purl('npm', 'electron', runtime.version),
    },
    {
      id: 'chromium',
      type: 'library',
      name: 'chromium',
      version: chromium,
      licence: 'BSD-3-Clause',
      needs: [],
      purl: purl('generic', 'chromium', chromium),
      cpe: `cpe:2.3:a:google:chrome:${chromium}:*:*:*:*:*:*:*`,
    },
    {
      id: 'node',
      type: 'library',
      name: 'node',
      version: node,
      licence: 'MIT',
      needs: [],
      purl: purl('github', 'nodejs/node', `v${node}`),
      cpe: `cpe:2.3:a:nodejs:node.js:${node}:*:*:*:*:*:*:*`,
    },
  ];
}

/** @param {'npm' | 'github' | 'generic'} type @param {string} name @param {string} version */
function purl(type, name, version) {
  return `pkg:${type}/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`;
}

/**
 * The archive of a package, where its hash is locked. A lock file may leave out the address (npm's `omit-lockfile-registry-resolved`): then it is npm's own registry.
 * @param {{name: string, version: string}} packed
 * @param {{resolved?: string, integrity?: string} | undefined} locked
 */
function archiveOf({ name, version }, locked) {
  const hash = /(?:^| )sha512-(\S+)/.exec(locked?.integrity ?? '')?.[1];
  if (hash === undefined) return {};
  const url =
    locked?.resolved ?? `https://registry.npmjs.org/${name}/-/${name.replace(/^@[^/]+\//, '')}-${version}.tgz`;
  return { archive: { url, sha512: Buffer.from(hash, 'base64').toString('hex') } };
}
