// Saves a record N times in the keychain, each with its read-back, through the child process. The first argument is the child's file.
import { createKeychain } from '../../../main/adapters/create-keychain';
import { createKeychainForkHost } from '../../../main/adapters/keychain-fork-host';
import { createKeychainTokenStore } from '../../../main/adapters/keychain-token-store';
import { createSystemClock } from '../../../main/adapters/system-clock';
import { makeRecord } from '../../support/make-record';
import { nanosecondsOf, serve } from './serve';

const { env, platform } = process;
const record = makeRecord();
const keychain = createKeychain({
  host: createKeychainForkHost({ childPath: process.argv[2] ?? '', env }),
  clock: createSystemClock(),
  platform,
  env,
  isPersonWaiting: () => false,
});
const store = createKeychainTokenStore({ keychain, profileId: 'bench', isExpected: () => true });
process.stdin.on('end', () => keychain.dispose());

serve(async (count) => [
  await nanosecondsOf(async () => {
    for (let save = 0; save < count; save++) await store.save(record);
  }),
]);
