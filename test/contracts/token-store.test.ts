// Runs the token store contract against the stores that need only this process and a folder. The keychain has its own file.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createEnvironmentTokenStore } from '../../main/adapters/stores/environment-token-store';
import { createFileTokenStore } from '../../main/adapters/stores/file-token-store';
import { createMemoryTokenStore } from '../../main/adapters/stores/memory-token-store';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { createSealedFileKeys, type SealedFileKeys } from '../../main/adapters/stores/sealed-file-keys';
import { createSealedFileTokenStore } from '../../main/adapters/stores/sealed-file-token-store';
import { Secret } from '../../main/core/base/secret';
import type { Crypto } from '../../main/core/ports/crypto';
import type { PlaceKind } from '../../main/core/ports/token-places';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { makeJwt } from '../support/make-jwt';
import { describeReadableTokenStore, describeTokenStore, type OpenTokenStore } from './token-store.contract';
import { cheapScrypt } from '../support/fakes/crypto/cheap-scrypt';

const origin = 'https://axiom.trade';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'token-store-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Every place except the keychain, which needs a real one: see keychain-token-store.test.ts. */
const STORES: Readonly<Record<Exclude<PlaceKind, 'keychain'>, OpenTokenStore>> = {
  memory: async () => ({ store: createMemoryTokenStore() }),

  file: async () => {
    const path = join(await mkdtemp(join(folder, 'file-')), 'tokens.json');
    const openStore = () => createFileTokenStore({ path, expectedOrigin: origin, isExpected: () => false });
    return { store: openStore(), reopen: openStore };
  },

  'sealed-file': async () => {
    const real = createNodeCrypto();
    // Key derivation cost is not tested here, and would take most of the time.
    const crypto: Crypto = {
      ...real,
      scrypt: (text, salt, cost, length) => cheapScrypt(text, salt, cost, length),
    };
    const path = join(await mkdtemp(join(folder, 'sealed-')), 'tokens.axiomsealed');
    const passphrase = new Secret('correct horse battery');
    const openWith = (keys: SealedFileKeys) =>
      createSealedFileTokenStore({ path, keys, crypto, isExpected: () => false });
    const keys = createSealedFileKeys(crypto);
    await keys.open(path, passphrase);
    // A later program has its own key holder, opened with the same passphrase.
    const reopen = () => {
      const later = createSealedFileKeys(crypto);
      const store = openWith(later);
      const opened = later.open(path, passphrase);
      return { ...store, load: () => opened.then(() => store.load()) };
    };
    return { store: openWith(keys), reopen };
  },
};
for (const [kind, open] of Object.entries(STORES)) describeTokenStore(`the ${kind} store`, open);

describeReadableTokenStore('the environment store', async () => {
  const env: Record<string, string> = {};
  return {
    store: createEnvironmentTokenStore({ env, clock: new FakeClock(), origin }),
    plant: async () => {
      const [access, refresh] = [makeJwt().expose(), makeJwt().expose()];
      env.AXIOM_ACCESS_TOKEN = access;
      env.AXIOM_REFRESH_TOKEN = refresh;
      return { access, refresh };
    },
  };
});
