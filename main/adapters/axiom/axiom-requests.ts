// Builds the three requests of Axiom's auth protocol in the same form as Axiom's site.
// Used by the gateway; sends nothing.
import type { AuthTokens } from '../../core/tokens/auth-tokens';
import type { OtpChallenge } from '../../core/ports/auth-gateway';
import type { HttpRequest } from '../../core/ports/http-transport';
import { Secret } from '../../core/base/secret';
import { AXIOM_COOKIES } from './axiom-cookies';

/** The time limit of one exchange, from name look-up to the last byte of the answer. */
export const AXIOM_CALL_TIMEOUT_MS = 20_000;
const MAX_BODY_BYTES = 1024 * 1024;

/** A request without its host, for any of the API's hosts. */
export type AxiomRequest = (apiOrigin: string) => HttpRequest;

/** Step 1 of the password sign-in. */
export function passwordRequest(siteOrigin: string, email: string, hashedPassword: Secret): AxiomRequest {
  const body = new Secret(JSON.stringify({ email, b64Password: hashedPassword.expose() }));
  return (apiOrigin) => post(`${apiOrigin}/login-password-v2`, siteOrigin, body, {});
}

/** Step 2: the code from the e-mail. */
export function otpRequest(siteOrigin: string, challenge: OtpChallenge, code: string): AxiomRequest {
  const { email, hashedPassword, otpToken } = challenge;
  const body = new Secret(JSON.stringify({ code, email, b64Password: hashedPassword.expose() }));
  return (apiOrigin) => post(`${apiOrigin}/login-otp`, siteOrigin, body, { [AXIOM_COOKIES.otp]: otpToken });
}

/** The refresh. `nowMs` goes into the body, as the site sends it. */
export function refreshRequest(siteOrigin: string, current: AuthTokens, nowMs: number): AxiomRequest {
  const body = new Secret(JSON.stringify({ v: nowMs }));
  const cookies = {
    [AXIOM_COOKIES.refresh]: current.refreshToken,
    [AXIOM_COOKIES.access]: current.accessToken,
  };
  return (apiOrigin) => post(`${apiOrigin}/refresh-access-token`, siteOrigin, body, cookies);
}

function post(url: string, siteOrigin: string, body: Secret, cookies: Readonly<Record<string, Secret>>): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      origin: siteOrigin,
      referer: `${siteOrigin}/`,
      accept: 'application/json, text/plain, */*',
      'content-type': 'application/json',
    },
    cookies,
    body,
    timeoutMs: AXIOM_CALL_TIMEOUT_MS,
    maxBodyBytes: MAX_BODY_BYTES,
  };
}
