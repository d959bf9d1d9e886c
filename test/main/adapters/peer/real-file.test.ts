import { link, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileIdOf, findRealFile } from '../../../../main/adapters/peer/real-file';
import { temporaryFolder } from '../../../support/temporary-folder';

it('is the same by each of its names, and none if it does not exist', async () => {
  const folder = await realpath(await temporaryFolder());
  const [path, soft, hard, other] = ['bot.py', 'soft.py', 'hard.py', 'other.py'].map((name) => join(folder, name));
  await writeFile(path ?? '', '');
  await writeFile(other ?? '', '');
  await symlink('bot.py', soft ?? '');
  await link(path ?? '', hard ?? '');
  const found = await findRealFile(path ?? '');
  expect(found).toEqual({ path, id: expect.stringMatching(/^\d+:\d+$/) });
  expect(await findRealFile(soft ?? '')).toEqual(found);
  expect(await findRealFile(hard ?? '')).toEqual({ path: hard, id: found?.id });
  expect((await findRealFile(other ?? ''))?.id).not.toBe(found?.id);
  expect(await findRealFile(join(folder, 'gone.py'))).toBeUndefined();
});

it('of a program is identified by what shows whether its file was replaced', () => {
  expect([fileIdOf('7:21:900:5'), fileIdOf('odd'), fileIdOf(undefined)]).toEqual(['7:21', undefined, undefined]);
});
