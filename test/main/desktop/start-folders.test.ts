import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  canMakeFolderIn,
  checkDataFolder,
  chooseTemporaryFolder,
  givenDataFolder,
  stateFolderTrouble,
  tryFolder,
} from '../../../main/desktop/start-folders';
import { fillDisk, makeReadOnly, mountSmallDisk } from '../../support/faults/fault-disk-small';
import { temporaryFolder } from '../../support/temporary-folder';

describe('a folder that is tested', () => {
  it('is made private, and nothing is left in it', async () => {
    const folder = join(await temporaryFolder(), 'a/b');
    expect(tryFolder(folder)).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it.each([
    [
      'a file is where a folder should be',
      async (root: string) => {
        await writeFile(join(root, 'file'), '');
        return join(root, 'file/data');
      },
    ],
    [
      'something other than a folder is there',
      async (root: string) => {
        await writeFile(join(root, 'file'), '');
        return join(root, 'file');
      },
    ],
    [
      'a link in its path leads back to itself',
      async (root: string) => {
        await symlink(join(root, 'logs'), join(root, 'logs'));
        return join(root, 'logs/data');
      },
    ],
    [
      'it is not there and cannot be made there',
      async (root: string) => {
        await symlink(join(root, 'gone'), join(root, 'link'));
        return join(root, 'link/data');
      },
    ],
    ['its path is too long', async (root: string) => join(root, 'x'.repeat(300))],
    ['it is not there and cannot be made there', async () => '/proc/axiom-token-manager/data'],
  ])('cannot be used: %s', async (reason, make) => {
    expect(tryFolder(await make(await temporaryFolder()))).toEqual({ reason, isFull: false });
  });

  it('cannot be used on a disk that can only be read; a full one is reported differently', async (context) => {
    const folder = await temporaryFolder();
    const unmount = await mountSmallDisk(folder);
    if (!unmount) context.skip('mounting a small disk is not allowed here');
    try {
      const free = fillDisk(folder, 0);
      expect(tryFolder(folder)).toEqual({ reason: 'its disk is full', isFull: true });
      expect(await readdir(folder)).toHaveLength(1);
      free();
      makeReadOnly(folder);
      expect(tryFolder(folder)).toEqual({ reason: 'its disk is read-only', isFull: false });
    } finally {
      await unmount?.();
    }
  });
});

describe('the data folder', () => {
  it('of a switch that is refused, which Chromium has made, is removed again; an older one and one with files stay', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, 'old'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const startedMs = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const folder of ['new/a/b', 'old/a', 'used/a']) await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, 'used/a/file'), '');
    for (const folder of ['new/a/b', 'old/a', 'used/a', 'gone']) {
      const argv = ['--user-data-dir=/another', ['--user-data-dir', join(root, folder)].join('=')];
      expect(() => givenDataFolder(argv, startedMs)).toThrow('--user-data-dir is given twice');
    }
    expect((await readdir(root, { recursive: true })).sort()).toEqual(['old', 'used', 'used/a', 'used/a/file']);
    const argv = [['--user-data-dir', join(root, 'old')].join('=')];
    expect(givenDataFolder(argv, startedMs)).toBe(join(root, 'old'));
    expect(givenDataFolder([], startedMs)).toBeUndefined();
  });

  it('is the one that was given, also through a link, or Electron’s own', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    const given = join(folder, 'link');
    expect(checkDataFolder(given, () => join(folder, 'real'))).toBeUndefined();
    expect(checkDataFolder(undefined, () => join(folder, 'default'))).toBeUndefined();
    expect((await readdir(folder)).sort()).toEqual(['default', 'link', 'real']);
  });

  it.each([
    [
      'cannot be made',
      '/proc/axiom',
      () => '/proc/axiom',
      'The data folder /proc/axiom cannot be used: it is not there',
    ],
    ['is not the one that Electron took', '/tmp', () => '/', 'would take another one'],
    ['was given, while Electron has none', '/tmp', () => '', 'Your folder for settings'],
    ['is none at all', '', () => '', 'Your folder for settings (usually ~/.config) cannot be found or made.'],
    [
      'is none because Electron fails',
      '',
      () => {
        throw new Error("Failed to get 'userData' path");
      },
      'cannot be found or made',
    ],
  ])('that %s is refused in words', (_what, given, readUsed, words) => {
    expect(() => checkDataFolder(given || undefined, readUsed)).toThrow(words);
  });

  it('on a full disk is reported, and the app starts', async (context) => {
    const folder = await temporaryFolder();
    const unmount = await mountSmallDisk(folder);
    if (!unmount) context.skip('mounting a small disk is not allowed here');
    try {
      fillDisk(folder, 0);
      expect(checkDataFolder(folder, () => folder)).toBe(
        `Nothing can be saved in the data folder ${folder}: its disk is full. Make room there, then start the app again.`,
      );
    } finally {
      await unmount?.();
    }
  });
});

describe('the folder for temporary files', () => {
  const LONG = `/tmp/${'x'.repeat(115)}`;

  it.each([
    ['as usual', {}, ['/tmp'], '/tmp', undefined],
    ['as asked for', { TMPDIR: '/var/tmp' }, ['/var/tmp', '/tmp'], '/var/tmp', undefined],
    ['too long', { TMPDIR: LONG }, [LONG, '/tmp'], '/tmp', `${LONG}, has a path that is too long; /tmp is used`],
    ['missing', { TMPDIR: '/gone' }, ['/tmp'], '/tmp', '/gone, is not there, or you cannot write to it; /tmp is used'],
    ['not from the root on', { TMPDIR: 'tmp' }, ['tmp', '/tmp'], '/tmp', 'tmp, is not an absolute path'],
    ['/tmp full', { XDG_RUNTIME_DIR: '/run/user/7' }, ['/run/user/7'], '/run/user/7', '/run/user/7 is used instead'],
  ])('%s', (_what, env: NodeJS.ProcessEnv, usable: readonly string[], folder, words) => {
    const choice = chooseTemporaryFolder(env, (path) => usable.includes(path));
    expect(choice.folder).toBe(folder);
    expect(choice.note?.includes(words ?? 'no words') ?? false).toBe(words !== undefined);
  });

  it('that cannot be made anywhere is refused with a message', () => {
    expect(() => chooseTemporaryFolder({ TMPDIR: '/gone' }, () => false)).toThrow(
      'The folder for temporary files, /gone, is not there, or you cannot write to it.',
    );
  });

  it('is tested by making a folder in it, which is removed again', async () => {
    const folder = await temporaryFolder();
    expect([canMakeFolderIn(folder), canMakeFolderIn(join(folder, 'gone'))]).toEqual([true, false]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the folder for locks', () => {
  it('reports nothing when all is well, and is made', async () => {
    expect(await stateFolderTrouble(join(await temporaryFolder(), 'a/b'))).toBeUndefined();
  });

  it('below a file is reported with the reason', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'file'), '');
    const folder = join(root, 'file/state');
    expect(await stateFolderTrouble(folder)).toBe(
      `Nothing can be refreshed, because the folder for locks, ${folder}, cannot be used: a file is where a folder should be. Make it a folder that you can write to, or name another one with --state-directory=DIR. Your tokens are untouched.`,
    );
  });

  it('that others can write to is reported, too', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o777);
    expect(await stateFolderTrouble(folder)).toContain(
      `Nothing can be refreshed: Other users of this computer can write to the folder ${folder}.`,
    );
  });
});
