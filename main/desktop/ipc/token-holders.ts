// Sentences for the question before a file with tokens is moved to the trash: which account of the app has the same
// tokens. An account that cannot be read is reported as unknown, never as one without tokens. Pure.
import { type AuthTokens, isSameAccount } from '../../core/tokens/auth-tokens';
import { shownAccount } from '../../core/tokens/shown-account';
import { shownName } from '../../core/intents/questions';

/** A pair in the file, and whether its refresh token is known to be exchanged. */
export interface PairToRemove {
  readonly tokens: AuthTokens;
  readonly isSpent: boolean;
}

/** An account of the app, as far as it is known. */
export interface TokenHolder {
  readonly name: string;
  /** `undefined`: it has none, or they are unknown. */
  readonly tokens: AuthTokens | undefined;
  /** Whether its tokens could be read. */
  readonly isKnown: boolean;
}

/** One sentence per pair. */
export function holderWords(pairs: readonly PairToRemove[], holders: readonly TokenHolder[]): readonly string[] {
  return pairs.map((pair) => {
    const account = pairs.length > 1 ? shownAccount(pair.tokens.accountId) : undefined;
    return holderSentence(pair, holders, account === undefined ? 'these tokens' : `the tokens of account ${account}`);
  });
}

function holderSentence({ tokens, isSpent }: PairToRemove, holders: readonly TokenHolder[], what: string): string {
  const same = holders.find((holder) => holder.tokens?.refreshToken.equals(tokens.refreshToken));
  if (same) return `${shownName(same.name)} keeps ${what} here.`;
  if (isSpent) return `${upper(what)} were exchanged for newer ones on this computer, and are used up.`;
  const other = holders.find((holder) => holder.tokens && isSameAccount(holder.tokens, tokens));
  if (other) {
    return `${shownName(other.name)} is signed in to the same account with other tokens; no account of this app keeps ${what}.`;
  }
  const unread = holders.find(({ isKnown }) => !isKnown);
  if (unread) return `Whether ${shownName(unread.name)} keeps ${what} is not known: it cannot be read now.`;
  return `No account of this app keeps ${what}: import them first if you still need them.`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
