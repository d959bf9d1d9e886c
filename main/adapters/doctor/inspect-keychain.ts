// For `doctor`: tests the system keychain over a connection and child process of its own, so that a hang here affects nothing else. Touches no tokens and never
// causes a prompt.
import type { Clock } from '../../core/ports/clock';
import type { KeychainFacts } from '../../doctor/keychain-verdict';
import { createKeychain } from '../keychain/create-keychain';
import type { KeychainChildHost } from '../keychain/keychain-child-host';
import { testKeychain } from '../keychain/keychain-self-test';

export interface InspectKeychainParts {
  readonly host: KeychainChildHost;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Writes, reads, compares and removes a test entry. Aborting `signal` ends the child process at once. */
export async function inspectKeychain(parts: InspectKeychainParts, signal: AbortSignal): Promise<KeychainFacts> {
  const { host, clock, platform, env, random } = parts;
  const keychain = createKeychain({ host, clock, platform, env, isInteractive: () => false });
  const dispose = (): void => keychain.dispose();
  signal.addEventListener('abort', dispose);
  try {
    const result = await testKeychain(keychain, random);
    // Asked afterwards: the call may have started the service.
    const provider = await keychain.readProvider();
    if (result.isOk) return { provider };
    const { message, remedy } = result.error;
    return { provider, failure: { message, remedy } };
  } finally {
    signal.removeEventListener('abort', dispose);
    dispose();
  }
}
