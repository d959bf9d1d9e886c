// Puts a sign-in into the keychain of the contestant's session; the first argument is the keychain child's file.
import { createKeychain } from '../../../main/adapters/keychain/create-keychain';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { createKeychainTokenStore } from '../../../main/adapters/stores/keychain-token-store';
import type { AuthTokens } from '../../../main/core/tokens/auth-tokens';

export async function saveSignIn(
  { env, platform, argv }: NodeJS.Process,
  tokens: AuthTokens,
  origin: string,
): Promise<void> {
  const [childPath = ''] = argv.slice(2);
  const clock = createSystemClock();
  const host = createKeychainForkHost({ childPath, env });
  const keychain = createKeychain({ host, clock, platform, env, isInteractive: () => false });
  const store = createKeychainTokenStore({ keychain, profileId: 'default', isExpected: () => false });
  await store.save({ tokens, origin, recordGeneration: 1, savedAtMs: clock.nowMs() });
  keychain.dispose();
}
