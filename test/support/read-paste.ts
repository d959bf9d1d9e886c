// Fake tokens, and the result of parsing a text, for tests of `parsePastedTokens`.
import { AxiomTokenError } from '../../main/core/base/errors';
import { Secret } from '../../main/core/base/secret';
import { parsePastedTokens } from '../../main/core/sign-in/pasted-tokens';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { makeJwt } from './make-jwt';

export const NOW = FAKE_START_MS;
export const MINUTE = 60_000;
export const jwt = (issuedAtMs: number, lifeMs: number, accountId?: string) =>
  makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + lifeMs, ...(accountId === undefined ? {} : { accountId }) }).expose();
export const A = jwt(NOW, 15 * MINUTE, 'account-1');
export const R = jwt(NOW, 30 * 86_400_000, 'account-1');
export const OLD = jwt(NOW - 10 * MINUTE, 15 * MINUTE, 'account-1');
export const OTHER = jwt(NOW, 60 * MINUTE, 'somebody of another service');

/** The result of a text: the names of the tokens, or the refusal. */
export function readPaste(text: string): string {
  const nameOf = (token: Secret) =>
    Object.entries({ A, R, OLD, OTHER }).find(([, known]) => known === token.expose())?.[0] ?? 'damaged';
  try {
    return parsePastedTokens(new Secret(text), NOW)
      .map(({ tokens, isNewestOfSeveral }) =>
        [nameOf(tokens.accessToken), nameOf(tokens.refreshToken), ...(isNewestOfSeveral ? ['newest'] : [])].join(' '),
      )
      .join(', ');
  } catch (error) {
    if (error instanceof AxiomTokenError) return error.message;
    throw error;
  }
}
