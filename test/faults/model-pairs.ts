// Pairs of tokens in the model, by their texts.
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';

/** A name that no other pair has. */
export function nameOfPair({ accessToken, refreshToken }: AuthTokens): string {
  return `${accessToken.expose()} ${refreshToken.expose()}`;
}

/** Whether both are the same pair, or both none. */
export function samePair(a: AuthTokens | undefined, b: AuthTokens | undefined): boolean {
  if (!a || !b) return a === b;
  return a.accessToken.equals(b.accessToken) && a.refreshToken.equals(b.refreshToken);
}

/** The pair that a record keeps for a return, if there is one. */
export function keptBeside(record: TokenRecord | undefined): readonly AuthTokens[] {
  return record?.replaced ? [record.replaced.tokens] : [];
}
