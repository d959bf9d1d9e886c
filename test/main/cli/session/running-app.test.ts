import { createServer } from 'node:net';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { canConnect, findRunningApp } from '../../../../main/cli/session/running-app';
import { temporaryFolder } from '../../../support/temporary-folder';

it('knows a running app by the socket of its lock, and its process by the lock', async () => {
  const folder = await temporaryFolder();
  expect([await findRunningApp(folder), await canConnect(join(folder, 'x'))]).toEqual([undefined, false]);
  await symlink('my-host-12', join(folder, 'SingletonLock'));
  expect(await findRunningApp(folder)).toBeUndefined();
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(join(folder, 'SingletonSocket'), resolve));
  onTestFinished(() => void server.close());
  expect(await findRunningApp(folder)).toEqual({ pid: 12 });
});

describe('on Windows, by the file that the app keeps open', () => {
  const look = async (openToWrite: (path: string) => Promise<{ close(): Promise<void> }>) => {
    const paths: string[] = [];
    const found = await findRunningApp('folder', {
      platform: 'win32',
      openToWrite: (path) => {
        paths.push(path);
        return openToWrite(path);
      },
    });
    expect(paths).toEqual([join('folder', 'lockfile')]);
    return found;
  };

  it.each([
    ['EBUSY', {}],
    ['ENOENT', undefined],
    ['EPERM', undefined],
  ])('%s', async (code, found) => {
    expect(await look(() => Promise.reject(Object.assign(new Error(code), { code })))).toEqual(found);
  });

  it('one that can be opened lies there from a power cut, and is closed again', async () => {
    const close = vi.fn(() => Promise.resolve());
    expect(await look(() => Promise.resolve({ close }))).toBeUndefined();
    expect(close).toHaveBeenCalledOnce();
  });
});
