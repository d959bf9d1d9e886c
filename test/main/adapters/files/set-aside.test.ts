import { lstat, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setFileAside } from '../../../../main/adapters/files/set-aside';
import { faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

describe('a file that is set aside', () => {
  it('has another name in its folder, with the time it was last written, and the same content and mode', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    await writeFile(path, '{"half', { mode: 0o600 });
    const logger = new RecordingLogger();
    await setFileAside(path, undefined, logger);
    const names = await readdir(folder);
    expect(names).toEqual([
      expect.stringMatching(/^tokens\.json\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4}$/),
    ]);
    const aside = join(folder, names[0] ?? '');
    expect([await readFile(aside, 'utf8'), (await lstat(aside)).mode & 0o777]).toEqual(['{"half', 0o600]);
    expect(logger.lines).toMatchObject([{ level: 'warn', fields: { path, aside } }]);
  });

  it('stays where it is when nobody waits for the call any more', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    await writeFile(path, '{"half');
    await expect(setFileAside(path, undefined, undefined, () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(await readdir(folder)).toEqual(['tokens.json']);
  });

  it('need not be there', async () => {
    const folder = await temporaryFolder();
    await setFileAside(join(folder, 'tokens.json'));
    expect(await readdir(folder)).toEqual([]);
  });

  it('stays where it was when it cannot be renamed', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'tokens.json');
    await writeFile(path, 'damaged');
    await expect(setFileAside(path, faultyFileSystem('rename', 'EACCES'))).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
    });
    expect(await readdir(folder)).toEqual(['tokens.json']);
  });
});
