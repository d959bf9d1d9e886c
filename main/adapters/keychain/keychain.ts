// The interface of the system keychain: one secret text per account name, under one service. Implemented by KeychainClient; on Linux a Secret Service
// check wraps it. Called by the keychain token store and the self-test.
import type { Secret } from '../../core/base/secret';

/** The service name of every entry, as in `secret-tool lookup service axiom-token-manager account default`. */
export const KEYCHAIN_SERVICE = 'axiom-token-manager';

/**
 * Calls run one at a time, in the order of the calls. Failures are `AxiomTokenError`s: `STORAGE_UNAVAILABLE` (also when the keychain does not answer in
 * time), `STORAGE_LOCKED`, `STORAGE_DENIED`, `STORAGE_FULL`, `SECRET_TOO_LARGE`. No failure removes anything.
 */
export interface Keychain {
  /** The text, or `undefined` when the keychain says that there is none. */
  get(account: string): Promise<Secret | undefined>;
  set(account: string, secret: Secret): Promise<void>;
  /** Whether there was an entry to remove. */
  delete(account: string): Promise<boolean>;
}
