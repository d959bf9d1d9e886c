// Waits until a session has both token cookies of the site, each set by one of its servers. Used by sign-in-window.ts; must not know windows.
import type { Cookie, Session } from 'electron';
import type { Unsubscribe } from '../../../core/ports/clock';
import { Secret } from '../../../core/base/secret';
import { ACCESS_COOKIE, findSiteCookie, REFRESH_COOKIE } from './sign-in-rules';

/** The two tokens as the site set them. */
export interface SignInTokens {
  readonly access: Secret;
  readonly refresh: Secret;
  /** Epoch milliseconds, from the access cookie's own expiry; absent for a session cookie. */
  readonly expiresAtMs?: number;
}

/** The watched part of a session. */
export type CookieJar = Pick<Session['cookies'], 'get'> & {
  on(event: 'changed', listener: () => void): unknown;
  removeListener(event: 'changed', listener: () => void): unknown;
};

/** What is watched, and the callbacks. */
export interface TokenCookieWatch {
  readonly jar: CookieJar;
  readonly siteHost: string;
  /** Whether a server of the site has set the cookie. */
  readonly isFromServer: (cookie: Cookie) => boolean;
  /** Both cookies exist and were set by a server. Called once; nothing follows. */
  readonly onTokens: (tokens: SignInTokens) => void;
  /** Both exist, but not both were set by a server. */
  readonly onForeign: () => void;
  /** The cookies cannot be read. Called once; nothing follows. */
  readonly onError: (error: unknown) => void;
}

/** Checks the cookies now and after each change. The result stops watching. */
export function watchTokenCookies(watch: TokenCookieWatch): Unsubscribe {
  const { jar, siteHost, isFromServer } = watch;
  let isDone = false;
  const stop = (): void => {
    isDone = true;
    jar.removeListener('changed', check);
  };
  const check = (): void => {
    jar.get({}).then(
      (cookies) => {
        if (isDone) return;
        const tokens = tokensOf(cookies.filter(isFromServer), siteHost);
        if (tokens) {
          stop();
          watch.onTokens(tokens);
        } else if (tokensOf(cookies, siteHost)) watch.onForeign();
      },
      (error: unknown) => {
        if (isDone) return;
        stop();
        watch.onError(error);
      },
    );
  };
  jar.on('changed', check);
  check();
  return stop;
}

function tokensOf(cookies: readonly Cookie[], siteHost: string): SignInTokens | undefined {
  const access = findSiteCookie(cookies, ACCESS_COOKIE, siteHost);
  const refresh = findSiteCookie(cookies, REFRESH_COOKIE, siteHost);
  if (!access || !refresh) return undefined;
  return {
    access: new Secret(access.value),
    refresh: new Secret(refresh.value),
    ...(access.expirationDate === undefined ? {} : { expiresAtMs: Math.round(access.expirationDate * 1000) }),
  };
}
