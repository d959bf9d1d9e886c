// The rules of the sign-in window: which URLs it may open, which cookies count, its title, and which cookies stay afterwards. Pure;
// sign-in-window.ts, sign-in-cookies.ts and sign-in-session.ts apply them.
import type { Cookie } from 'electron';

/** Names of the two cookies that hold the tokens of a sign-in (source: the public clients axiomtrade-rs and AxiomTradeAPI-py). */
export const ACCESS_COOKIE = 'auth-access-token';
export const REFRESH_COOKIE = 'auth-refresh-token';

/**
 * Identity providers that the top frame may open besides the site. Google signs in at `accounts.google.com` and redirects through
 * `accounts.youtube.com`; Apple, Discord and X use their own hosts. The bot check needs no entry: it runs in a frame inside the page, and such
 * frames are not restricted.
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

/** Cookies in which the site's edge (Cloudflare) stores that the bot check was passed. Without them the check would come again and again. */
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

/** Whether a page of the sign-in may open `url` in a new window: an allowed page, or an empty one that its opener fills or navigates. */
export function isAllowedPopupUrl(url: string, siteOrigin: string): boolean {
  return url === '' || url === 'about:blank' || isAllowedSignInUrl(url, siteOrigin);
}

/** Whether a cookie's domain is the site's host, a parent domain of it or a subdomain of it. Chromium itself refuses cookies for public suffixes. */
export function isSiteCookieDomain(domain: string, siteHost: string): boolean {
  const name = domain.replace(/^\./, '').toLowerCase();
  if (name === '') return false;
  return name === siteHost || siteHost.endsWith(`.${name}`) || name.endsWith(`.${siteHost}`);
}

/** The site's cookie `name` with the latest expiry; `undefined` when there is none with a value. */
export function findSiteCookie(cookies: readonly Cookie[], name: string, siteHost: string): Cookie | undefined {
  const expiry = (cookie: Cookie): number => cookie.expirationDate ?? 0;
  return cookies
    .filter(
      (cookie) => cookie.name === name && cookie.value !== '' && isSiteCookieDomain(cookie.domain ?? '', siteHost),
    )
    .sort((a, b) => expiry(b) - expiry(a))[0];
}

/** Whether a cookie is kept when the traces of a sign-in are removed: only the edge's clearance cookies for the site. */
export function isEdgeClearance(cookie: Cookie, siteHost: string): boolean {
  return EDGE_COOKIES.some((name) => name.test(cookie.name)) && isSiteCookieDomain(cookie.domain ?? '', siteHost);
}

/** The window's title. It shows the page's host, because there is no address bar; an empty page counts as the site's, which fills it. */
export function signInTitle(url: string, siteOrigin: string): string {
  const page = parse(url);
  const shown = page && page.host !== '' ? page : new URL(siteOrigin);
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
