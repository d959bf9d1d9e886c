import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isThere, namesIn } from '../../../../main/adapters/files/folder-entries';
import { temporaryFolder } from '../../../support/temporary-folder';

const denied = () => Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }));

describe('the names in a folder', () => {
  it('are all its entries', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a'), '');
    await mkdir(join(folder, 'b'));
    expect([...(await namesIn(folder))].sort()).toEqual(['a', 'b']);
  });

  it('are none without the folder', async () => {
    expect(await namesIn(join(await temporaryFolder(), 'gone'))).toEqual([]);
  });

  it('are not known if it cannot be read', async () => {
    await expect(namesIn('/folder', { readdir: denied })).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });
});

describe('whether something is there', () => {
  it('is so for a link to nothing, and not for a missing file', async () => {
    const folder = await temporaryFolder();
    await symlink(join(folder, 'gone'), join(folder, 'link'));
    expect([await isThere(join(folder, 'link')), await isThere(join(folder, 'gone'))]).toEqual([true, false]);
  });

  it('is not known if it cannot be read', async () => {
    await expect(isThere('/file', { lstat: denied })).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  });
});
