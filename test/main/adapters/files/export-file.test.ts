import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeExportFile } from '../../../../main/adapters/files/export-file';
import { Secret } from '../../../../main/core/base/secret';
import { temporaryFolder } from '../../../support/temporary-folder';

const text = new Secret('{ "access_token": "a" }\n');

describe('an exported file', () => {
  it('is private, also in place of one that others could read', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.json');
    await writeFile(path, 'former');
    await chmod(path, 0o644);
    await writeExportFile(path, text);
    expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777]).toEqual([text.expose(), 0o600]);
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it.each(['link', 'link to nothing', 'folder'])('is not written through or over a %s', async (what) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.json');
    const target = join(folder, 'target');
    if (what === 'link') await writeFile(target, 'a letter');
    await (what === 'folder' ? mkdir(path) : symlink(target, path));
    await expect(writeExportFile(path, text)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect(await readFile(target, 'utf8').catch(() => 'none')).toBe(what === 'link' ? 'a letter' : 'none');
  });

  it('is refused where its folder is gone', async () => {
    const path = join(await temporaryFolder(), 'gone', 'a.json');
    await expect(writeExportFile(path, text)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });
});
