import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeTrailFile } from '../../../../main/cli/commands/written-trail';
import { temporaryFolder } from '../../../support/temporary-folder';

it('writes a new file whole, and leaves one that is there', async () => {
  const folder = await temporaryFolder();
  await writeTrailFile(join(folder, 't'), 'lines\n');
  await expect(writeTrailFile(join(folder, 't'), 'other')).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  expect([await readdir(folder), await readFile(join(folder, 't'), 'utf8')]).toEqual([['t'], 'lines\n']);
});
