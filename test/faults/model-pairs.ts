// Token pairs in the model, by their texts.
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../main/core/tokens/token-record';

/** A unique name of the pair. */
export function nameOfPair({ accessToken, refreshToken }: AuthTokens): string {
  return `${accessToken.expose()} ${refreshToken.expose()}`;
}

/** Whether both are the same pair, or both none. */
export function samePair(a: AuthTokens | undefined, b: AuthTokens | undefined): boolean {
  if (!a || !b) return a === b;
  return a.accessToken.equals(b.accessToken) && a.refreshToken.equals(b.refreshToken);
}

/** The kept old pair of a record, if there is one. */
export function keptBeside(record: TokenRecord | undefined): readonly AuthTokens[] {
  return record?.replaced ? [record.replaced.tokens] : [];
}
