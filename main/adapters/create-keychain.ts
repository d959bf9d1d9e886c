// Puts the keychain together for a platform: the client of the child process, and on Linux the state check around it.
import type { Clock } from '../core/ports/clock';
import type { Keychain } from './keychain';
import type { KeychainChildHost } from './keychain-child-host';
import { KeychainClient } from './keychain-client';
import { createSecretServiceKeychain } from './secret-service-keychain';
import { createSecretServiceStateReader } from './secret-service-state';

export interface CreateKeychainOptions {
  readonly host: KeychainChildHost;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  /** Where the session bus is looked for. */
  readonly env: NodeJS.ProcessEnv;
  readonly isPersonWaiting: () => boolean;
}

/** One keychain for all profiles; nothing starts before the first call. `dispose` ends the child. */
export function createKeychain(options: CreateKeychainOptions): Keychain & { dispose(): void } {
  const { host, clock, platform, env, isPersonWaiting } = options;
  const client = new KeychainClient({ host, clock, platform, isPersonWaiting });
  if (platform !== 'linux') {
    return {
      get: (account) => client.get(account),
      set: (account, secret) => client.set(account, secret),
      delete: (account) => client.delete(account),
      dispose: () => client.dispose(),
    };
  }
  const state = createSecretServiceStateReader({ clock, env });
  const readState = () => state.read();
  return {
    ...createSecretServiceKeychain({ keychain: client, readState, isPersonWaiting }),
    dispose() {
      client.dispose();
      state.dispose();
    },
  };
}
