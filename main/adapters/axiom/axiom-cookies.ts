// Axiom's cookies: their names, and how they are read from the Set-Cookie lines of an answer.
// Used by the Axiom client, and where these cookies are read from or kept out of a browser session.
import { type Cookie, parseSetCookie } from 'set-cookie-parser';
import { Secret } from '../../core/base/secret';

/** Names of the cookies that carry a sign-in. */
export const AXIOM_COOKIES = {
  access: 'auth-access-token',
  refresh: 'auth-refresh-token',
  otp: 'auth-otp-login-token',
} as const;

/** Whether a cookie belongs to a sign-in. Such a cookie must come from our own tokens only, never from a browser session. */
export function isAxiomAuthCookie(name: string): boolean {
  return name.toLowerCase().startsWith('auth-');
}

const DELETION_DATES_BEFORE_MS = Date.UTC(2020, 0, 1);
// Browsers cut longer ages to 400 days (RFC 6265bis, 5.5).
const LONGEST_AGE_S = 400 * 86_400;

/** One cookie of an answer. `cleared`: the server removed it (no value, `Max-Age` of 0 or less, or `Expires` before 2020). */
export type AnsweredCookie =
  | { readonly kind: 'set'; readonly value: Secret; readonly expiresAtMs?: number }
  | { readonly kind: 'cleared' };

/** The cookies of {@link AXIOM_COOKIES} that an answer mentions. */
export type AnsweredCookies = { readonly [K in keyof typeof AXIOM_COOKIES]?: AnsweredCookie };

/**
 * Reads the `Set-Cookie` lines. If a name has several lines, the last one with a value wins, as in a browser: a line that clears the cookie of another
 * domain does not undo it. `Max-Age` counts from `nowMs`, the server's time as far as known.
 */
export function readAnsweredCookies(setCookies: readonly Secret[], nowMs: number): AnsweredCookies {
  const lines = setCookies.map((line) => line.expose());
  // Silent: the library would print a cookie that it cannot read.
  const cookies = parseSetCookie(lines, { decodeValues: false, silent: true, split: false });
  const result: { -readonly [K in keyof AnsweredCookies]: AnsweredCookies[K] } = {};
  for (const cookie of cookies) {
    const key = keyOf(cookie.name);
    if (key === undefined) continue;
    const value = withoutQuotes(cookie.value);
    if (value === '' || isCleared(cookie)) {
      result[key] ??= { kind: 'cleared' };
    } else {
      const expiresAtMs = endOf(cookie, nowMs);
      result[key] = { kind: 'set', value: new Secret(value), ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
    }
  }
  return result;
}

/** Only an `Expires` before 2020 counts as cleared: a date in the recent past may be caused by our clock. */
function isCleared(cookie: Cookie): boolean {
  if (cookie.maxAge !== undefined) return cookie.maxAge <= 0;
  return cookie.expires !== undefined && cookie.expires.getTime() < DELETION_DATES_BEFORE_MS;
}

/** `Max-Age` wins over `Expires` (RFC 6265, 5.3). */
function endOf(cookie: Cookie, nowMs: number): number | undefined {
  if (cookie.maxAge === undefined) return cookie.expires?.getTime();
  return nowMs + Math.min(cookie.maxAge, LONGEST_AGE_S) * 1000;
}

function keyOf(name: string): keyof typeof AXIOM_COOKIES | undefined {
  if (name === AXIOM_COOKIES.access) return 'access';
  if (name === AXIOM_COOKIES.refresh) return 'refresh';
  return name === AXIOM_COOKIES.otp ? 'otp' : undefined;
}

/** RFC 6265, 4.1.1 allows the value in double quotes; a token has none. */
function withoutQuotes(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
