import { afterAll, beforeAll } from 'vitest';
import { type ElectronHosts, openElectronHosts } from '../support/keychain/keychain-host-electron';
import { describeKeychainChildHostContract } from './keychain-child-host.contract';

let electron: ElectronHosts;
beforeAll(async () => {
  electron = await openElectronHosts();
});
afterAll(() => electron?.dispose());

describeKeychainChildHostContract('the utility process of a real Electron', (...of) => electron.hostFor(...of));
