// The verdict about the system keychain. Pure.
import type { Verdict } from './check';

/** The result of writing, reading and removing a test entry, and the name of the keychain. */
export interface KeychainFacts {
  /** Why one of them failed; absent when all three worked. */
  readonly failure?: { readonly message: string; readonly remedy: string } | undefined;
  /** Name of the keychain that answers now; `undefined` when not known. */
  readonly provider: string | undefined;
}

/** An account whose tokens are in the keychain; `provider`: the keychain that they were saved in. */
export interface KeptInKeychain {
  readonly name: string;
  readonly provider?: string | undefined;
}

const SILENT: KeychainFacts['failure'] = {
  message: 'The keychain does not answer.',
  remedy: 'Facts for a password prompt of the keychain. If there is none, sign out of your desktop and in again.',
};

/** `accounts`: those whose tokens are in the keychain. If there are none, a keychain that does not work is only a warning. */
export function judgeKeychain(facts: KeychainFacts | 'late', accounts: readonly KeptInKeychain[]): Verdict {
  const { failure, provider } = facts === 'late' ? { failure: SILENT, provider: undefined } : facts;
  if (failure) {
    return accounts.length > 0
      ? { verdict: 'wrong', detail: failure.message, remedy: failure.remedy }
      : {
          verdict: 'warning',
          detail: `${failure.message} No account keeps its tokens there now.`,
          remedy: failure.remedy,
        };
  }
  const elsewhere = accounts.filter(
    (account) => account.provider !== undefined && account.provider !== 'unknown' && account.provider !== provider,
  );
  const [first] = elsewhere;
  if (provider !== undefined && first) {
    return {
      verdict: 'wrong',
      detail: `${provider} answers as the system keychain, but the tokens of ${elsewhere.map(({ name }) => name).join(', ')} are kept by ${first.provider}.`,
      remedy: `Start ${first.provider} again, or choose in the window to keep the tokens in ${provider} from now on.`,
    };
  }
  return { verdict: 'ok', detail: `${provider ?? 'The keychain'} accepted a test entry, returned it and removed it.` };
}
