import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { describeClaims, MOST_CLAIMS } from '../../../../main/core/tokens/described-claims';
import { describedTokensSchema } from '../../../../preload/contract/described-tokens-schema';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';
import { processorMs } from '../../../support/processor-ms';
import { anyCharacter } from '../../../support/any-character';

const HEADER = Buffer.from('{"alg":"HS256","kid":"of-the-header"}').toString('base64url');
const jwtOf = (payload: string) => new Secret(`${HEADER}.${Buffer.from(payload).toString('base64url')}.c2lnbmF0dXJl`);

/** The shown claims of a payload, by name. */
function shown(payload: Record<string, unknown>, pair: readonly Secret[] = []): Record<string, string> {
  const described = describeClaims(jwtOf(JSON.stringify(payload)), pair);
  return Object.fromEntries((described?.claims ?? []).map(({ name, value }) => [name, value]));
}
const valueOf = (value: unknown, name = 'claim') => shown({ [name]: value })[name];

describe('a claim', () => {
  it.each<[what: string, value: unknown, words: string]>([
    ['a text', 'trader@example.com', 'trader@example.com'],
    ['a number', 7, '7'],
    ['yes', true, 'true'],
    ['null', null, 'null'],
    ['a list', ['read', 'trade'], '["read","trade"]'],
    ['an object', { plan: { level: 2 } }, '{"plan":{"level":2}}'],
    ['what is too deep', { a: { b: { c: 1 } } }, '{"a":{"b":"…"}}'],
    ['a long list', Array.from({ length: 500 }, (_, at) => at), '[0,1,2,3,4,5,6,7,"…"]'],
    [
      'a long object',
      Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`n${at}`, 1])),
      '{"n0":1,"n1":1,"n2":1,"n3":1,"n4":1,"n5":1,"n6":1,"n7":1,"…":"…"}',
    ],
    ['120 letters', 'ab '.repeat(40), 'ab '.repeat(40)],
    ['121 letters', `${'ab '.repeat(40)}c`, '…'],
    ['script text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['control characters', 'a\u0000b\u001b[31mc\r\nd', 'a\uFFFDb\uFFFD[31mc\uFFFDd'],
    ['marks that turn the line around', 'user\u202Ecod.exe\u2066', 'user\uFFFDcod.exe\uFFFD'],
    ['letters without width', 'ax\u200Biom\uFEFF', 'ax\uFFFDiom\uFFFD'],
    ['half a letter', 'a\uD800b', 'a\uFFFDb'],
    ['a tower of accents', `a${'\u0301'.repeat(50)}b`, 'a\uFFFDb'],
    ['an accent', 'e\u0301', 'e\u0301'],
    ['a JWT', makeJwt().expose(), '…'],
    ['a JWT in words', `see ${makeJwt().expose().slice(0, 70)}`, '…'],
    ['a key of 64 digits', 'a1'.repeat(32), '…'],
    ['a key inside', { deep: ['b2'.repeat(20)] }, '{"deep":["…"]}'],
    ['an id with hyphens', '0b9f1c2e-7d55-4c0e-9e56-8f1d2a3b4c5d', '…'],
  ])('shows %s', (_what, value, words) => {
    expect(valueOf(value)).toBe(words);
  });

  it.each(['jti', 'sid', 'session_id', 'refreshToken', 'client_secret', 'apiKey', 'tokenHash', 'NONCE'])(
    'called %s is not shown, whatever its value',
    (name) => {
      expect([valueOf('short', name), valueOf(5, name), valueOf({ a: 'b' }, name)]).toEqual(['…', '…', '…']);
      expect(valueOf({ [name]: 'short' })).toBe(`{"${name}":"…"}`);
    },
  );

  it('that names the account is shown, though it may be as long as a key', () => {
    const id = '0b9f1c2e-7d55-4c0e-9e56-8f1d2a3b4c5d';
    expect(shown({ sub: id, authenticatedUserId: id })).toEqual({ sub: id, authenticatedUserId: id });
    expect(shown({ sub: makeJwt().expose() })).toEqual({ sub: '…' });
  });

  it('does not reveal one of the two tokens, however short that is', () => {
    const refreshToken = new Secret('short-opaque-1');
    expect(shown({ note: `has short-opaque-1 in it`, 'short-opaque-1': 1 }, [refreshToken])).toEqual({
      note: '…',
      '…': '1',
    });
  });

  it.each<[what: string, seconds: unknown, atMs: number | undefined]>([
    ['a time', FAKE_START_MS / 1000, FAKE_START_MS],
    ['a time with a fraction', FAKE_START_MS / 1000 + 0.25, FAKE_START_MS + 250],
    ['milliseconds', FAKE_START_MS, undefined],
    ['a time before all', -1, undefined],
    ['a text', '1772366400', undefined],
  ])('that is %s has a date or none', (_what, exp, atMs) => {
    const [claim] = describeClaims(jwtOf(JSON.stringify({ exp })), [])?.claims ?? [];
    expect(claim).toEqual({ name: 'exp', value: String(exp), ...(atMs === undefined ? {} : { atMs }) });
  });

  it('has a date only if it is a time', () => {
    const all = describeClaims(jwtOf(JSON.stringify({ iat: 1, nbf: 2, exp: 3, other: 4 })), [])?.claims;
    expect(all?.map(({ atMs }) => atMs)).toEqual([1000, 2000, 3000, undefined]);
  });

  it('beyond all numbers is shown as that, without a date', () => {
    expect(describeClaims(jwtOf('{"exp":1e400}'), [])?.claims).toEqual([{ name: 'exp', value: 'Infinity' }]);
  });

  it('has a short name', () => {
    expect(Object.keys(shown({ ['a '.repeat(100)]: 1 }))[0]).toBe(`${'a '.repeat(19)}a…`);
    expect(Object.keys(shown({ 'a\u202Eb': 1, [makeJwt().expose()]: 2 }))).toEqual(['a\uFFFDb', '…']);
  });
});

describe('a token', () => {
  it.each(['opaque-token', 'a.b', 'a.b.c', '..', `${HEADER}.e30`])('that is not a JWT has no claims: %s', (text) => {
    expect(describeClaims(new Secret(text), [])).toBeUndefined();
  });

  it.each(['[1]', '"text"', '7', 'null', '{', '{"a":}'])(
    'whose payload is not an object has no claims: %s',
    (payload) => {
      expect(describeClaims(jwtOf(payload), [])).toBeUndefined();
    },
  );

  it('with many claims shows the first, and counts the others', () => {
    const payload = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`c${at}`, at]));
    const described = describeClaims(jwtOf(JSON.stringify(payload)), []);
    expect([described?.claims.length, described?.claims[29]?.name, described?.leftOut]).toEqual([
      MOST_CLAIMS,
      'c29',
      970,
    ]);
  });

  it.each([
    ['a payload of 12 MB', JSON.stringify({ big: 'x y '.repeat(3_000_000) })],
    ['100,000 lists in each other', `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a claim called __proto__', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
    ['100,000 letters without a gap, then dots', JSON.stringify({ a: `${'a'.repeat(100_000)}.` })],
    ['short words with dots', JSON.stringify({ a: 'aaa.'.repeat(30) })],
  ])('is read quickly and harms nothing: %s', (_what, payload) => {
    const jwt = jwtOf(payload);
    let described: ReturnType<typeof describeClaims>;
    expect(processorMs(() => void (described = describeClaims(jwt, [])))).toBeLessThan(2_000);
    expect(JSON.stringify(described ?? {}).length).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never shows header or signature', () => {
    expect(JSON.stringify(describeClaims(jwtOf('{"a":1}'), []))).not.toMatch(/of-the-header|HS256|c2ln|signature/);
  });

  it('fits the contract, whatever its payload, and never contains either token', () => {
    const key = fc.oneof(fc.constantFrom('exp', 'sub', 'jti', '__proto__'), fc.string({ unit: anyCharacter }));
    fc.assert(
      fc.property(fc.dictionary(key, fc.anything({ withDate: false })), (payload) => {
        const other = makeJwt();
        const text = JSON.stringify({ ...payload, planted: { at: [other.expose()] } });
        const token = jwtOf(text);
        const access = describeClaims(token, [token, other]);
        expect(describedTokensSchema.safeParse({ access }).success).toBe(true);
        expect(JSON.stringify(access)).not.toContain(other.expose().slice(0, 40));
      }),
      { numRuns: 300 },
    );
  });
});
