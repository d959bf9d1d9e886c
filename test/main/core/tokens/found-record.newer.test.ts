// takeNewer: what memory contains after a record was found at its place.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { takeNewer } from '../../../../main/core/tokens/found-record';
import { isOtherSignIn } from '../../../../main/core/tokens/sign-in-name';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { access, MINUTE, NOW, pair, recordOf, refresh } from '../../../support/dated-records';
import { makeJwt } from '../../../support/make-jwt';

compareSecretsByText();

const [SIGN_IN, OTHER_SIGN_IN] = ['a1'.repeat(16), 'b2'.repeat(16)];

const opaque = (name: string): AuthTokens => pair(access(undefined, name), refresh(undefined, name));
const touched = { savedAtMs: NOW + 1_000 * MINUTE };
const signIn = { signInId: SIGN_IN };

type Outcome = 'found' | 'present' | [access: 'found' | 'present', refresh: 'found' | 'present'];

describe('takeNewer', () => {
  it.each<[string, TokenRecord, TokenRecord, Outcome]>([
    // The tokens' own dates.
    ['issued later', recordOf(5, 0), recordOf(0, 3), 'found'],
    ['issued later, though of a lower generation', recordOf(5, 1), recordOf(0, 7), 'found'],
    ['issued later, though saved before', recordOf(5, 1, { savedAtMs: 0 }), recordOf(0, 1), 'found'],
    ['issued before, in a file that was touched since', recordOf(0, 0, touched), recordOf(5, 3), 'present'],
    ['issued before, though of a higher generation', recordOf(0, 9), recordOf(5, 3), 'present'],
    ['the same tokens, in a file that was touched since', recordOf(5, 0, touched), recordOf(5, 3), 'present'],
    [
      'a later access token beside the used-up refresh token, as the Rust client writes it',
      recordOf(5, 0, { tokens: pair(access(5), refresh(0)) }),
      recordOf(3, 4),
      ['found', 'present'],
    ],
    [
      'a later refresh token beside our access token',
      recordOf(5, 0, { tokens: pair(access(3), refresh(5)) }),
      recordOf(3, 4),
      ['present', 'found'],
    ],
    [
      'a later refresh token beside an earlier access token',
      recordOf(5, 0, { tokens: pair(access(0), refresh(5)) }),
      recordOf(3, 4),
      ['present', 'found'],
    ],
    [
      'a later access token beside our refresh token, which does not rotate',
      recordOf(5, 0, { tokens: pair(access(5), refresh(0)) }),
      recordOf(0, 4),
      ['found', 'present'],
    ],
    // Within one sign-in the generation decides, even if the server's clock is set back.
    ['a later generation of this sign-in', recordOf(5, 4, signIn), recordOf(0, 3, signIn), 'found'],
    ['the same, dated before', recordOf(0, 4, signIn), recordOf(5, 3, signIn), 'found'],
    ['an earlier generation of this sign-in', recordOf(0, 3, signIn), recordOf(5, 4, signIn), 'present'],
    ['the same, dated later', recordOf(5, 3, signIn), recordOf(0, 4, signIn), 'present'],
    ['one generation of this sign-in twice, issued later', recordOf(5, 4, signIn), recordOf(0, 4, signIn), 'found'],
    [
      'a record of this sign-in that does not count, dated before',
      recordOf(0, 0, signIn),
      recordOf(5, 3, signIn),
      'present',
    ],
    [
      'another sign-in that counts lower, issued later',
      recordOf(5, 1, { signInId: OTHER_SIGN_IN }),
      recordOf(0, 9, signIn),
      'found',
    ],
    [
      'another sign-in that counts higher, issued before',
      recordOf(0, 9, { signInId: OTHER_SIGN_IN }),
      recordOf(5, 1, signIn),
      'present',
    ],
    // Equal or missing dates: generation, then time of saving.
    [
      'the same second, a later generation',
      recordOf(0, 4, { tokens: pair(access(0, 'x'), refresh(0, 'x')) }),
      recordOf(0, 3),
      'found',
    ],
    [
      'the same second, a later generation of which no sign-in is known',
      recordOf(0, 4, { tokens: pair(access(0, 'x'), refresh(0, 'x')) }),
      recordOf(0, 3, signIn),
      'found',
    ],
    [
      'the same second, an earlier generation, saved later',
      recordOf(0, 2, { tokens: pair(access(0, 'x'), refresh(0, 'x')), ...touched }),
      recordOf(0, 3),
      'present',
    ],
    [
      'the same second, another sign-in, saved later',
      recordOf(0, 1, { tokens: pair(access(0, 'x'), refresh(0, 'x')), signInId: OTHER_SIGN_IN, ...touched }),
      recordOf(0, 3, signIn),
      'found',
    ],
    [
      'the same second, in a file that was touched since',
      recordOf(0, 0, { tokens: pair(access(0, 'x'), refresh(0, 'x')), ...touched }),
      recordOf(0, 3),
      'present',
    ],
    [
      'no dates, a later generation',
      recordOf(0, 4, { tokens: opaque('x') }),
      recordOf(5, 3, { tokens: opaque('y') }),
      'found',
    ],
    [
      'no dates, an earlier generation',
      recordOf(5, 2, { tokens: opaque('x') }),
      recordOf(0, 3, { tokens: opaque('y') }),
      'present',
    ],
    [
      'no dates, no generation, saved later',
      recordOf(5, 0, { tokens: opaque('x') }),
      recordOf(0, 3, { tokens: opaque('y') }),
      'found',
    ],
    [
      'no dates, no generation, saved before',
      recordOf(0, 0, { tokens: opaque('x') }),
      recordOf(5, 3, { tokens: opaque('y') }),
      'present',
    ],
    [
      'no dates, no generation, saved at once',
      recordOf(0, 0, { tokens: opaque('x') }),
      recordOf(0, 3, { tokens: opaque('y') }),
      'present',
    ],
    [
      'no dates, the same tokens, saved later',
      recordOf(5, 0, { tokens: opaque('x') }),
      recordOf(0, 3, { tokens: opaque('x') }),
      'present',
    ],
    // A token without a date beside one that has one.
    [
      'an undated refresh token beside a later access token',
      recordOf(5, 0, { tokens: pair(access(5), refresh(undefined, 'x')) }),
      recordOf(0, 3, { tokens: pair(access(0), refresh(undefined, 'y')) }),
      'found',
    ],
    [
      'an undated refresh token beside an earlier access token, in a file that was touched since',
      recordOf(0, 0, { tokens: pair(access(0), refresh(undefined, 'x')), ...touched }),
      recordOf(5, 3, { tokens: pair(access(5), refresh(undefined, 'y')) }),
      'present',
    ],
    [
      'an undated refresh token beside our access token, saved later',
      recordOf(5, 0, { tokens: pair(access(0), refresh(undefined, 'x')) }),
      recordOf(0, 3, { tokens: pair(access(0), refresh(undefined, 'y')) }),
      ['present', 'found'],
    ],
    [
      'an undated access token beside an earlier refresh token, in a file that was touched since',
      recordOf(0, 0, { tokens: pair(access(undefined, 'x'), refresh(0)), ...touched }),
      recordOf(5, 3, { tokens: pair(access(undefined, 'y'), refresh(5)) }),
      'present',
    ],
    [
      'an undated refresh token of an earlier generation beside a later access token',
      recordOf(5, 2, { tokens: pair(access(5), refresh(undefined, 'x')) }),
      recordOf(0, 3, { tokens: pair(access(0), refresh(undefined, 'y')) }),
      ['found', 'present'],
    ],
    [
      'an undated refresh token of a later generation beside an earlier access token',
      recordOf(0, 4, { tokens: pair(access(0), refresh(undefined, 'x')) }),
      recordOf(5, 3, { tokens: pair(access(5), refresh(undefined, 'y')) }),
      ['present', 'found'],
    ],
    [
      'an undated refresh token beside an access token of the same second, in a file that was touched since',
      recordOf(0, 0, { tokens: pair(access(0, 'x'), refresh(undefined, 'x')), ...touched }),
      recordOf(0, 3, { tokens: pair(access(0), refresh(undefined, 'y')) }),
      'present',
    ],
    [
      'an undated access token beside a refresh token of the same second, in a file that was touched since',
      recordOf(0, 0, { tokens: pair(access(undefined, 'x'), refresh(0, 'x')), ...touched }),
      recordOf(0, 3, { tokens: pair(access(undefined, 'y'), refresh(0)) }),
      'present',
    ],
    [
      'an earlier refresh token beside our access token, of a later generation',
      recordOf(5, 4, { tokens: pair(access(5), refresh(0)) }),
      recordOf(5, 3),
      'present',
    ],
    [
      'a date at the token’s own end, which still orders them',
      recordOf(5, 0, {
        tokens: pair(makeJwt({ issuedAtMs: NOW + 5 * MINUTE, expiresAtMs: NOW + 5 * MINUTE }), refresh(0)),
        savedAtMs: 0,
      }),
      recordOf(0, 3),
      ['found', 'present'],
    ],
    [
      'a date behind the token’s own end, which is none',
      recordOf(0, 0, {
        tokens: pair(makeJwt({ issuedAtMs: NOW + 90 * MINUTE, expiresAtMs: NOW + 15 * MINUTE }), refresh(0)),
        ...touched,
      }),
      recordOf(5, 3),
      'present',
    ],
  ])('%s', (_what, found, present, outcome) => {
    const [ofAccess, ofRefresh] = typeof outcome === 'string' ? [outcome, outcome] : outcome;
    const records = { found, present };
    const taken = takeNewer(found, present);
    if (outcome === 'present') {
      expect(taken).toBeUndefined();
      return;
    }
    const { accessToken, expiresAtMs } = records[ofAccess].tokens;
    const { refreshToken, refreshExpiresAtMs } = records[ofRefresh].tokens;
    expect(taken?.tokens).toMatchObject({ accessToken, refreshToken });
    expect([taken?.tokens.expiresAtMs, taken?.tokens.refreshExpiresAtMs]).toEqual([expiresAtMs, refreshExpiresAtMs]);
    // Another sign-in has its own generations.
    const isOther = isOtherSignIn(found, present) && present.recordGeneration > 0 && ofRefresh === 'found';
    const highest = Math.max(found.recordGeneration, present.recordGeneration);
    expect(taken?.recordGeneration).toBe(isOther ? found.recordGeneration : highest);
  });

  const full = {
    ...signIn,
    email: 'a@example.com',
    serverOffsetMs: 9_000,
    journalKey: new Secret('0'.repeat(64)),
    unknownKeys: new Secret('{"later":1}'),
  };
  const other = {
    signInId: OTHER_SIGN_IN,
    email: 'b@example.com',
    serverOffsetMs: -9_000,
    journalKey: new Secret('1'.repeat(64)),
    unknownKeys: new Secret('{"later":2}'),
  };

  it('keeps what the found record does not know, and uses what it knows better', () => {
    expect(takeNewer(recordOf(5, 0), recordOf(0, 3, full))).toEqual(recordOf(5, 3, full));
    expect(takeNewer(recordOf(5, 0, other), recordOf(0, 3, full))).toEqual(recordOf(5, 3, other));
    expect(takeNewer(recordOf(5, 4, signIn), recordOf(0, 3, full))).toEqual(recordOf(5, 4, full));
    expect(takeNewer(recordOf(5, 0, { savedAtMs: 0 }), recordOf(0, 3))).toEqual(recordOf(5, 3, { savedAtMs: NOW }));
  });

  it('keeps the name of the sign-in whose refresh token stays', () => {
    const mixed = recordOf(5, 1, { ...other, tokens: pair(access(5), refresh(0)) });
    expect(takeNewer(mixed, recordOf(3, 3, full))).toMatchObject({ ...other, ...signIn });
    expect(takeNewer(mixed, recordOf(3, 3))?.signInId).toBe(OTHER_SIGN_IN);
    // The same refresh token under two names: both programs end with the one at the place.
    expect(takeNewer(mixed, recordOf(0, 3, full))?.signInId).toBe(OTHER_SIGN_IN);
  });

  it('uses the facts and the count of the same tokens from a later generation', () => {
    expect(takeNewer(recordOf(0, 4, other), recordOf(0, 3, full))).toEqual(recordOf(0, 4, other));
    expect(takeNewer(recordOf(0, 3, other), recordOf(0, 3, full))).toBeUndefined();
  });

  it('keeps the names of the account that only the present tokens have', () => {
    const bySubject = (sub: string) =>
      pair(makeJwt({ issuedAtMs: NOW + 5 * MINUTE, extra: { sub } }), makeJwt({ issuedAtMs: NOW + 5 * MINUTE }));
    const both = { ...recordOf(0, 3).tokens, subject: 's1' };
    const taken = takeNewer(recordOf(5, 0, { tokens: bySubject('s1') }), recordOf(0, 3, { tokens: both }));
    expect(taken?.tokens).toMatchObject({ accountId: 's1', authenticatedUserId: 'account-1', subject: 's1' });
    expect(takeNewer(recordOf(5, 0, { tokens: bySubject('s2') }), recordOf(0, 3, { tokens: both }))).toBeUndefined();
    const counted = takeNewer(
      recordOf(5, 4, { ...signIn, tokens: bySubject('s1') }),
      recordOf(0, 3, { ...signIn, tokens: both }),
    );
    expect(counted?.tokens.authenticatedUserId).toBe('account-1');
  });

  it.each<[string, Partial<TokenRecord>]>([
    ['another server', { origin: 'http://127.0.0.1:1' }],
    [
      'another account',
      { tokens: pair(makeJwt({ issuedAtMs: NOW + 5 * MINUTE, accountId: 'account-2' }), refresh(undefined)) },
    ],
  ])('takes nothing of %s, however new', (_whose, known) => {
    const found = recordOf(5, 9, { ...signIn, ...known });
    expect(takeNewer(found, recordOf(0, 3, signIn))).toBeUndefined();
  });
});

describe('the time of the decision', () => {
  const ours = recordOf(0, 3, { ...signIn, decidedAtMs: NOW });
  const others = (minute: number, known: Partial<TokenRecord> = {}) =>
    recordOf(minute, 4, { signInId: OTHER_SIGN_IN, ...known });
  it.each<[string, TokenRecord, number | undefined]>([
    ['is the later of two for one sign-in', recordOf(5, 4, { ...signIn, decidedAtMs: NOW + 1 }), NOW + 1],
    ['is ours where that is the later', recordOf(5, 4, { ...signIn, decidedAtMs: NOW - 1 }), NOW],
    ['is ours where a client that knows no names went on', recordOf(5, 0), NOW],
    ['is that of another sign-in', others(5, { decidedAtMs: NOW - 1 }), NOW - 1],
    ['is not ours where another sign-in does not say', others(5), undefined],
    [
      'is ours where only the access token is of another',
      others(5, { decidedAtMs: NOW + 1, tokens: pair(access(5), refresh(-5)) }),
      NOW,
    ],
  ])('%s', (_what, found, expected) => {
    const taken = takeNewer(found, ours);
    expect([taken === undefined, taken?.decidedAtMs]).toEqual([false, expected]);
  });
});
