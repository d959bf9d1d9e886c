// Remembers for which account a token was requested. While a request or a stream waits, someone else may sign in to
// the account, or the account may be removed and created again.
import { AxiomTokenError } from '../core/base/errors';
import { isAccountChange } from '../core/intents/account-change';
import type { Profile } from '../core/profiles/profile';
import type { AuthTokens } from '../core/tokens/auth-tokens';
import type { TokenRecord } from '../core/tokens/token-record';

/**
 * The account of one request: the one at Axiom that was signed in when the request was made, or the first one that
 * signed in since.
 */
export class RequestedAccount {
  readonly #profile: Profile;
  #record: TokenRecord | undefined;

  constructor(profile: Profile) {
    this.#profile = profile;
    this.#record = profile.manager.getRecord();
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` for another account of the same id; `WRONG_ACCOUNT` when someone else is signed in */
  refuseOthers(now: Profile): void {
    if (now !== this.#profile) throw accountRemoved(this.#profile.name);
    const present = now.manager.getRecord();
    if (!present) return;
    if (this.#record && isAccountChange(this.#record, present)) throw otherAccount(now.name);
    this.#record = present;
  }
}

/** `wanted`: as `account` of an earlier answer. @throws AxiomTokenError `WRONG_ACCOUNT` unless these tokens are of that account at Axiom */
export function refuseOtherThan(wanted: string, name: string, tokens: AuthTokens | undefined): void {
  if (!tokens) return;
  const { accountId, authenticatedUserId, subject } = tokens;
  if (![accountId, authenticatedUserId, subject].includes(wanted)) throw otherAccount(name);
}

/** The account was removed from the list while a program was using it, or was waiting for it. */
export function accountRemoved(name: string): AxiomTokenError {
  return new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: `The account ${name} was removed, so there are no more tokens of it.`,
    remedy: 'See which accounts there are with: axiom-tokens profiles list',
  });
}

function otherAccount(name: string): AxiomTokenError {
  return new AxiomTokenError('WRONG_ACCOUNT', {
    message: `${name} is now signed in to another account at Axiom than when this program asked, so the program gets no more tokens.`,
    remedy: 'See who is signed in with: axiom-tokens status. If the program may use that account, start it again.',
  });
}
