import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { tokenCookiesIn, watchSetCookies } from '../../../../../main/desktop/shell/sign-in/set-cookie-watch';

describe('the token cookies of an answer', () => {
  it.each([
    ['one line', { 'set-cookie': 'auth-access-token=a; Path=/; HttpOnly' }, ['auth-access-token=a']],
    [
      'lines under a name of any case, among others',
      { 'Set-Cookie': ['other=1', 'auth-refresh-token=r', ' auth-access-token = a ; Secure'] },
      ['auth-refresh-token=r', 'auth-access-token=a'],
    ],
    ['a value with equal signs', { 'set-cookie': ['auth-access-token=a==; Path=/'] }, ['auth-access-token=a==']],
    ['a name of another case', { 'set-cookie': ['Auth-Access-Token=a'] }, []],
    ['no name', { 'set-cookie': ['auth-access-token', '=a', ''] }, []],
    ['another header', { 'x-set-cookie': ['auth-access-token=a'], cookie: 'auth-access-token=a' }, []],
  ])('are read from %s', (_what, headers, expected) => {
    expect(tokenCookiesIn(headers).map(({ name, value }) => `${name}=${value}`)).toEqual(expected);
  });
});

type Listener = (
  details: { readonly url: string; readonly responseHeaders?: Record<string, string[]> },
  goOn: (change: object) => void,
) => void;

describe('a watched session', () => {
  function watched() {
    let listener: Listener | null = null;
    const session = {
      webRequest: { onHeadersReceived: (next: Listener | null) => (listener = next) },
    } as unknown as Session;
    const watch = watchSetCookies(session, ['https://axiom.trade', 'https://api2.axiom.trade']);
    const answer = (url: string, line: string): object | undefined => {
      let change: object | undefined;
      listener?.({ url, responseHeaders: { 'Set-Cookie': [line] } }, (given) => (change = given));
      return change;
    };
    return { watch, answer, isListening: () => listener !== null };
  }

  it('knows what its servers have set, and changes no answer', () => {
    const { watch, answer } = watched();
    expect(answer('https://axiom.trade/login', 'auth-access-token=a')).toEqual({});
    expect(answer('https://api2.axiom.trade/otp', 'auth-refresh-token=r; Domain=axiom.trade')).toEqual({});
    expect(watch.isFromServer({ name: 'auth-access-token', value: 'a' })).toBe(true);
    expect(watch.isFromServer({ name: 'auth-refresh-token', value: 'r' })).toBe(true);
    expect(watch.isFromServer({ name: 'auth-refresh-token', value: 'a' })).toBe(false);
    expect(watch.isFromServer({ name: 'auth-access-token', value: 'b' })).toBe(false);
  });

  it.each([
    'http://axiom.trade/',
    'https://axiom.trade:8443/',
    'https://blog.axiom.trade/',
    'https://axiom.trade.example/',
    'not a url',
  ])('believes nothing of %s', (url) => {
    const { watch, answer } = watched();
    expect(answer(url, 'auth-access-token=a')).toEqual({});
    expect(watch.isFromServer({ name: 'auth-access-token', value: 'a' })).toBe(false);
  });

  it('passes on an answer without headers, and is left alone at the end', () => {
    const { watch, isListening } = watched();
    expect(isListening()).toBe(true);
    watch.stop();
    expect(isListening()).toBe(false);
  });
});
