// Saves a record N times in the keychain as the app does: reads the provider, saves, reads back, through the child process. The first argument is the
// child's file.
import { createKeychain } from '../../../main/adapters/keychain/create-keychain';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createPinnedKeychainStore } from '../../../main/adapters/stores/keychain-pinned-store';
import { createKeychainTokenStore } from '../../../main/adapters/stores/keychain-token-store';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { makeRecord } from '../../support/make-record';
import { nanosecondsOf, serve } from './serve';

const { env, platform } = process;
const record = makeRecord();
const keychain = createKeychain({
  host: createKeychainForkHost({ childPath: process.argv[2] ?? '', env }),
  clock: createSystemClock(),
  platform,
  env,
  isInteractive: () => false,
});
let provider: string | undefined;
const store = createPinnedKeychainStore({
  store: createKeychainTokenStore({ keychain, profileId: 'bench', isExpected: () => true }),
  keychain,
  readProvider: keychain.readProvider,
  pin: {
    get: () => provider,
    set: async (name) => {
      provider = name;
    },
  },
  random: Math.random,
});
process.stdin.on('end', () => keychain.dispose());

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let save = 0; save < count; save++) await store.save(record);
  }),
]);
