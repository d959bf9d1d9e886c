// Parsing cookie lines. Which of them win over a body: axiom-answer.tokens.test.ts.
import { describe, expect, it } from 'vitest';
import { AXIOM_COOKIES, isAxiomAuthCookie, readAnsweredCookies } from '../../../../main/adapters/axiom/axiom-cookies';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';

const DAY = 86_400_000;

const read = (...lines: readonly string[]) =>
  readAnsweredCookies(
    lines.map((line) => new Secret(line)),
    FAKE_START_MS,
  );
/** The access cookie in the lines: its value and remaining life, or why there is none. */
function access(...lines: readonly string[]): unknown {
  const cookie = read(...lines).access;
  if (cookie?.kind !== 'set') return cookie?.kind;
  return [cookie.value.expose(), cookie.expiresAtMs === undefined ? undefined : cookie.expiresAtMs - FAKE_START_MS];
}

describe('the cookies of an answer', () => {
  it('are the three of a sign-in, by their exact names', () => {
    const cookies = read(
      `${AXIOM_COOKIES.access}=a`,
      `${AXIOM_COOKIES.refresh}=r`,
      `${AXIOM_COOKIES.otp}=o`,
      'auth-other=x',
      'Auth-Access-Token=x',
      'cf_clearance=x',
    );
    const opened = Object.entries(cookies).map(([key, cookie]) => [
      key,
      cookie.kind === 'set' && cookie.value.expose(),
    ]);
    expect(Object.fromEntries(opened)).toEqual({ access: 'a', refresh: 'r', otp: 'o' });
  });

  it('are none without lines, or with lines that are no cookies', () => {
    expect([read(), read('', ';', '=', 'nonsense')]).toEqual([{}, {}]);
  });

  it.each([
    ['auth-access-token=a.b.c', 'a.b.c'],
    ['auth-access-token="a.b.c"', 'a.b.c'],
    ['auth-access-token=a=b==; Path=/', 'a=b=='],
    ['auth-access-token=%41%2e', '%41%2e'],
    ['auth-access-token="', '"'],
    ['  auth-access-token  =  a  ', 'a'],
  ])('have the value as it came, without quotes: %s', (line, value) => {
    expect(access(line)).toEqual([value, undefined]);
  });

  it.each([
    'auth-access-token=',
    'auth-access-token=""',
    'auth-access-token=x; Max-Age=0',
    'auth-access-token=x; Max-Age=-1',
    'auth-access-token=x; Max-Age=0; Expires=Sun, 01 Mar 2026 13:00:00 GMT',
    'auth-access-token=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'auth-access-token=x; Expires=Tue, 31 Dec 2019 23:59:59 GMT',
    'auth-access-token=x; Expires=Sun, 01 Mar 2026 11:59:59 GMT',
    'auth-access-token=x; Expires=Sun, 01 Mar 2026 12:00:00 GMT',
    'auth-access-token=x; Expires=Wed, 01-Jan-20 00:00:00 GMT',
    'auth-access-token=x; Expires=Thu, 01-Jan-70 00:00:00 GMT',
    'auth-access-token=x; Expires=Sun, 01 Mar 2026 13:00:00 GMT; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'auth-access-token=x; Max-Age=900; Max-Age=0',
  ])('are taken back by %s', (line) => {
    expect(access(line)).toBe('cleared');
  });

  it.each([
    ['Max-Age=1', 1_000],
    ['Max-Age=900; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 900_000],
    ['Expires=Sun, 01 Mar 2026 12:00:01 GMT', 1_000],
    ['Expires=Sunday, 01-Mar-26 12:00:01 GMT', 1_000],
    ['Expires=Sun Mar  1 12:00:01 2026', 1_000],
    ['expires = Sun, 01-Mar-2026 12:00:01 GMT', 1_000],
    ['Expires=Thu, 01 Jan 1970 00:00:00 GMT; max-age=900', 900_000],
    ['Expires=Sun, 01 Mar 2026 12:00:01 GMT; Expires=soon', 1_000],
    ['Max-Age=900; Max-Age=soon', 900_000],
    ['Max-Age=9; Max-Age=900', 900_000],
    ['Max-Age=1.5', undefined],
    ['Expires=0', undefined],
    ['Expires=-1', undefined],
    ['Expires', undefined],
    ['Expires=2026-03-01T12:00:01Z', undefined],
    ['Max-Age=34560000', 400 * DAY],
    ['Max-Age=34560001', 400 * DAY],
    ['Max-Age=soon; Expires=Sun, 01 Mar 2026 12:00:01 GMT', 1_000],
    ['Max-Age=soon', undefined],
    ['Expires=soon', undefined],
    ['HttpOnly; Secure', undefined],
  ])('with %s end that many milliseconds from now: %s', (attributes, fromNowMs) => {
    expect(access(`auth-access-token=x; ${attributes}`)).toEqual(['x', fromNowMs]);
  });
});

describe('several lines for one name', () => {
  const value = (text: string) => `auth-access-token=${text}`;
  const clearing = 'auth-access-token=; Domain=.axiom.trade; Max-Age=0';

  it.each([
    ['the last of two values', [value('first'), value('last')], ['last', undefined]],
    ['the value before a clearing', [value('kept'), clearing], ['kept', undefined]],
    ['the value after a clearing', [clearing, value('kept')], ['kept', undefined]],
    ['a clearing when there is nothing else', [clearing, clearing], 'cleared'],
    ['the last end with the last value', [`${value('a')}; Max-Age=1`, value('b')], ['b', undefined]],
  ])('mean %s', (_what, lines, expected) => {
    expect(access(...lines)).toEqual(expected);
  });

  it('say nothing of another name', () => {
    expect(read(clearing, 'auth-refresh-token=r')).toMatchObject({
      access: { kind: 'cleared' },
      refresh: { kind: 'set' },
    });
  });
});

it.each([
  ['auth-access-token', true],
  ['auth-refresh-token', true],
  ['auth-otp-login-token', true],
  ['AUTH-anything', true],
  ['auth', false],
  ['authority', false],
  ['x-auth-access-token', false],
  ['cf_clearance', false],
  ['', false],
])('%j is a cookie of a sign-in: %s', (name, isOne) => {
  expect(isAxiomAuthCookie(name)).toBe(isOne);
});
