// takeNewer: laws for any two records.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Secret } from '../../../../main/core/base/secret';
import { isSameTokens } from '../../../../main/core/tokens/auth-tokens';
import { takeNewer } from '../../../../main/core/tokens/found-record';
import { readJwtClaims } from '../../../../main/core/tokens/jwt-claims';
import { isOtherSignIn } from '../../../../main/core/tokens/sign-in-name';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { access, MINUTE, NOW, pair, refresh } from '../../../support/dated-records';

const minute = fc.option(fc.nat(3), { nil: undefined });
const copy = fc.constantFrom('', 'x');
const anyRecord = fc
  .record({
    access: fc.tuple(minute, copy),
    refresh: fc.tuple(minute, copy),
    recordGeneration: fc.nat(3),
    savedAtMs: fc.nat(3).map((saved) => NOW + saved * MINUTE),
    signInId: fc.constantFrom(undefined, 'a1'.repeat(16), 'b2'.repeat(16)),
  })
  .map(
    ({ access: ofAccess, refresh: ofRefresh, signInId, ...counts }): TokenRecord => ({
      tokens: pair(access(...ofAccess), refresh(...ofRefresh)),
      origin: 'https://axiom.trade',
      ...counts,
      ...(signInId === undefined ? {} : { signInId }),
    }),
  );
const issueOf = (token: Secret) => readJwtClaims(token, NOW)?.issuedAtMs;
const isOlder = (one: Secret, than: Secret) => (issueOf(one) ?? Infinity) < (issueOf(than) ?? -Infinity);
/** Another sign-in has its own generations. */
const goesOn = (found: TokenRecord, present: TokenRecord, taken: TokenRecord): boolean =>
  isOtherSignIn(found, present) &&
  Math.min(found.recordGeneration, present.recordGeneration) > 0 &&
  taken.tokens.refreshToken.equals(found.tokens.refreshToken);
const runs = { numRuns: 1_000 };

describe('takeNewer', () => {
  it('never puts an older token over a newer one, but where one sign-in counts', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (found, present) => {
        const taken = takeNewer(found, present);
        fc.pre(taken !== undefined);
        const isOneSignIn = found.signInId !== undefined && found.signInId === present.signInId;
        fc.pre(!(isOneSignIn && found.recordGeneration !== present.recordGeneration));
        expect(isOlder(taken.tokens.refreshToken, present.tokens.refreshToken)).toBe(false);
        expect(isOlder(taken.tokens.accessToken, present.tokens.accessToken)).toBe(false);
      }),
      runs,
    );
  });

  it('never leaves a newer dated token behind, but where one sign-in counts', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (found, present) => {
        const isOneSignIn = found.signInId !== undefined && found.signInId === present.signInId;
        fc.pre(!(isOneSignIn && found.recordGeneration !== present.recordGeneration));
        const { accessToken, refreshToken } = (takeNewer(found, present) ?? present).tokens;
        expect(isOlder(accessToken, found.tokens.accessToken)).toBe(false);
        expect(isOlder(refreshToken, found.tokens.refreshToken)).toBe(false);
      }),
      runs,
    );
  });

  it('changes nothing the second time, and nothing for the same record', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (found, present) => {
        const taken = takeNewer(found, present);
        expect(takeNewer(found, taken ?? present)).toBeUndefined();
        expect(takeNewer(present, present)).toBeUndefined();
        const counts = [found, present].map(({ recordGeneration }) => recordGeneration);
        if (taken) expect(taken.recordGeneration).toBe(goesOn(found, present, taken) ? counts[0] : Math.max(...counts));
      }),
      runs,
    );
  });

  it('never makes two programs swap their tokens endlessly', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (one, two) => {
        const [byOne, byTwo] = [takeNewer(two, one), takeNewer(one, two)];
        if (!byOne || !byTwo) return;
        // Each lacked something, and now both are the same.
        expect(isSameTokens(byOne.tokens, byTwo.tokens)).toBe(true);
      }),
      runs,
    );
  });
});
