import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJwtClaims } from '../../../../main/core/tokens/jwt-claims';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';
import { anyCharacter } from '../../../support/any-character';

const NOW_S = FAKE_START_MS / 1000;
const read = (extra: Record<string, unknown>) => readJwtClaims(makeJwt({ extra }), FAKE_START_MS);
const jwtOf = (payload: string) => new Secret(`e30.${Buffer.from(payload).toString('base64url')}.c2ln`);

describe('readJwtClaims', () => {
  it('reads times and the account', () => {
    expect(read({ exp: NOW_S + 900, iat: NOW_S, authenticatedUserId: 'u1', sub: 'other' })).toEqual({
      expiresAtMs: FAKE_START_MS + 900_000,
      issuedAtMs: FAKE_START_MS,
      authenticatedUserId: 'u1',
      subject: 'other',
      accountId: 'u1',
    });
  });

  it('falls back to sub, and takes numbers as names', () => {
    expect(read({ authenticatedUserId: '', sub: 7 })).toEqual({ accountId: '7', subject: '7' });
  });

  it.each([
    ['a text', String(NOW_S + 900)],
    ['words', 'soon'],
    ['milliseconds', FAKE_START_MS + 900_000],
    ['null', null],
    ['a list', [NOW_S]],
    ['negative', -1],
    ['zero', 0],
    ['before 2020', 1_500_000_000],
    ['in eleven years', NOW_S + 11 * 366 * 86_400],
  ])('does not believe an expiry that is %s', (_what, exp) => {
    expect(read({ exp })).toEqual({});
  });

  it('does not accept an infinite expiry', () => {
    expect(readJwtClaims(jwtOf('{"exp":1e400}'), FAKE_START_MS)).toEqual({});
  });

  it('is not misled by a claim called __proto__', () => {
    expect(readJwtClaims(jwtOf(`{"__proto__":{"exp":${NOW_S}}}`), FAKE_START_MS)).toEqual({});
  });

  it('has no facts of a token without claims', () => {
    expect(Object.keys(read({}) ?? { none: true })).toEqual([]);
    expect(Object.keys(read({ sub: 'x' }) ?? {})).toEqual(['accountId', 'subject']);
  });

  it('accepts a time from 2020 on and until ten years from now', () => {
    const first = Date.UTC(2020, 0, 1) / 1000;
    const last = NOW_S + 10 * 365.25 * 86_400;
    expect([read({ exp: first })?.expiresAtMs, read({ exp: last })?.expiresAtMs]).toEqual([first * 1000, last * 1000]);
    expect([read({ exp: first - 1 }), read({ exp: last + 1 })]).toEqual([{}, {}]);
    expect(read({ exp: NOW_S + 0.0005 })?.expiresAtMs).toBe(FAKE_START_MS);
  });

  it.each([
    ['1970', 0],
    ['2019', Date.UTC(2019, 11, 31)],
    ['2099', Date.UTC(2099, 5, 1)],
  ])('believes the times of a token whose server is right by a clock of %s', (_year, nowMs) => {
    const token = makeJwt({ issuedAtMs: FAKE_START_MS, expiresAtMs: FAKE_START_MS + 900_000 });
    const times = { issuedAtMs: FAKE_START_MS, expiresAtMs: FAKE_START_MS + 900_000 };
    expect(readJwtClaims(token, nowMs)).toEqual(times);
    expect(readJwtClaims(makeJwt({ extra: { exp: FAKE_START_MS } }), nowMs)).toEqual({});
  });

  it.each([
    ['a whole number', 7, '7'],
    ['200 characters', 'x'.repeat(200), 'x'.repeat(200)],
    ['201 characters', 'x'.repeat(201), undefined],
    ['nothing', '', undefined],
    ['half a number', 1.5, undefined],
    ['a number too large to be exact', 2 ** 53, undefined],
    ['yes', true, undefined],
    ['a list', ['x'], undefined],
    ['null', null, undefined],
  ])('takes for an account of %s: %j, %j', (_what, sub, accountId) => {
    expect([read({ sub })?.accountId, read({ sub })?.subject]).toEqual([accountId, accountId]);
    expect(read({ authenticatedUserId: sub })?.authenticatedUserId).toBe(accountId);
  });

  it.each([
    ['two parts', 'e30.e30'],
    ['four parts', 'e30.e30.c2ln.c2ln'],
    ['an empty header', '.e30.c2ln'],
    ['an empty body', 'e30..c2ln'],
    ['an empty signature', 'e30.e30.'],
    ['a space before the header', ' e30.e30.c2ln'],
    ['a space after the header', 'e30 .e30.c2ln'],
    ['a space before the signature', 'e30.e30. c2ln'],
    ['a space after the signature', 'e30.e30.c2ln '],
    ['a body that is no base64url', 'e30.e3 0.c2ln'],
    ['a body that is no JSON', 'e30.e30e.c2ln'],
    ['a body that is a list', 'e30.W10.c2ln'],
  ])('takes nothing with %s for a JWT', (_what, text) => {
    expect(readJwtClaims(new Secret('e30.e30.c2ln'), FAKE_START_MS)).toEqual({});
    expect(readJwtClaims(new Secret(text), FAKE_START_MS)).toBeUndefined();
  });

  it.each(['', '.', '..', 'a.b', 'a.b.c.d', 'e30.e30', 'e30..c2ln', 'é30.e30.c2ln', 'e30.W10.c2ln', 'e30.bnVsbA.c2ln'])(
    'finds no JWT in %j',
    (text) => {
      expect(readJwtClaims(new Secret(text), FAKE_START_MS)).toBeUndefined();
    },
  );

  it('never throws and never gives an odd time, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: anyCharacter })), (text) => {
        for (const token of [new Secret(text), jwtOf(text)]) {
          const claims = readJwtClaims(token, FAKE_START_MS);
          const times = [claims?.expiresAtMs, claims?.issuedAtMs].filter((time) => time !== undefined);
          expect(times.every(Number.isSafeInteger)).toBe(true);
        }
      }),
    );
  });

  it('never throws for any claims', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (exp, iat, sub) => {
        const payload = JSON.stringify({ exp, iat, sub }, (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        expect(readJwtClaims(jwtOf(payload), FAKE_START_MS)).toBeDefined();
      }),
    );
  });
});
