import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNow } from '../../../../main/adapters/files/write-now';
import { temporaryFolder } from '../../../support/temporary-folder';
import { waitUntil } from '../../../support/wait-until';

const bytes = (text: string) => Buffer.from(text);

describe('writing at once', () => {
  it('makes a private file, replaces it, and leaves nothing beside it', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.json');
    expect(writeNow(path, bytes('one'))).toBe(true);
    expect(writeNow(path, bytes(''))).toBe(true);
    expect(writeNow(path, bytes('two'))).toBe(true);
    expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777]).toEqual(['two', 0o600]);
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('keeps an existing file, if a new one is required', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'a.json');
    expect([writeNow(path, bytes('one'), { isNew: true }), writeNow(path, bytes('two'), { isNew: true })]).toEqual([
      true,
      false,
    ]);
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['one', ['a.json']]);
  });

  it('replaces a link and not its target', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'real'), 'real');
    await symlink(join(folder, 'real'), join(folder, 'a.json'));
    writeNow(join(folder, 'a.json'), bytes('one'));
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('real');
  });

  it('removes files that killed writers left', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.a.json.999999999-0123456789ab.tmp'), '');
    writeNow(join(folder, 'a.json'), bytes('one'));
    await waitUntil('it is gone', async () => (await readdir(folder)).length === 1);
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('one');
  });

  it('changes nothing where it cannot write', async () => {
    const folder = await temporaryFolder();
    expect(() => writeNow(join(folder, 'none', 'a.json'), bytes(''))).toThrow(
      expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }),
    );
    await mkdir(join(folder, 'closed'));
    await writeFile(join(folder, 'closed', 'a.json'), 'one');
    await mkdir(join(folder, 'a.json'));
    expect(() => writeNow(join(folder, 'a.json'), bytes('two'))).toThrow(
      expect.objectContaining({ code: 'STORAGE_UNAVAILABLE' }),
    );
    await waitUntil('nothing is left', async () => (await readdir(folder)).length === 2);
    if (process.getuid?.() === 0) return;
    await chmod(join(folder, 'closed'), 0o500);
    expect(() => writeNow(join(folder, 'closed', 'a.json'), bytes('two'))).toThrow(
      expect.objectContaining({ code: 'STORAGE_DENIED' }),
    );
    await chmod(join(folder, 'closed'), 0o700);
    expect(await readFile(join(folder, 'closed', 'a.json'), 'utf8')).toBe('one');
  });
});
