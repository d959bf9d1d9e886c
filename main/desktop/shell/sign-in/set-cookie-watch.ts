// Records which token cookies the site's own servers have set. A script in the page, and any subdomain, can set cookies of the same names.
// Used by sign-in-window.ts.
import type { Session } from 'electron';
import { parseSetCookie } from 'set-cookie-parser';
import type { Unsubscribe } from '../../../core/ports/clock';
import { ACCESS_COOKIE, REFRESH_COOKIE } from './sign-in-rules';

/** The part of a cookie that is compared. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** The cookies seen so far. */
export interface SetCookieWatch {
  /** Whether a response of one of the servers has set this cookie to this value. */
  isFromServer(cookie: NamedValue): boolean;
  readonly stop: Unsubscribe;
}

/** Watches responses of the servers at `origins` in this session, including redirects. Electron allows one such listener per session. */
export function watchSetCookies(session: Pick<Session, 'webRequest'>, origins: readonly string[]): SetCookieWatch {
  const seen = new Set<string>();
  session.webRequest.onHeadersReceived(({ url, responseHeaders = {} }, goOn) => {
    if (origins.includes(originOf(url))) {
      for (const cookie of tokenCookiesIn(responseHeaders)) seen.add(keyOf(cookie));
    }
    goOn({});
  });
  return {
    isFromServer: (cookie) => seen.has(keyOf(cookie)),
    stop: () => session.webRequest.onHeadersReceived(null),
  };
}

/** The token cookies in a response's `Set-Cookie` lines. */
export function tokenCookiesIn(headers: Readonly<Record<string, string | readonly string[]>>): readonly NamedValue[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .flatMap(([, lines]) => parseSetCookie([lines].flat(), { decodeValues: false, silent: true, split: false }))
    .filter(({ name }) => name === ACCESS_COOKIE || name === REFRESH_COOKIE);
}

function keyOf({ name, value }: NamedValue): string {
  return `${name}=${value}`;
}

function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}
