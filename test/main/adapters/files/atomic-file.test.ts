import * as real from 'node:fs/promises';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  identify,
  isAsWritten,
  removeFileDurably,
  syncFolder,
  writeFileAtomically,
} from '../../../../main/adapters/files/atomic-file';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FAILING_STEPS, faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../../../support/temporary-folder';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const DEAD_PID = 2 ** 22 + 1;

describe('writeFileAtomically', () => {
  it('writes a new file that only its owner can read, and leaves nothing else', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file.json');
    await writeFileAtomically(path, bytes('new'), { replace: false });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  it('replaces content, also with none, and makes a file that others could read private', async () => {
    const path = join(await temporaryFolder(), 'file.json');
    await writeFile(path, 'old', { mode: 0o644 });
    await writeFileAtomically(path, bytes('new'), { replace: true });
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFileAtomically(path, bytes(''), { replace: true });
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('does not overwrite a file unless requested', async () => {
    const path = join(await temporaryFolder(), 'file.json');
    await writeFile(path, 'old');
    await expect(writeFileAtomically(path, bytes('new'), { replace: false })).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining(path),
    });
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('changes nothing where the existing file must be kept', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file.json');
    await writeFile(path, "somebody else's");
    const mayReplace = () => Promise.reject(new AxiomTokenError('STORAGE_CORRUPT'));
    const write = writeFileAtomically(path, bytes('new'), { replace: true, mayReplace });
    await expect(write).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    expect(await readFile(path, 'utf8')).toBe("somebody else's");
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  it('leaves what another program has written after the caller gave up', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file.json');
    let isWanted = true;
    const fileSystem = {
      ...real,
      open: async (...given: Parameters<typeof real.open>) => {
        const file = await real.open(...given);
        if (given[2] === undefined) return file;
        const sync = file.sync.bind(file);
        return Object.assign(file, {
          sync: async () => {
            // It hung: its caller has given up and released the lock.
            isWanted = false;
            await writeFile(path, 'theirs');
            return sync();
          },
        });
      },
    };
    const late = writeFileAtomically(path, bytes('ours'), { replace: true, isWanted: () => isWanted, fileSystem });
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['theirs', ['file.json']]);
  });

  it('goes on after short writes until the last byte is out', async () => {
    const path = join(await temporaryFolder(), 'file.json');
    const text = 'long content '.repeat(50);
    await writeFileAtomically(path, bytes(text), { replace: true, fileSystem: faultyFileSystem('short-write') });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it.each(
    FAILING_STEPS.flatMap((step) =>
      [
        ['ENOSPC', 'STORAGE_FULL'],
        ['EDQUOT', 'STORAGE_FULL'],
        ['EACCES', 'STORAGE_DENIED'],
        ['EPERM', 'STORAGE_DENIED'],
        ['EROFS', 'STORAGE_DENIED'],
        ['EIO', 'STORAGE_UNAVAILABLE'],
      ].map(([errno, code]) => [step, errno, code] as const),
    ),
  )('keeps the old or the new content whole when %s fails with %s', async (step, errno, code) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file.json');
    await writeFile(path, 'old content');
    const write = writeFileAtomically(path, bytes('new content, longer'), {
      replace: true,
      fileSystem: faultyFileSystem(step, errno),
    });
    const expected = step === 'no-progress' ? 'STORAGE_FULL' : step === 'read-back' ? 'STORAGE_UNAVAILABLE' : code;
    await expect(write).rejects.toMatchObject({ code: expected, message: expect.stringContaining('file.json') });
    // The rename came before the folder was synced: the new content is there, but might not survive a power cut.
    expect(await readFile(path, 'utf8')).toBe(step === 'folder-sync' ? 'new content, longer' : 'old content');
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  it('refuses a symbolic link and a folder in its place', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'target'), 'kept');
    await symlink(join(folder, 'target'), join(folder, 'link'));
    await mkdir(join(folder, 'folder'));
    for (const name of ['link', 'folder']) {
      await expect(writeFileAtomically(join(folder, name), bytes('x'), { replace: true })).rejects.toMatchObject({
        code: 'STORAGE_DENIED',
      });
    }
    expect(await readFile(join(folder, 'target'), 'utf8')).toBe('kept');
  });

  it('refuses them as well if the caller’s own check finds nothing', async () => {
    const folder = await temporaryFolder();
    await symlink(join(folder, 'target'), join(folder, 'link'));
    const options = { replace: true, mayReplace: async () => undefined };
    await expect(writeFileAtomically(join(folder, 'link'), bytes('x'), options)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
    });
    expect(await readdir(folder)).toEqual(['link']);
  });

  it('passes the existing file to the check, and writes the content that the check returns', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file.json');
    const found: unknown[] = [];
    const mayReplace = async (identity: unknown) => {
      found.push(identity);
      return found.length === 2 ? () => bytes('made anew') : undefined;
    };
    const first = await writeFileAtomically(path, bytes('first'), { replace: true, mayReplace });
    const second = await writeFileAtomically(path, () => bytes('second'), { replace: true, mayReplace });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['made anew', ['file.json']]);
    expect(found).toEqual([undefined, first, first]);
    expect(second).toBe(await identify(path));
  });

  it('calls the check also when nothing can be written, and then fails with the check’s error', async () => {
    const path = join(await temporaryFolder(), 'file.json');
    const mayReplace = () => Promise.reject(new AxiomTokenError('STORAGE_LOCKED'));
    const options = { replace: true, mayReplace, fileSystem: faultyFileSystem('open', 'ENOSPC') };
    await expect(writeFileAtomically(path, bytes('x'), options)).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
  });

  it.each(FAILING_STEPS)('removes temporary files of killed writers also when %s fails', async (step) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, `.file.json.${DEAD_PID}-0123456789ab.tmp`), 'a token');
    const options = { replace: true, fileSystem: faultyFileSystem(step, 'ENOSPC') };
    await expect(
      writeFileAtomically(join(folder, 'file.json'), bytes('content, longer'), options),
    ).rejects.toBeInstanceOf(AxiomTokenError);
    expect(await readdir(folder)).toEqual(step === 'folder-sync' ? ['file.json'] : []);
  });

  it('does not make a folder that is missing', async () => {
    const path = join(await temporaryFolder(), 'missing', 'file.json');
    await expect(writeFileAtomically(path, bytes('x'), { replace: true })).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: expect.stringContaining(path),
    });
  });

  it('counts a path below a file as a missing place', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const write = writeFileAtomically(join(folder, 'file', 'x.json'), bytes('x'), { replace: true });
    await expect(write).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  });

  it('removes temporary files of killed writers of this file, and nothing else', async () => {
    const folder = await temporaryFolder();
    const others = [
      `.file.json.${process.ppid}-0123456789ab.tmp`,
      '.other.json.1-0123456789ab.tmp',
      '.file.json.tmp',
      'file.json.bak',
    ];
    for (const name of [...others, `.file.json.${DEAD_PID}-0123456789ab.tmp`]) await writeFile(join(folder, name), 'x');
    await writeFileAtomically(join(folder, 'file.json'), bytes('new'), { replace: true });
    expect((await readdir(folder)).sort()).toEqual([...others, 'file.json'].sort());
  });

  it('does not search for temporary files again shortly after it did', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, `.file.json.${DEAD_PID}-0123456789ab.tmp`), 'x');
    await writeFileAtomically(join(folder, 'file.json'), bytes('new'), { replace: true, isSwept: true });
    expect(await readdir(folder)).toHaveLength(2);
  });
});

describe.each(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
  'a drive that answers %s to the sync of a folder',
  (errno) => {
    const fileSystem = faultyFileSystem('folder-sync', errno);

    it('has what was written, and it is noted', async () => {
      const folder = await temporaryFolder();
      const path = join(folder, 'file.json');
      const logger = new RecordingLogger();
      const identity = await writeFileAtomically(path, bytes('new'), { replace: true, fileSystem, logger });
      expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['new', ['file.json']]);
      expect(identity).toBe(await identify(path));
      expect([await isAsWritten(path, identity), await isAsWritten(path, undefined)]).toEqual([true, false]);
      await writeFile(path, 'another');
      expect(await isAsWritten(path, identity)).toBe(false);
      expect(logger.lines).toMatchObject([{ level: 'warn', fields: { path: folder, errno } }]);
    });

    it('has lost what was removed, and it is noted', async () => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'file.json'), 'x');
      const logger = new RecordingLogger();
      await removeFileDurably(join(folder, 'file.json'), fileSystem, logger);
      await syncFolder(folder, fileSystem, logger);
      expect(await readdir(folder)).toEqual([]);
      expect(logger.lines.map(({ fields }) => fields)).toEqual([
        { path: folder, errno },
        { path: folder, errno },
      ]);
    });

    it('is a failure if it came from the sync of the file itself', async () => {
      const folder = await temporaryFolder();
      const path = join(folder, 'file.json');
      await writeFile(path, 'old');
      const options = { replace: true, fileSystem: faultyFileSystem('sync', errno) };
      await expect(writeFileAtomically(path, bytes('new'), options)).rejects.toMatchObject({
        code: 'STORAGE_UNAVAILABLE',
      });
      expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['file.json']]);
    });
  },
);

describe('removeFileDurably', () => {
  it('removes the file and the leftovers of killed writers, and does not fail if there is none', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'file.json');
    await writeFile(path, 'x');
    await writeFile(join(folder, `.file.json.${DEAD_PID}-0123456789ab.tmp`), 'a token');
    await removeFileDurably(path);
    expect(await readdir(folder)).toEqual([]);
    await removeFileDurably(path);
    expect(await readdir(folder)).toEqual([]);
  });

  it('removes nothing when nobody waits for the call any more', async () => {
    const path = join(await temporaryFolder(), 'file.json');
    await writeFile(path, 'x');
    await expect(removeFileDurably(path, undefined, undefined, () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(await readFile(path, 'utf8')).toBe('x');
  });
});
