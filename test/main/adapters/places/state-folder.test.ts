import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  homeOfUser,
  prepareStateFolder,
  refusalOf,
  stateDirectoryIn,
} from '../../../../main/adapters/places/state-folder';
import { faultyFileSystem } from '../../../support/fakes/file-system/faulty-file-system';
import { temporaryFolder } from '../../../support/temporary-folder';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the place of the folder', () => {
  it.each([
    ['linux', '/home/jo', '/home/jo/.local/state/axiom-token-manager'],
    ['freebsd', '/home/jo', '/home/jo/.local/state/axiom-token-manager'],
    ['darwin', '/Users/jo', '/Users/jo/Library/Application Support/axiom-token-manager-state'],
    ['win32', 'C:\\Users\\jo', 'C:\\Users\\jo\\AppData\\Local\\axiom-token-manager-state'],
  ] as const)('on %s lies in the home folder %s', (platform, home, expected) => {
    expect(stateDirectoryIn(home, platform)).toBe(expected);
  });

  it('is found without a variable', () => {
    const { HOME } = process.env;
    process.env['HOME'] = '/nowhere';
    try {
      expect(homeOfUser()).toBe(userInfo().homedir);
      expect(homeOfUser()).not.toBe('/nowhere');
    } finally {
      process.env['HOME'] = HOME;
    }
  });

  it('fails with a message if the system knows no home folder', () => {
    const ask = () => {
      throw Object.assign(new Error('ENOENT'), { code: 'ERR_SYSTEM_ERROR' });
    };
    expect(() => homeOfUser(ask)).toThrow(
      expect.objectContaining({
        code: 'STORAGE_UNAVAILABLE',
        remedy: expect.stringContaining('--state-directory='),
      }),
    );
  });
});

describe('the folder', () => {
  it('is made with all folders above it, private', async () => {
    const folder = await temporaryFolder();
    const directory = join(folder, 'local', 'state');
    await prepareStateFolder(directory);
    expect([await modeOf(join(folder, 'local')), await modeOf(directory)]).toEqual([0o700, 0o700]);
  });

  it('may be made by several at once', async () => {
    const directory = join(await temporaryFolder(), 'a', 'state');
    await Promise.all([1, 2, 3].map(() => prepareStateFolder(directory)));
    expect(await readdir(directory)).toEqual([]);
  });

  it('that exists keeps its content, and is closed to other users', async () => {
    const directory = join(await temporaryFolder(), 'state');
    await mkdir(directory);
    await writeFile(join(directory, 'kept'), '');
    await chmod(directory, 0o755);
    await prepareStateFolder(directory);
    expect([await modeOf(directory), await readdir(directory)]).toEqual([0o700, ['kept']]);
  });

  it.each([0o770, 0o702, 0o777])('that others can write to (%o) is refused and stays as it is', async (mode) => {
    const directory = join(await temporaryFolder(), 'state');
    await mkdir(directory);
    await chmod(directory, mode);
    await expect(prepareStateFolder(directory)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: `Other users of this computer can write to the folder ${directory}.`,
      remedy: expect.stringContaining('only you can use it'),
    });
    expect(await modeOf(directory)).toBe(mode);
  });

  it('of another user is refused, by name', () => {
    const status = { isDirectory: () => true, uid: 1001, mode: 0o700 };
    expect(refusalOf('/home/jo/state', status, 1000)).toMatchObject({
      code: 'STORAGE_DENIED',
      message: 'The folder /home/jo/state belongs to another user of this computer.',
    });
    expect(refusalOf('/home/jo/state', status, 1001)).toBeUndefined();
    // Windows.
    expect(refusalOf('/home/jo/state', { ...status, mode: 0o777 }, undefined)).toBeUndefined();
  });

  it.each([
    ['is a file', 'STORAGE_UNAVAILABLE', async (folder: string) => join(folder, 'file')],
    ['is below a file', 'STORAGE_UNAVAILABLE', async (folder: string) => join(folder, 'file', 'state')],
    [
      'is a link',
      'STORAGE_UNAVAILABLE',
      async (folder: string) => {
        await symlink(folder, join(folder, 'link'));
        return join(folder, 'link');
      },
    ],
    ['may not be made', 'STORAGE_DENIED', async () => '/sys/axiom-token-manager-state'],
  ])('that %s is %s, by name', async (_what, code, place) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const directory = await place(folder);
    await expect(prepareStateFolder(directory)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(directory),
    });
  });

  it('that cannot be written is refused, also when all that is needed is there', async () => {
    const directory = join(await temporaryFolder(), 'state');
    await mkdir(directory, { mode: 0o700 });
    const access = async () => {
      throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
    };
    await expect(prepareStateFolder(directory, undefined, access)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: expect.stringContaining(directory),
    });
  });

  it('is not reported as made before that is durable', async () => {
    const directory = join(await temporaryFolder(), 'state');
    await expect(prepareStateFolder(directory, faultyFileSystem('folder-sync'))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
    });
  });
});
