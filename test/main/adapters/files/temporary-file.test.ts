import * as real from 'node:fs/promises';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sweepLeftovers, TemporaryFile } from '../../../../main/adapters/files/temporary-file';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { temporaryFolder } from '../../../support/temporary-folder';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const DEAD_PID = 2 ** 22 + 1;

describe('TemporaryFile', () => {
  it('is beside its target, is named after it and the process, and is private', async () => {
    const folder = await temporaryFolder();
    const file = new TemporaryFile(join(folder, 'file.json'), real);
    await file.write(bytes('content'));
    await file.sync();
    await file.finish();
    expect(await readdir(folder)).toEqual([basename(file.path)]);
    expect(basename(file.path)).toMatch(new RegExp(`^\\.file\\.json\\.${process.pid}-[0-9a-f]{12}\\.tmp$`));
    expect(await readFile(file.path, 'utf8')).toBe('content');
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
  });

  it('has another name each time', () => {
    const names = Array.from({ length: 100 }, () => new TemporaryFile('/folder/file.json', real).path);
    expect(new Set(names).size).toBe(100);
  });

  it('writes what a function returns, called once and while the file is being made', async () => {
    const folder = await temporaryFolder();
    const steps: string[] = [];
    const open: typeof real.open = async (...args) => {
      steps.push('open');
      const handle = await real.open(...args);
      steps.push('opened');
      return handle;
    };
    const file = new TemporaryFile(join(folder, 'file.json'), { ...real, open });
    await file.write(() => {
      steps.push('content');
      return bytes('made');
    });
    await file.sync();
    await file.finish();
    expect(steps).toEqual(['open', 'content', 'opened']);
    expect(await readFile(file.path, 'utf8')).toBe('made');
  });

  it('throws what the function throws, and can be removed afterwards', async () => {
    const folder = await temporaryFolder();
    const file = new TemporaryFile(join(folder, 'file.json'), real);
    const write = file.write(() => {
      throw new AxiomTokenError('SECRET_TOO_LARGE');
    });
    await expect(write).rejects.toMatchObject({ code: 'SECRET_TOO_LARGE' });
    await file.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it('notices that the drive returns other bytes', async () => {
    const folder = await temporaryFolder();
    const file = new TemporaryFile(join(folder, 'file.json'), faultyFileSystem('read-back'));
    await file.write(bytes('content'));
    await file.sync();
    await expect(file.finish()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await file.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['longer', 'content and more'],
    ['shorter', 'con'],
  ])('notices that the file has become %s', async (_, text) => {
    const file = new TemporaryFile(join(await temporaryFolder(), 'file.json'), real);
    await file.write(bytes('content'));
    await file.sync();
    await writeFile(file.path, text);
    await expect(file.finish()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    await file.remove();
  });

  it('removes no file that it has not made', async () => {
    const folder = await temporaryFolder();
    const file = new TemporaryFile(join(folder, 'file.json'), real);
    await writeFile(file.path, "somebody else's");
    await expect(file.write(bytes('content'))).rejects.toMatchObject({ code: 'EEXIST' });
    await file.remove();
    expect(await readFile(file.path, 'utf8')).toBe("somebody else's");
  });

  it('removes files that others left, and not itself', async () => {
    const folder = await temporaryFolder();
    const file = new TemporaryFile(join(folder, 'file.json'), real);
    await file.write(bytes('content'));
    await writeFile(join(folder, `.file.json.${DEAD_PID}-0123456789ab.tmp`), 'a token');
    await file.sweepOthers();
    expect(await readdir(folder)).toEqual([basename(file.path)]);
    await file.remove();
  });
});

describe('sweepLeftovers', () => {
  it('removes temporary files of this process and of those that have ended, and nothing else', async () => {
    const folder = await temporaryFolder();
    const kept = [
      `.file.json.${process.ppid}-0123456789ab.tmp`,
      '.other.json.1-0123456789ab.tmp',
      '.file.json.tmp',
      'file.json',
    ];
    const leftovers = [DEAD_PID, process.pid].map((pid) => `.file.json.${pid}-0123456789ab.tmp`);
    for (const name of [...kept, ...leftovers]) await writeFile(join(folder, name), 'x');
    await sweepLeftovers(join(folder, 'file.json'), real);
    expect((await readdir(folder)).sort()).toEqual([...kept].sort());
  });

  it('does not fail if another program removed one first, and reports any other failure', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, `.file.json.${DEAD_PID}-0123456789ab.tmp`), 'x');
    const failing = (code: string) => ({
      ...real,
      unlink: () => Promise.reject(Object.assign(new Error(code), { code })),
    });
    await sweepLeftovers(join(folder, 'file.json'), failing('ENOENT'));
    await expect(sweepLeftovers(join(folder, 'file.json'), failing('EIO'))).rejects.toMatchObject({ code: 'EIO' });
  });
});
