// Puts a good sign-in into the keychain of the session it runs in, for an app that starts there signed in; the first argument is the keychain
// child's file, the second the site. N is ignored.
import { createKeychain } from '../../../main/adapters/keychain/create-keychain';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createKeychainTokenStore } from '../../../main/adapters/stores/keychain-token-store';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { makeTokens } from '../../support/make-jwt';
import { serve } from './serve';

const LIFETIME_MS = 12 * 3_600_000;

serve(async () => {
  const { env, platform, argv } = process;
  const [childPath = '', origin = ''] = argv.slice(2);
  const clock = createSystemClock();
  const host = createKeychainForkHost({ childPath, env });
  const keychain = createKeychain({ host, clock, platform, env, isInteractive: () => false });
  const store = createKeychainTokenStore({ keychain, profileId: 'default', isExpected: () => false });
  const nowMs = clock.nowMs();
  await store.save({ tokens: makeTokens(nowMs, LIFETIME_MS), origin, recordGeneration: 1, savedAtMs: nowMs });
  keychain.dispose();
  return [];
});
