// Wraps the keychain on Linux: checks the keyring's state before each call, so that background work never causes a password prompt, and after each
// missing entry, so that a locked keyring does not count as an empty one. Reading back right after `set` needs no check before it.
import { AxiomTokenError } from '../../core/base/errors';
import type { Keychain } from './keychain';
import { NO_SESSION } from './keychain-error';
import type { SecretServiceState } from '../secret-service/secret-service-state';

export interface SecretServiceKeychainOptions {
  readonly keychain: Keychain;
  readonly readState: () => Promise<SecretServiceState>;
  readonly isInteractive: () => boolean;
}

/** Said where no prompt comes: by background work and by a command without a terminal. */
const UNLOCK =
  'Unlock it in your password manager, or with "Unlock and retry" in the app, then retry. Your tokens are untouched.';

/** Why a call that must not cause a prompt is refused in this state; `undefined` when it is allowed. */
function refusalOf(state: SecretServiceState): AxiomTokenError | undefined {
  switch (state) {
    case 'ok':
    case 'unknown':
      return undefined;
    case 'locked':
      return new AxiomTokenError('STORAGE_LOCKED', { message: 'The keychain is locked.', remedy: UNLOCK });
    case 'no-default-keyring':
      return new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: 'The keychain is not set up yet.',
        remedy:
          'Set it up in your password manager or by trying again in the app, or choose another place in Settings.',
      });
    case 'no-service':
      return new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: 'No keychain is running on this desktop.',
        remedy: 'Install and start a keychain such as GNOME Keyring, then retry, or choose another place in Settings.',
      });
    case 'no-bus':
      return new AxiomTokenError('STORAGE_UNAVAILABLE', NO_SESSION);
    case 'hung':
      return new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: 'The keychain does not answer.',
        remedy: 'Sign out of your desktop and in again, then retry. Your tokens are untouched.',
      });
  }
}

/** Whether an interactive call helps in this state: its prompt can unlock, create or start what is missing. */
function canPersonHelp(state: SecretServiceState): boolean {
  return state === 'locked' || state === 'no-default-keyring' || state === 'no-service';
}

/** The keychain with the state check around each call. Refusals are `STORAGE_LOCKED` or `STORAGE_UNAVAILABLE` and say what to start or unlock. */
export function createSecretServiceKeychain(options: SecretServiceKeychainOptions): Keychain {
  const { keychain, readState, isInteractive } = options;
  const checkBeforeCall = async (): Promise<void> => {
    const isPersonWaiting = isInteractive();
    const state = await readState();
    if (isPersonWaiting && canPersonHelp(state)) return;
    const refusal = refusalOf(state);
    if (refusal) throw refusal;
  };
  const checkMissingEntry = async (): Promise<void> => {
    const refusal = refusalOf(await readState());
    if (refusal) throw refusal;
  };
  let justSet: string | undefined;
  return {
    async get(account) {
      const isReadBack = account === justSet;
      justSet = undefined;
      if (!isReadBack) await checkBeforeCall();
      const secret = await keychain.get(account);
      if (secret === undefined) await checkMissingEntry();
      return secret;
    },
    async set(account, secret) {
      await checkBeforeCall();
      await keychain.set(account, secret);
      justSet = account;
    },
    async delete(account) {
      await checkBeforeCall();
      const wasThere = await keychain.delete(account);
      if (!wasThere) await checkMissingEntry();
      return wasThere;
    },
  };
}
