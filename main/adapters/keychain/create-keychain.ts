// Makes the keychain of a platform: the client of the child process, the name of the provider, and on Linux the check of the keyring's state.
// Called by the composition root.
import type { Clock } from '../../core/ports/clock';
import { createSharedSessionBus } from '../secret-service/shared-session-bus';
import type { Keychain } from './keychain';
import type { KeychainChildHost } from './keychain-child-host';
import { KeychainClient } from './keychain-client';
import { createSecretServiceKeychain } from './secret-service-keychain';
import {
  createSecretServiceProviderReader,
  type ReadKeychainProvider,
} from '../secret-service/secret-service-provider';
import { createSecretServiceStateReader } from '../secret-service/secret-service-state';

export interface CreateKeychainOptions {
  readonly host: KeychainChildHost;
  readonly clock: Clock;
  readonly platform: NodeJS.Platform;
  /** The environment; the address of the session bus is read from it. */
  readonly env: NodeJS.ProcessEnv;
  readonly isInteractive: () => boolean;
}

/** The keychain of this computer. */
export interface SystemKeychain extends Keychain {
  /** Reads which provider has the entries now. Starts no service. */
  readonly readProvider: ReadKeychainProvider;
  dispose(): void;
}

/** One keychain for all profiles; nothing starts before the first call. `dispose` ends the child. */
export function createKeychain(options: CreateKeychainOptions): SystemKeychain {
  const { host, clock, platform, env, isInteractive } = options;
  const client = new KeychainClient({ host, clock, platform, isInteractive });
  if (platform !== 'linux') {
    const provider = platform === 'darwin' ? 'macOS Keychain' : 'Windows Credential Manager';
    return {
      get: (account) => client.get(account),
      set: (account, secret) => client.set(account, secret),
      delete: (account) => client.delete(account),
      readProvider: async () => provider,
      dispose: () => client.dispose(),
    };
  }
  const bus = createSharedSessionBus({ clock, env });
  const readState = createSecretServiceStateReader(bus);
  return {
    ...createSecretServiceKeychain({ keychain: client, readState, isInteractive }),
    readProvider: createSecretServiceProviderReader(bus),
    dispose() {
      client.dispose();
      bus.dispose();
    },
  };
}
