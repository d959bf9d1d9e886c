import { describe, expect, it } from 'vitest';
import {
  findSiteCookie,
  isAllowedPopupUrl,
  isAllowedSignInUrl,
  isEdgeClearance,
  isSiteCookieDomain,
  signInTitle,
} from '../../../../../main/desktop/shell/sign-in/sign-in-rules';

const SITE = 'https://axiom.trade';
const SIMULATOR = 'http://127.0.0.1:4711';
const cookie = (changes: object) => ({
  name: 'auth-access-token',
  value: 'v',
  domain: 'axiom.trade',
  sameSite: 'lax' as const,
  ...changes,
});

describe('where the sign-in window may go', () => {
  it.each([
    'https://axiom.trade/',
    'https://axiom.trade/login?next=%2F',
    'https://www.axiom.trade/',
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1',
    'https://appleid.apple.com/auth/authorize',
  ])('to %s', (url) => {
    expect(isAllowedSignInUrl(url, SITE)).toBe(true);
  });

  it.each([
    'http://axiom.trade/',
    'https://axiom.trade.evil.com/',
    'https://evilaxiom.trade/',
    'https://axiom.trade:8443/',
    'https://www.axiom.trade:8443/',
    'https://axiom.trade@evil.com/',
    'https://user@axiom.trade/',
    'https://mail.google.com/',
    'https://google.com/',
    'http://127.0.0.1:4711/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'app://bundle/index.html',
    'not an address',
    '',
  ])('not to %j', (url) => {
    expect(isAllowedSignInUrl(url, SITE)).toBe(false);
  });

  it('with a simulator to its own origin only', () => {
    expect(isAllowedSignInUrl(`${SIMULATOR}/sign-in`, SIMULATOR)).toBe(true);
    for (const url of [
      'http://127.0.0.1:4712/',
      'http://localhost:4711/',
      SITE,
      'https://accounts.google.com/',
      'http://a.127.0.0.1:4711/',
    ]) {
      expect(isAllowedSignInUrl(url, SIMULATOR)).toBe(false);
    }
  });

  it('opens empty windows and allowed pages, nothing else', () => {
    expect(isAllowedPopupUrl('about:blank', SITE)).toBe(true);
    expect(isAllowedPopupUrl('https://accounts.google.com/gsi/select', SITE)).toBe(true);
    expect(isAllowedPopupUrl('https://evil.com/', SITE)).toBe(false);
    expect(isAllowedPopupUrl('about:srcdoc', SITE)).toBe(false);
  });
});

describe('the cookies that count', () => {
  it.each([
    ['axiom.trade', true],
    ['.axiom.trade', true],
    ['.AXIOM.trade', true],
    ['api6.axiom.trade', true],
    ['evilaxiom.trade', false],
    ['axiom.trade.evil.com', false],
    ['accounts.google.com', false],
    ['', false],
    ['.', false],
  ])('of domain %j: %s', (domain, counts) => {
    expect(isSiteCookieDomain(domain, 'axiom.trade')).toBe(counts);
  });

  it('are those of the name, with a value, the longest-lived first', () => {
    const cookies = [
      cookie({ value: 'foreign', domain: 'evil.com', expirationDate: 9e9 }),
      cookie({ value: '', expirationDate: 9e9 }),
      cookie({ value: 'session' }),
      cookie({ value: 'newest', domain: '.axiom.trade', expirationDate: 3 }),
      cookie({ value: 'older', expirationDate: 2 }),
      cookie({ value: 'other', name: 'auth-refresh-token', expirationDate: 9e9 }),
    ];
    expect(findSiteCookie(cookies, 'auth-access-token', 'axiom.trade')?.value).toBe('newest');
    expect(findSiteCookie(cookies, 'missing', 'axiom.trade')).toBeUndefined();
  });

  it("stay after a sign-in only if they are the edge's clearance for the site", () => {
    for (const name of ['cf_clearance', '__cf_bm', '__cflb', '_cfuvid']) {
      expect(isEdgeClearance(cookie({ name }), 'axiom.trade')).toBe(true);
      expect(isEdgeClearance(cookie({ name, domain: '.google.com' }), 'axiom.trade')).toBe(false);
    }
    for (const name of ['auth-access-token', 'auth-refresh-token', 'auth-otp-login-token', 'SID', 'xcf_clearance']) {
      expect(isEdgeClearance(cookie({ name }), 'axiom.trade')).toBe(false);
    }
  });
});

describe('the title of the sign-in window', () => {
  it.each([
    ['https://axiom.trade/login', SITE, 'Sign in — axiom.trade'],
    ['https://accounts.google.com/x', SITE, 'Sign in — accounts.google.com'],
    ['http://127.0.0.1:4711/sign-in', SIMULATOR, 'Sign in — Simulator 127.0.0.1:4711'],
    ['', SITE, 'Sign in — axiom.trade'],
    ['about:blank', SITE, 'Sign in — axiom.trade'],
    ['about:blank', SIMULATOR, 'Sign in — Simulator 127.0.0.1:4711'],
  ])('at %s says where the person is', (url, site, title) => {
    expect(signInTitle(url, site)).toBe(title);
  });
});
