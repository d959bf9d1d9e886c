import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsBetweenPackages, packagesIn, readPackage } from '../../build/bundled-packages.mjs';
import { temporaryFolder } from '../support/temporary-folder';

/** A bundle of files, each with its bytes in the output and its imports. */
const metafile = (files: Record<string, readonly [bytes: number, ...imports: string[]]>) => ({
  inputs: Object.fromEntries(
    Object.entries(files).map(([path, [bytes, ...imports]]) => [
      path,
      {
        bytes,
        imports: imports.map((name) => ({
          path: name,
          kind: 'import-statement' as const,
          ...(name in files ? {} : { external: true }),
        })),
      },
    ]),
  ),
  outputs: {
    'dist/main.cjs': {
      bytes: 1,
      imports: [],
      exports: [],
      inputs: Object.fromEntries(
        Object.entries(files).map(([path, [bytesInOutput]]) => [path, { bytesInOutput }] as const),
      ),
    },
  },
});

it('finds the packages whose code is really in a bundle, nested and scoped ones too, and those beside them', () => {
  expect(
    packagesIn([
      metafile({
        'main/index.ts': [5],
        'node_modules/zod/index.js': [5],
        'node_modules/zod/core.js': [5],
        'node_modules/unused/index.js': [0],
        'node_modules/@scope/name/dist/a.js': [1],
        'node_modules/outer/node_modules/inner/a.js': [1],
      }),
    ]),
  ).toEqual([
    'node_modules/@scope/name',
    'node_modules/keytar',
    'node_modules/koffi',
    'node_modules/outer/node_modules/inner',
    'node_modules/zod',
  ]);
});

it('reports which package imports which, over all bundles, without packages that are in no bundle', () => {
  const found = importsBetweenPackages([
    metafile({
      'main/index.ts': [5, 'main/other.ts', 'node_modules/outer/index.js', 'node_modules/unused/index.js', 'keytar'],
      'main/other.ts': [5, 'electron', 'node:fs', 'node_modules/re-exports/index.js'],
      'node_modules/outer/index.js': [5, 'node_modules/outer/node_modules/inner/a.js'],
      'node_modules/outer/node_modules/inner/a.js': [5, 'node_modules/unused/index.js'],
      'node_modules/unused/index.js': [0, 'node_modules/outer/index.js'],
      // A file that only re-exports another one leaves nothing.
      'node_modules/re-exports/index.js': [0, 'node_modules/re-exports/code.js'],
      'node_modules/re-exports/code.js': [5],
    }),
    metafile({ 'renderer/main.tsx': [5, 'node_modules/@scope/name/a.js'], 'node_modules/@scope/name/a.js': [5] }),
  ]);
  expect(new Map([...found].map(([from, to]) => [from, [...to].sort()]))).toEqual(
    new Map([
      ['', ['node_modules/@scope/name', 'node_modules/keytar', 'node_modules/outer', 'node_modules/re-exports']],
      ['node_modules/outer', ['node_modules/outer/node_modules/inner']],
    ]),
  );
});

describe('readPackage', () => {
  const read = async (content: object, files: readonly string[] = []) => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'node_modules/one'), { recursive: true });
    const write = (name: string, text: string) => writeFile(join(root, 'node_modules/one', name), text);
    await write('package.json', JSON.stringify({ name: 'one', version: '1.2.3', ...content }));
    for (const file of files) await write(file, '');
    return readPackage(root, 'node_modules/one');
  };

  it.each([
    ['a name', { license: 'MIT' }, [], 'MIT'],
    ['an object', { license: { type: 'MIT/X11' } }, [], 'MIT/X11'],
    ['a list', { license: ['MIT', 'ISC'] }, [], 'MIT OR ISC'],
    ['a file only', {}, ['LICENSE'], undefined],
  ])('finds the licence as %s', async (_what, content, files, licence) => {
    expect(await read(content, files)).toEqual({ name: 'one', version: '1.2.3', licence, licenceFiles: files });
  });

  it('lists the files with the words of licence and notice', async () => {
    const { licenceFiles } = await read({ license: 'MIT' }, ['NOTICE', 'LICENCE-MIT.txt', 'copying.md', 'licenses.js']);
    expect(licenceFiles).toEqual(['LICENCE-MIT.txt', 'NOTICE', 'copying.md']);
  });

  it('refuses a package that names none', async () => {
    await expect(read({})).rejects.toThrow('The package one does not name its licence.');
  });
});
