// Tokens that a person gives in environment variables. Used by the handlers of a sign-in.
import { type AuthTokens, createAuthTokens } from '../tokens/auth-tokens';
import { Secret } from '../base/secret';

/** Both tokens of `AXIOM_ACCESS_TOKEN` and `AXIOM_REFRESH_TOKEN`, or `undefined` when one is missing. @throws AxiomTokenError `INVALID_TOKEN` */
export function environmentTokens(
  env: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): AuthTokens | undefined {
  const [access, refresh] = [env['AXIOM_ACCESS_TOKEN'], env['AXIOM_REFRESH_TOKEN']];
  if (!access || !refresh) return undefined;
  return createAuthTokens({
    accessToken: new Secret(access),
    refreshToken: new Secret(refresh),
    receivedAtMs: nowMs,
  });
}
