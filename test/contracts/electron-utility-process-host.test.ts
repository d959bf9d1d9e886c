import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ElectronHosts, openElectronHosts } from '../support/keychain/keychain-host-electron';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';
import { describeKeychainChildHostContract } from './keychain-child-host.contract';

let electron: ElectronHosts;
beforeAll(async () => {
  electron = await openElectronHosts();
});
afterAll(() => electron?.dispose());

describeKeychainChildHostContract('the utility process of a real Electron', (...of) => electron.hostFor(...of));

describe('children of a real Electron, one after the other', () => {
  it.skipIf(process.platform !== 'linux')('leave no descriptor in it', async () => {
    const childPath = join(await temporaryFolder(), 'echo.cjs');
    await writeFile(childPath, "process.parentPort.on('message', ({ data }) => process.parentPort.postMessage(data));");
    const host = electron.hostFor(childPath, { PATH: process.env['PATH'] ?? '' });
    const live = (): Promise<void> =>
      new Promise((resolve) => {
        const child = host.start({ message: () => child.kill(), exited: () => resolve() });
        child.post('hello');
      });
    const descriptors = async (): Promise<number> => (await readdir(`/proc/${electron.pid}/fd`)).length;
    // Chromium keeps some from its first children.
    await live();
    const before = await descriptors();
    const lives = 12;
    for (let life = 0; life < lives; life++) await live();
    const areClosed = async (): Promise<boolean> => {
      await live();
      return (await descriptors()) - before < lives / 2;
    };
    // Electron closes its own a moment after a child has ended, and the next start those that it does not.
    await expect(waitUntil('the descriptors are closed', areClosed)).resolves.toBeUndefined();
  });
});
