// Waits until both token cookies of the site are in a session, each set by one of its servers. Used by sign-in-window.ts; must not know windows.
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

/** The part of a session that is watched. */
export type CookieJar = Pick<Session['cookies'], 'get'> & {
  on(event: 'changed', listener: () => void): unknown;
  removeListener(event: 'changed', listener: () => void): unknown;
};

/**
 * Calls `onTokens` once, when both cookies of `siteHost` are there and `isFromServer` says of both that a server of the site has set them; `onError` when the
 * cookies cannot be read. The result stops watching.
 */
export function watchTokenCookies(
  jar: CookieJar,
  siteHost: string,
  isFromServer: (cookie: Cookie) => boolean,
  onTokens: (tokens: SignInTokens) => void,
  onError: (error: unknown) => void,
): Unsubscribe {
  let isDone = false;
  const stop = (): void => {
    isDone = true;
    jar.removeListener('changed', check);
  };
  const check = (): void => {
    jar.get({}).then(
      (cookies) => {
        const tokens = isDone ? undefined : tokensOf(cookies.filter(isFromServer), siteHost);
        if (!tokens) return;
        stop();
        onTokens(tokens);
      },
      (error: unknown) => {
        if (isDone) return;
        stop();
        onError(error);
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
