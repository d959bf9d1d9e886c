// The rules of the sign-in window: where it may go, which cookies count, what its title says, and which traces stay. Pure;
// sign-in-window.ts and sign-in-session.ts apply them.
import type { Cookie } from 'electron';

/** Names of the two cookies that make a sign-in (source: the public clients axiomtrade-rs and AxiomTradeAPI-py). */
export const ACCESS_COOKIE = 'auth-access-token';
export const REFRESH_COOKIE = 'auth-refresh-token';

/**
 * Where the top frame may go besides the site: the pages on which a person proves to somebody else who they are. Google signs in at `accounts`
 * and passes through `accounts.youtube.com`; Apple, Discord and X each have one host of their own. The check that a person is there needs no
 * entry: it lives in a frame, and frames are not held.
 */
const PROVIDER_HOSTS: readonly string[] = [
  'accounts.google.com',
  'accounts.youtube.com',
  'appleid.apple.com',
  'discord.com',
  'x.com',
  'twitter.com',
  'api.twitter.com',
];

/** Cookies by which the site's edge remembers that a person was there. Without them the check would come back for ever. */
const EDGE_COOKIES: readonly RegExp[] = [/^cf_clearance$/, /^__cf/, /^_cfuvid$/, /^cf_chl_/];

/** Whether the top frame of the sign-in window may show `url`. A loopback site (simulator) has no providers. */
export function isAllowedSignInUrl(url: string, siteOrigin: string): boolean {
  const target = parse(url);
  const site = new URL(siteOrigin);
  if (!target || target.username !== '' || target.password !== '') return false;
  if (target.origin === site.origin) return true;
  if (site.protocol !== 'https:' || target.protocol !== 'https:' || target.port !== '') return false;
  return target.hostname.endsWith(`.${site.hostname}`) || PROVIDER_HOSTS.includes(target.hostname);
}

/** What a page of the sign-in window may open as a window of its own: an allowed page, or the empty one that it then fills or sends on. */
export function isAllowedPopupUrl(url: string, siteOrigin: string): boolean {
  return url === '' || url === 'about:blank' || isAllowedSignInUrl(url, siteOrigin);
}

/** Whether a cookie's domain is the site's host, one above it or one below it. Chromium itself refuses cookies for public suffixes. */
export function isSiteCookieDomain(domain: string, siteHost: string): boolean {
  const name = domain.replace(/^\./, '').toLowerCase();
  if (name === '') return false;
  return name === siteHost || siteHost.endsWith(`.${name}`) || name.endsWith(`.${siteHost}`);
}

/** The cookie of that name that belongs to the site and lasts longest; `undefined` when there is none with a value. */
export function findSiteCookie(cookies: readonly Cookie[], name: string, siteHost: string): Cookie | undefined {
  const lasts = (cookie: Cookie): number => cookie.expirationDate ?? 0;
  return cookies
    .filter(
      (cookie) => cookie.name === name && cookie.value !== '' && isSiteCookieDomain(cookie.domain ?? '', siteHost),
    )
    .sort((a, b) => lasts(b) - lasts(a))[0];
}

/** Whether a cookie stays when a sign-in's traces are removed: the edge's clearance for the site, nothing else. */
export function isEdgeClearance(cookie: Cookie, siteHost: string): boolean {
  return EDGE_COOKIES.some((name) => name.test(cookie.name)) && isSiteCookieDomain(cookie.domain ?? '', siteHost);
}

/** The window's title: where the person is, by host, since there is no address bar. */
export function signInTitle(url: string, siteOrigin: string): string {
  const shown = parse(url) ?? new URL(siteOrigin);
  const isSimulator = new URL(siteOrigin).protocol === 'http:';
  return `Sign in — ${isSimulator ? `Simulator ${shown.host}` : shown.host}`;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
