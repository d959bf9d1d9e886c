import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { createRememberingCrypto } from '../support/fakes/crypto/remembering-crypto';
import { describeCrypto } from './crypto.contract';

describeCrypto('cryptography over node:crypto', createNodeCrypto());

describeCrypto('cryptography that remembers keys, as tests use it', createRememberingCrypto(createNodeCrypto()));
