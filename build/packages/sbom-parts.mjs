// The components of a package: the npm packages in the bundles, keytar and koffi with their native modules, the command line's Node, and Electron with
// its Chromium and Node. Called by sbom.mjs.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importsBetweenPackages, packagesIn, readPackage } from '../bundled-packages.mjs';
import { koffiPaths } from './koffi-parts.mjs';
import { runtimeParts } from './runtime-parts.mjs';

/**
 * @typedef {object} Part
 * @property {string} id used by other components to refer to it
 * @property {'application' | 'framework' | 'library'} type
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} licence
 * @property {readonly string[]} needs ids of other components
 * @property {string} [purl] its package URL
 * @property {`cpe:2.3:${string}`} [cpe] its name in vulnerability databases
 * @property {string} [sha256] of the file itself
 * @property {{url: string, sha512: string}} [archive] the archive that npm unpacked
 */

/** @typedef {{root: string, metafiles: readonly import('../bundled-packages.mjs').Metafile[], runtime: {dir: string, executable: string, version: string}, version?: string | undefined, target?: string, hasCommandLine?: boolean}} Contents */

/**
 * The components, the program itself first.
 * @param {Contents} contents `version` of the program, by default from package.json; `target` is the system of the package, in keytar's form: `linux-x64`
 * @returns {Promise<Part[]>}
 */
export async function sbomParts({
  root,
  metafiles,
  runtime,
  version,
  target = `${process.platform}-${process.arch}`,
  hasCommandLine = false,
}) {
  const readJson = async (/** @type {string} */ path) => JSON.parse(await readFile(join(root, path), 'utf8'));
  const manifest = await readJson('package.json');
  const locked = (await readJson('package-lock.json')).packages ?? {};
  const imports = importsBetweenPackages(metafiles);
  /** @type {Record<string, string>} */
  const natives = {
    'node_modules/keytar': `node_modules/keytar/prebuilds/${target}/keytar.node`,
    'node_modules/koffi': koffiPaths(target).native,
  };
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
        needs: [...(imports.get(path) ?? []), ...(natives[path] === undefined ? [] : [natives[path]])],
        purl: purl('npm', name, packageVersion),
        ...archiveOf({ name, version: packageVersion }, locked[path]),
      };
    }),
  );
  const { chromium, node } = await runtimeParts(runtime);
  // The command line contains the Node that makes the packages. It may be the same version as Electron's.
  const ownNode = !hasCommandLine ? undefined : process.versions.node === node ? 'node' : 'node of the command line';
  return [
    {
      id: '',
      type: 'application',
      name: manifest.name,
      version: version ?? manifest.version,
      licence: manifest.license,
      needs: [...(imports.get('') ?? []), 'electron', ...(ownNode === undefined ? [] : [ownNode])],
      purl: purl('generic', manifest.name, version ?? manifest.version),
    },
    ...packages,
    ...(await Promise.all(
      Object.entries(natives).map(async ([owner, path]) => {
        const { version: of = '', licence } = packages.find(({ id }) => id === owner) ?? {};
        const content = await readFile(join(root, path));
        const sha256 = createHash('sha256').update(content).digest('hex');
        return {
          id: path,
          type: /** @type {const} */ ('library'),
          name: path,
          version: of,
          licence,
          needs: [],
          sha256,
        };
      }),
    )),
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
    nodePart('node', node),
    ...(ownNode === undefined || ownNode === 'node' ? [] : [nodePart(ownNode, process.versions.node)]),
  ];
}

/** @param {string} id @param {string} version @returns {Part} */
function nodePart(id, version) {
  return {
    id,
    type: 'library',
    name: 'node',
    version,
    licence: 'MIT',
    needs: [],
    purl: purl('github', 'nodejs/node', `v${version}`),
    cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
  };
}

/** @param {'npm' | 'github' | 'generic'} type @param {string} name @param {string} version */
function purl(type, name, version) {
  return `pkg:${type}/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`;
}

/**
 * The archive of a package with a locked hash. A lock file may omit the address (npm's `omit-lockfile-registry-resolved`): then it is npm's own registry.
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
