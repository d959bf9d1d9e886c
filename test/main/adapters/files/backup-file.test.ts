import { mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackupFile, writeBackupFile } from '../../../../main/adapters/files/backup-file';
import { temporaryFolder } from '../../../support/temporary-folder';

const bytes = Uint8Array.from([1, 2, 3]);

describe('a backup file', () => {
  it('is written privately and read back', async () => {
    const path = join(await temporaryFolder(), 'a.axmb');
    await writeBackupFile(path, bytes, false);
    expect(Uint8Array.from(await readBackupFile(path))).toEqual(bytes);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('replaces another file only if requested', async () => {
    const path = join(await temporaryFolder(), 'a.axmb');
    await writeFile(path, 'a letter');
    await expect(writeBackupFile(path, bytes, false)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
    expect(await readFile(path, 'utf8')).toBe('a letter');
    await writeBackupFile(path, bytes, true);
    expect(Uint8Array.from(await readFile(path))).toEqual(bytes);
  });

  it('is not read when it is too large or not a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'large'), '');
    await truncate(join(folder, 'large'), 4 * 1024 * 1024 + 1);
    await mkdir(join(folder, 'folder'));
    for (const name of ['large', 'folder']) {
      await expect(readBackupFile(join(folder, name))).rejects.toMatchObject({ code: 'BACKUP_CORRUPT' });
    }
    await expect(readBackupFile(join(folder, 'missing'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('missing'),
    });
  });
});
