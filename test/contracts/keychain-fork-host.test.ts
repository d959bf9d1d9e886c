import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { describeKeychainChildHostContract } from './keychain-child-host.contract';

describeKeychainChildHostContract('a forked Node', (childPath, env) => createKeychainForkHost({ childPath, env }));
