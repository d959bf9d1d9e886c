import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inWords, inWorkFolder, putInPlace } from '../../../build/packages/work-folder.mjs';
import { SetupError } from '../../../build/setup-error.mjs';
import { createGate } from '../../support/gate';
import { temporaryFolder } from '../../support/temporary-folder';

const NO_PROCESS = 2 ** 22 + 1;
const progress = { note: () => undefined };
const ignored = () => {};

describe('the folder that packages are made in', () => {
  it('is in release/, and is removed after success or failure', async () => {
    const root = await temporaryFolder();
    const seen: string[] = [];
    await inWorkFolder({ root, progress }, async (folder) => void seen.push(folder));
    const failure = new Error('no');
    const failing = inWorkFolder({ root, progress }, async (folder) => {
      await writeFile(join(folder, 'half'), '');
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(seen).toEqual([join(root, `release/.partial-${process.pid}`)]);
    expect([await readdir(root), await readdir(join(root, 'release'))]).toEqual([['release'], []]);
  });

  it('of a run that was killed is removed by the next one, which leaves all else', async () => {
    const root = await temporaryFolder();
    const left = [`.partial-${NO_PROCESS}`, `.partial-${process.pid}`, '.partial-1', 'notes', '.partial-x'];
    for (const name of left) await mkdir(join(root, 'release', name, 'linux-unpacked'), { recursive: true });
    await writeFile(join(root, 'release/older.deb'), 'older');
    await symlink(String(NO_PROCESS), join(root, '.package-lock'));
    const inside = await inWorkFolder({ root, progress }, (folder) => readdir(folder));
    expect(inside).toEqual([]);
    expect((await readdir(join(root, 'release'))).sort()).toEqual(['.partial-1', '.partial-x', 'notes', 'older.deb']);
  });

  it('is one at a time, whatever it makes; a second run says that it waits', async () => {
    const root = await temporaryFolder();
    const { opened, open } = createGate();
    const order: string[] = [];
    const first = inWorkFolder({ root, progress }, async () => {
      await opened;
      order.push('first');
    });
    const note = (text: string) => {
      order.push(text);
      open();
    };
    const output = join(root, 'elsewhere');
    const second = inWorkFolder({ root, output, progress: { note } }, async () => void order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['Another run makes packages here; waiting for it.', 'first', 'second']);
  });

  it('moves a finished folder or file to its place, also over an earlier one', async () => {
    const root = await temporaryFolder();
    const place = join(root, 'release/unpacked');
    for (const text of ['first', 'second']) {
      await inWorkFolder({ root, progress }, async (work) => {
        await mkdir(join(work, 'made'));
        await writeFile(join(work, 'made/file'), text);
        await putInPlace(join(work, 'made'), { place, work });
        await writeFile(join(work, 'a.deb'), text);
        await putInPlace(join(work, 'a.deb'), { place: join(root, 'release/a.deb'), work });
      });
    }
    expect(await readFile(join(place, 'file'), 'utf8')).toBe('second');
    expect(await readFile(join(root, 'release/a.deb'), 'utf8')).toBe('second');
    expect((await readdir(join(root, 'release'))).sort()).toEqual(['a.deb', 'unpacked']);
  });
});

describe('what a file system refuses is reported', () => {
  const error = (parts: object) => Object.assign(new Error('raw'), parts);
  it.each([
    {
      refused: { code: 'EACCES', syscall: 'mkdir', path: '/p/release/.partial-1' },
      says: '/p/release cannot be written',
    },
    {
      refused: { code: 'EPERM', syscall: 'rename', path: '/p/release/a', dest: '/q' },
      says: '/p/release cannot be written',
    },
    {
      refused: { code: 'EACCES', syscall: 'symlink', path: '12', dest: '/p/.package-lock' },
      says: '/p cannot be written',
    },
    {
      refused: { code: 'EROFS', syscall: 'mkdir', path: '/p/release' },
      says: '/p is on a disk that cannot be written',
    },
    { refused: { code: 'ENOSPC', syscall: 'write' }, says: 'The disk of /p/release is full' },
  ])('$refused.code at $refused.syscall: $says', ({ refused, says }) => {
    const told = inWords(error(refused), '/p/release') as SetupError;
    expect(told).toBeInstanceOf(SetupError);
    expect(told.message).toContain(says);
    expect(told.remedy).toContain('run the command again');
  });

  it('other errors stay as they are', () => {
    const defect = error({ code: 'ENOENT' });
    expect(inWords(defect, '')).toBe(defect);
  });

  it('also when the work inside the folder is refused', async () => {
    const root = await temporaryFolder();
    const denied = error({ code: 'EACCES', syscall: 'open', path: join(root, 'dist/main.cjs') });
    const failing = inWorkFolder({ root, progress }, async () => {
      throw denied;
    });
    await expect(failing.then(ignored)).rejects.toThrow(`${join(root, 'dist')} cannot be written`);
  });
});
