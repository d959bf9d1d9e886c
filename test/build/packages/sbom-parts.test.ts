import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sbomParts } from '../../../build/packages/sbom-parts.mjs';
import { smallProject } from '../../support/small-project';

const PROJECT = join(import.meta.dirname, '../../..');

/** The components of a small project whose program imports a scoped package (which imports another one), keytar, and koffi on demand. */
async function parts(target?: string, hasCommandLine = false) {
  const { root, electronDir, write } = await smallProject();
  await write('package.json', '{"name":"small","version":"1.0.0","license":"MIT"}');
  await write(
    'package-lock.json',
    JSON.stringify({
      packages: {
        'node_modules/@scope/one': { resolved: 'https://registry/one.tgz', integrity: 'sha512-AAH/' },
        // A local folder has no archive.
        'node_modules/two': { resolved: 'file:two' },
      },
    }),
  );
  await write('node_modules/@scope/one/package.json', '{"name":"@scope/one","version":"2.0.0","license":"ISC"}');
  await write('node_modules/two/package.json', '{"name":"two","version":"3.0.0-a+b","license":"(MIT OR CC0-1.0)"}');
  await write('node_modules/keytar/prebuilds/another-system/keytar.node', 'native of another system');
  await write('node_modules/@koromix/koffi-another-system/another_system/koffi.node', 'native of another system');
  const input = { bytes: 1, imports: [] };
  const importing = (path: string, external = false) => ({
    bytes: 1,
    imports: [{ path, kind: 'import-statement' as const, ...(external ? { external } : {}) }],
  });
  const inputs = {
    'main/index.ts': importing('node_modules/@scope/one/a.js'),
    'main/keychain.ts': importing('keytar', true),
    'main/peer.ts': importing('koffi', true),
    'node_modules/@scope/one/a.js': importing('node_modules/two/a.js'),
    'node_modules/two/a.js': input,
  };
  const inOutput = Object.fromEntries(Object.keys(inputs).map((path) => [path, { bytesInOutput: 1 }]));
  const outputs = { 'dist/main.cjs': { bytes: 1, imports: [], exports: [], inputs: inOutput } };
  return sbomParts({
    root,
    metafiles: [{ inputs, outputs }],
    runtime: { dir: electronDir, executable: join(electronDir, 'electron'), version: '45.9.9' },
    version: '1.2.3',
    hasCommandLine,
    ...(target === undefined ? {} : { target }),
  });
}

describe('the components of a package', () => {
  it('is the program, bundled packages, keytar and koffi with their native parts, and the runtime, each with what it needs', async () => {
    const system = `${process.platform}-${process.arch}`;
    const native = `node_modules/keytar/prebuilds/${system}/keytar.node`;
    const koffi = `node_modules/@koromix/koffi-${system}/${system.replace('-', '_')}/koffi.node`;
    expect((await parts()).map(({ id, version, licence, needs }) => [id, version, licence, needs])).toEqual([
      ['', '1.2.3', 'MIT', ['node_modules/@scope/one', 'node_modules/keytar', 'node_modules/koffi', 'electron']],
      ['node_modules/@scope/one', '2.0.0', 'ISC', ['node_modules/two']],
      ['node_modules/keytar', '1.0.0', 'MIT', [native]],
      ['node_modules/koffi', '1.0.0', 'MIT', [koffi]],
      ['node_modules/two', '3.0.0-a+b', '(MIT OR CC0-1.0)', []],
      [native, '1.0.0', 'MIT', []],
      [koffi, '1.0.0', 'MIT', []],
      ['electron', '45.9.9', 'MIT', ['chromium', 'node']],
      ['chromium', '140.0.1.2', 'BSD-3-Clause', []],
      ['node', '24.1.0', 'MIT', []],
    ]);
  });

  it('has the Node of the command line as well, where the package has one', async () => {
    const found = await parts(undefined, true);
    const own = found.at(-1);
    expect([own?.purl, own?.version]).toEqual([
      `pkg:github/nodejs/node@v${process.versions.node}`,
      process.versions.node,
    ]);
    expect(found[0]?.needs).toContain(own?.id);
    expect(found.filter(({ name }) => name === 'node')).toHaveLength(2);
  });

  it('has the hash of the archive of each package that ships, by the lock file of this project', async () => {
    const { electronDir } = await smallProject();
    const lock = JSON.parse(await readFile(join(PROJECT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; optional?: boolean; integrity?: string; version: string }>;
    };
    const shipped = Object.entries(lock.packages).filter(
      ([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true,
    );
    const inputs = Object.fromEntries(shipped.map(([path]) => [`${path}/index.js`, { bytes: 1, imports: [] }]));
    const inOutput = Object.fromEntries(Object.keys(inputs).map((path) => [path, { bytesInOutput: 1 }]));
    const outputs = { 'dist/main.cjs': { bytes: 1, imports: [], exports: [], inputs: inOutput } };
    const found = await sbomParts({
      root: PROJECT,
      metafiles: [{ inputs, outputs }],
      runtime: { dir: electronDir, executable: join(electronDir, 'electron'), version: '45.9.9' },
      target: 'linux-x64',
    });
    const packages = found.filter(({ id }) => Object.hasOwn(lock.packages, id) && id !== '');
    expect(packages.length).toBeGreaterThanOrEqual(7);
    for (const { id, archive } of packages) {
      const hash = /^sha512-(.*)$/.exec(lock.packages[id]?.integrity ?? '')?.[1] ?? '';
      expect([id, archive?.sha512]).toEqual([id, Buffer.from(hash, 'base64').toString('hex')]);
    }
    const keytar = packages.find(({ id }) => id === 'node_modules/keytar');
    expect([keytar?.purl, keytar?.archive?.url]).toEqual([
      `pkg:npm/%40github/keytar@${keytar?.version}`,
      `https://registry.npmjs.org/@github/keytar/-/keytar-${keytar?.version}.tgz`,
    ]);
  });

  it('has addresses, and names in lists of weaknesses, that scanners know', async () => {
    const found = await parts();
    expect(found.map(({ purl }) => purl)).toEqual([
      'pkg:generic/small@1.2.3',
      'pkg:npm/%40scope/one@2.0.0',
      'pkg:npm/keytar@1.0.0',
      'pkg:npm/koffi@1.0.0',
      'pkg:npm/two@3.0.0-a%2Bb',
      undefined,
      undefined,
      'pkg:npm/electron@45.9.9',
      'pkg:generic/chromium@140.0.1.2',
      'pkg:github/nodejs/node@v24.1.0',
    ]);
    expect(found.map(({ cpe }) => cpe).filter(Boolean)).toEqual([
      'cpe:2.3:a:google:chrome:140.0.1.2:*:*:*:*:*:*:*',
      'cpe:2.3:a:nodejs:node.js:24.1.0:*:*:*:*:*:*:*',
    ]);
  });

  it('has the hashes that are known: of the archives that npm unpacked, and of the native part for the system in question', async () => {
    const found = await parts('another-system');
    expect(found.filter(({ archive }) => archive !== undefined)).toMatchObject([
      { name: '@scope/one', archive: { url: 'https://registry/one.tgz', sha512: '0001ff' } },
    ]);
    expect(found.filter(({ sha256 }) => sha256 !== undefined)).toMatchObject([
      {
        name: 'node_modules/keytar/prebuilds/another-system/keytar.node',
        // printf 'native of another system' | sha256sum
        sha256: 'e2493e86bbf82dd645e8a92a9a9795e2b78444f6659ea38556e02f0ff2fdace9',
      },
      { name: 'node_modules/@koromix/koffi-another-system/another_system/koffi.node' },
    ]);
  });
});
