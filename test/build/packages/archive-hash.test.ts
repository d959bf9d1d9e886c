import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { expect, it } from 'vitest';
import { archiveHash } from '../../../build/packages/archive-hash.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

it('an archive with one other letter in one file has another hash', async () => {
  const folder = await temporaryFolder();
  const hashOf = async (name: string, text: string) => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'main.cjs'), text);
    await createPackage(join(folder, name), join(folder, `${name}.asar`));
    return archiveHash(join(folder, `${name}.asar`));
  };
  const hash = await hashOf('first', 'start(1);');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf('same', 'start(1);')).toBe(hash);
  expect(await hashOf('other', 'start(2);')).not.toBe(hash);
});
