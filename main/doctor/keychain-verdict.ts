// What the try of the keychain tells. Pure.
import type { Verdict } from './check';

/** What came of writing, reading and removing a test entry, and whose keychain it is. */
export interface KeychainLook {
  /** Why it failed, in words; absent when all three worked. */
  readonly failure?: { readonly message: string; readonly remedy: string } | undefined;
  /** The keychain that answers now; `undefined` where that is not known. */
  readonly provider: string | undefined;
}

/** An account whose tokens are in the keychain, and in which one they were saved. */
export interface KeptInKeychain {
  readonly name: string;
  readonly provider?: string | undefined;
}

const SILENT: KeychainLook['failure'] = {
  message: 'The keychain does not answer.',
  remedy: 'Look for a password prompt of the keychain. If there is none, sign out of your desktop and in again.',
};

/** `accounts`: those whose tokens are in the keychain. Without one a keychain that does not work is only worth knowing. */
export function judgeKeychain(look: KeychainLook | 'late', accounts: readonly KeptInKeychain[]): Verdict {
  const { failure, provider } = look === 'late' ? { failure: SILENT, provider: undefined } : look;
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
  return { verdict: 'ok', detail: `${provider ?? 'The keychain'} took a test entry, gave it back and removed it.` };
}
