import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workTreeOf } from '../../../../main/adapters/leftovers/git-work-tree';
import { temporaryFolder } from '../../../support/temporary-folder';

it('names the innermost work tree around a file, whose .git is a folder or, in a linked work tree, a file', async () => {
  const outer = await temporaryFolder();
  await mkdir(join(outer, '.git'));
  await mkdir(join(outer, 'a/inner/b'), { recursive: true });
  await writeFile(join(outer, 'a/inner/.git'), 'gitdir: elsewhere');
  expect([
    await workTreeOf(join(outer, 'a/.env')),
    await workTreeOf(join(outer, 'a/inner/b/.env')),
    await workTreeOf(join(await temporaryFolder(), '.env')),
  ]).toEqual([outer, join(outer, 'a/inner'), undefined]);
});
