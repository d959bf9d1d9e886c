import { createServer } from 'node:net';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
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
