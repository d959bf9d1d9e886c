import { describe, expect, it } from 'vitest';
import { ACCESS_COOKIE, REFRESH_COOKIE } from '../../../main/desktop/shell/sign-in/sign-in-rules';
import { DEMO_COOKIES, readCookies, setCookie, tokenCookies } from '../../../main/demo/demo-cookies';

const policy = { accessLifetimeMs: 120_000, refreshLifetimeMs: 86_400_000, isRotating: true };

describe('the cookies of a request', () => {
  it.each<[string | undefined, Record<string, string>]>([
    [undefined, {}],
    ['', {}],
    ['a=1', { a: '1' }],
    ['a=1; b=2;c=3', { a: '1', b: '2', c: '3' }],
    ['  a = 1 ;', { a: '1' }],
    ['token=x.y==', { token: 'x.y==' }],
    ['empty=', { empty: '' }],
    ['twice=first; twice=second', { twice: 'first' }],
    ['=nameless;nonsense; a=1', { a: '1' }],
  ])('%j is read as %j', (header, cookies) => {
    expect(readCookies(header)).toEqual(cookies);
  });
});

describe('the cookies of an answer', () => {
  it.each([
    [120_000, 120],
    [1_999, 1],
    [0, 0],
  ])('live for whole seconds (%d ms: %d s), and no script of a page can read them', (lifetimeMs, seconds) => {
    expect(setCookie('name', 'value', lifetimeMs)).toBe(
      `name=value; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax`,
    );
  });

  it('contain both tokens, each until its expiry', () => {
    expect(tokenCookies({ accessToken: 'a.b.c', refreshToken: 'd.e.f' }, policy)).toEqual([
      setCookie('auth-access-token', 'a.b.c', 120_000),
      setCookie('auth-refresh-token', 'd.e.f', 86_400_000),
    ]);
  });

  it('do not set the refresh token when the old one stays', () => {
    expect(tokenCookies({ accessToken: 'a.b.c' }, policy)).toEqual([setCookie('auth-access-token', 'a.b.c', 120_000)]);
  });

  it('have the names that the sign-in window waits for', () => {
    expect(DEMO_COOKIES).toMatchObject({ access: ACCESS_COOKIE, refresh: REFRESH_COOKIE });
  });
});
