import { createNodeCrypto } from '../../main/adapters/node-crypto';
import { describeCrypto } from './crypto.contract';

describeCrypto('cryptography over node:crypto', createNodeCrypto());
