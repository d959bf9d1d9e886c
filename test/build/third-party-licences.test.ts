import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { thirdPartyLicences } from '../../build/third-party-licences.mjs';
import { temporaryFolder } from '../support/temporary-folder';

const metafile = (inputs: Record<string, number>) => ({
  inputs: {},
  outputs: {
    'dist/main.cjs': {
      bytes: 1,
      imports: [],
      exports: [],
      inputs: Object.fromEntries(Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }])),
    },
  },
});

it('gives each its name, version, licence and licence text', async () => {
  const root = await temporaryFolder();
  const add = async (name: string, content: object, files: Record<string, string> = {}) => {
    const folder = join(root, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.2.3', ...content }));
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  };
  await add('keytar', { license: 'MIT' }, { 'LICENSE.md': 'Words of keytar\n', 'README.md': 'no' });
  await add('koffi', { license: 'MIT' });
  await add('zod', { license: 'ISC' });
  const text = await thirdPartyLicences({ root, metafiles: [metafile({ 'node_modules/zod/index.js': 5 })] });
  expect(text).toContain('keytar 1.2.3, MIT');
  expect(text).toContain('Words of keytar');
  expect(text).toContain('zod 1.2.3, ISC');
  expect(text).toContain('Licence: ISC. It comes without a text of its own.');
  expect(text).not.toContain('no\n');
  await add('zod', { license: { type: 'MIT/X11' } });
  expect(await thirdPartyLicences({ root, metafiles: [metafile({ 'node_modules/zod/index.js': 5 })] })).toContain(
    'zod 1.2.3, MIT/X11',
  );
  await add('jsbi', {}, { LICENSE: 'Words of jsbi' });
  expect(await thirdPartyLicences({ root, metafiles: [metafile({ 'node_modules/jsbi/index.js': 5 })] })).toMatch(
    /jsbi 1\.2\.3, as follows\n-+\n\nWords of jsbi/,
  );
  await add('zod', {});
  await expect(thirdPartyLicences({ root, metafiles: [metafile({ 'node_modules/zod/index.js': 5 })] })).rejects.toThrow(
    'The package zod does not name its licence.',
  );
});
