// Axiom's cookies: their names, and how they are read from the Set-Cookie lines of an answer.
// Used by the Axiom client and by the code that reads these cookies from a browser session or blocks them there.
import { parseSetCookie } from 'set-cookie-parser';
import { Secret } from '../../core/base/secret';
import { ACCESS_COOKIE } from '../../core/tokens/access-cookie';
import { readCookieDate } from './header-dates';

/** Names of the cookies that carry a sign-in. */
export const AXIOM_COOKIES = {
  access: ACCESS_COOKIE,
  refresh: 'auth-refresh-token',
  otp: 'auth-otp-login-token',
} as const;

/** Whether a cookie belongs to a sign-in. Our requests must take such cookies only from our own tokens, never from a browser session. */
export function isAxiomAuthCookie(name: string): boolean {
  return name.toLowerCase().startsWith('auth-');
}

// An expiry before this date clears a cookie, whatever our clock says.
const DELETION_DATES_BEFORE_MS = Date.UTC(2020, 0, 1);
// Browsers cut longer ages to 400 days (RFC 6265bis, 5.5).
const LONGEST_AGE_S = 400 * 86_400;

/** One cookie of an answer. `cleared`: the server removed it (no value, or an expiry in the past). */
export type AnsweredCookie =
  | { readonly kind: 'set'; readonly value: Secret; readonly expiresAtMs?: number }
  | { readonly kind: 'cleared' };

/** The cookies of {@link AXIOM_COOKIES} that an answer mentions. */
export type AnsweredCookies = { readonly [K in keyof typeof AXIOM_COOKIES]?: AnsweredCookie };

/**
 * Reads the `Set-Cookie` lines as browsers do (RFC 6265bis, 5.6). If a name has several lines, the last one with a value wins; a line that clears the cookie of
 * another domain does not undo it. `Max-Age` counts from `nowMs`, the server's time as far as known. An `Expires` is in the past if it is not after `pastMs`.
 */
export function readAnsweredCookies(setCookies: readonly Secret[], nowMs: number, pastMs = nowMs): AnsweredCookies {
  const result: { -readonly [K in keyof AnsweredCookies]: AnsweredCookies[K] } = {};
  for (const line of setCookies.map((secret) => secret.expose())) {
    // Silent: the library would print a cookie that it cannot read. It reads dates as `Date.parse` does, so the expiry is read here.
    const [cookie] = parseSetCookie([line], { decodeValues: false, silent: true, split: false });
    const key = cookie && keyOf(cookie.name);
    if (!cookie || !key) continue;
    const value = withoutQuotes(cookie.value);
    const end = readEnd(line);
    if (value === '' || isPast(end, pastMs)) {
      result[key] ??= { kind: 'cleared' };
    } else {
      const expiresAtMs = end.maxAgeS === undefined ? end.expiresAtMs : nowMs + end.maxAgeS * 1000;
      result[key] = { kind: 'set', value: new Secret(value), ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
    }
  }
  return result;
}

/** The expiry of a cookie by its attributes. `Max-Age` wins over `Expires`. */
interface CookieEnd {
  readonly maxAgeS?: number;
  readonly expiresAtMs?: number;
}

/** Reads the attributes. If an attribute comes twice, the last one counts; one that cannot be read is ignored. */
function readEnd(line: string): CookieEnd {
  let end: CookieEnd = {};
  for (const attribute of line.split(';').slice(1)) {
    const [name = '', ...rest] = attribute.split('=');
    const value = rest.join('=').trim();
    const expiresAtMs = isNamed(name, 'expires') ? readCookieDate(value) : undefined;
    if (expiresAtMs !== undefined) end = { ...end, expiresAtMs };
    if (isNamed(name, 'max-age') && /^-?\d+$/.test(value))
      end = { ...end, maxAgeS: Math.min(Number(value), LONGEST_AGE_S) };
  }
  return end;
}

function isNamed(name: string, wanted: string): boolean {
  return name.trim().toLowerCase() === wanted;
}

function isPast({ maxAgeS, expiresAtMs }: CookieEnd, pastMs: number): boolean {
  if (maxAgeS !== undefined) return maxAgeS <= 0;
  return expiresAtMs !== undefined && expiresAtMs <= Math.max(pastMs, DELETION_DATES_BEFORE_MS - 1);
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
