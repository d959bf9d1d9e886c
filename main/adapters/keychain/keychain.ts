// The system's keychain as the stores see it: one secret text per account name, under one service. Implemented by the client of the keychain
// child; a Secret Service check wraps it on Linux. Only the keychain token store calls it.
import type { Secret } from '../../core/base/secret';

/** The service name of every entry, as `secret-tool lookup service axiom-token-manager account default` needs it. */
export const KEYCHAIN_SERVICE = 'axiom-token-manager';

/**
 * Calls run one at a time, in the order made. Failures are `AxiomTokenError`s: `STORAGE_UNAVAILABLE` (also when the keychain does not answer in
 * time), `STORAGE_LOCKED`, `STORAGE_DENIED`, `STORAGE_FULL`, `SECRET_TOO_LARGE`. None of them removes anything.
 */
export interface Keychain {
  /** The text, or `undefined` when the keychain says that there is none. */
  get(account: string): Promise<Secret | undefined>;
  set(account: string, secret: Secret): Promise<void>;
  /** Whether there was an entry to remove. */
  delete(account: string): Promise<boolean>;
}
