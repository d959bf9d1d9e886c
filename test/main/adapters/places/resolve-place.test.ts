import { link, mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePlace } from '../../../../main/adapters/places/resolve-place';
import { temporaryFolder } from '../../../support/temporary-folder';

async function openStage() {
  const folder = await realpath(await temporaryFolder());
  await mkdir(join(folder, 'real'));
  await symlink(join(folder, 'real'), join(folder, 'linked'));
  return { folder, path: join(folder, 'real', 'tokens.json') };
}

const pathOf = async (path: string) => (await resolvePlace({ kind: 'file', path })) as { path: string };

describe('the real path of a file', () => {
  it.each(['there', 'not there yet'] as const)('is the same for all spellings of it: %s', async (state) => {
    const { folder, path } = await openStage();
    if (state === 'there') await writeFile(path, '{}');
    const spellings = [
      path,
      join(folder, 'linked', 'tokens.json'),
      `${folder}/real/../real/./tokens.json`,
      relative(process.cwd(), path),
    ];
    for (const spelling of spellings) expect((await pathOf(spelling)).path).toBe(path);
  });

  it('is that of a link’s target, and differs for another name', async () => {
    const { folder, path } = await openStage();
    await writeFile(path, '{}');
    await symlink(path, join(folder, 'link.json'));
    await link(path, join(folder, 'second-name.json'));
    expect((await pathOf(join(folder, 'link.json'))).path).toBe(path);
    expect((await pathOf(join(folder, 'second-name.json'))).path).toBe(join(folder, 'second-name.json'));
  });

  it('keeps the kind of the place, and leaves what has no path as it is', async () => {
    const { path } = await openStage();
    expect(await resolvePlace({ kind: 'sealed-file', path })).toEqual({ kind: 'sealed-file', path });
    expect(await resolvePlace({ kind: 'keychain' })).toEqual({ kind: 'keychain' });
  });

  it('is unknown without its folder, which may be on a drive that is not connected', async () => {
    const { folder } = await openStage();
    const path = join(folder, 'drive', 'tokens.json');
    await expect(resolvePlace({ kind: 'file', path })).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(path),
    });
  });
});
