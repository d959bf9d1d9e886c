// Which record a removal applies to: by names, and by times of clocks that may be wrong.
import { describe, expect, it } from 'vitest';
import type { Removal } from '../../../../main/core/ports/profile-index';
import { isToBeRemoved, removedAtMs, withoutTimesAhead } from '../../../../main/core/storage/removal-match';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { removal } from '../../../support/removal';
import { FOUND, nameOf, NOW_MS, present } from '../../../support/storage-situations';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ofPresent = removal(present.signInId);
const isMeant = (found: TokenRecord, meant: Removal, nowMs = NOW_MS): boolean =>
  isToBeRemoved(found, meant, { origin: 'https://axiom.trade', nameOf, nowMs });

describe('a removal', () => {
  const account2 = removal(undefined, { authenticatedUserId: 'account-2' });
  it.each<[string, TokenRecord, Removal, boolean]>([
    ['means the sign-in that it names', present, ofPresent, true],
    ['means it also when it was saved later', { ...present, savedAtMs: NOW + 5_000 }, ofPresent, true],
    ['does not mean another sign-in', FOUND['older of another sign-in'], ofPresent, false],
    ['means a record without a name that was saved before', FOUND['older without a name'], ofPresent, true],
    ['does not mean one that was saved after', FOUND['newer without a name'], ofPresent, false],
    ['means one of the very moment', { ...FOUND['same without a name'], savedAtMs: NOW + 1_000 }, ofPresent, true],
    ['without a name means whatever was saved before', present, removal(), true],
    ['without a name does not mean another account', present, account2, false],
    [
      'does not mean what a program of this app has dated after it',
      { ...present, savedAtMs: NOW_MS + 1 },
      removal(),
      false,
    ],
    [
      'without a name does not mean another server',
      { ...FOUND['of another server'], savedAtMs: NOW },
      removal(),
      false,
    ],
  ])('%s', (_what, found, meant, expected) => {
    expect(isMeant(found, meant)).toBe(expected);
  });
});

describe('a removal of a sign-in that a person decided for', () => {
  const sinceMs = NOW + 24 * HOUR;
  const decided = (minutes: number) => ({ ...present, decidedAtMs: sinceMs + minutes * MINUTE });
  const named = removal(present.signInId, { sinceMs, signInDecidedAtMs: sinceMs - 9 * MINUTE });
  const ahead = removal(present.signInId, { sinceMs, signInDecidedAtMs: sinceMs + 9 * MINUTE });
  const timeless = { ...named, sinceMs: 0 };
  it.each<[string, TokenRecord, Removal, number, boolean]>([
    ['before means it', decided(-9), named, 60, true],
    ['before, and not as it was known, means it', decided(-1), named, 60, true],
    ['once more after it does not', decided(1), named, 60, false],
    ['in this moment does not', decided(1), named, 1, false],
    ['in the future means it', decided(2), named, 1, true],
    ['by a clock that was ahead means it, as it was known then', decided(9), ahead, 60, true],
    ['after it, where no time of it is believed, means it', decided(1), timeless, 60, true],
    ['at a time that is not known means it', present, named, 60, true],
  ])('%s', (_what, found, meant, now, expected) => {
    expect(isMeant(found, meant, sinceMs + now * MINUTE)).toBe(expected);
  });

  it('is dated by the latest removal that covers it, if there is one with a time', () => {
    const context = { origin: 'https://axiom.trade', nameOf, nowMs: sinceMs };
    const later = { ...named, sinceMs: sinceMs + 1 };
    expect(removedAtMs(present, [named, later, removal('another', { sinceMs: sinceMs + 2 })], context)).toBe(
      sinceMs + 1,
    );
    expect(removedAtMs(present, [removal('another')], context)).toBeUndefined();
    expect(removedAtMs(present, [timeless], context)).toBeUndefined();
  });
});

/** When the tokens were issued, saved and read: each by its own clock, in minutes after the decision. */
interface Times {
  readonly issued: number | undefined;
  readonly saved: number;
  readonly now?: number;
  /** The known offset of the server's clock. */
  readonly ahead?: number;
}

describe('a removal that finds a record without a name', () => {
  const opaque = createAuthTokens({
    accessToken: new Secret('access'),
    refreshToken: new Secret('refresh'),
    receivedAtMs: NOW,
  });
  it.each<[string, Times, boolean]>([
    ['means it where all times are before', { issued: -9, saved: -8 }, true],
    ['does not where all are later', { issued: 9, saved: 9 }, false],
    ['does not where a disk dates it before, and its tokens say later', { issued: 10, saved: -110 }, false],
    ['means it where the two clocks differ by seconds', { issued: 0.1, saved: -0.1, now: 30 }, true],
    ['means it where the server’s clock is ahead of ours', { issued: 59, saved: -1, now: 0 }, true],
    ['does not where the clock has been set back since', { issued: -110, saved: -110, now: -108 }, false],
    ['means it where the clock was set right by seconds', { issued: -9, saved: -8, now: -0.5 }, true],
    ['means it where a disk dates it ahead, and its tokens say before', { issued: -0.1, saved: 2, now: 0 }, true],
    ['does not where a disk dates it ahead, and its tokens say later', { issued: 1, saved: 5, now: 2 }, false],
    ['does not where it is dated ahead, and its tokens say nothing', { issued: undefined, saved: 5, now: 2 }, false],
    ['means it by its date where its tokens say nothing', { issued: undefined, saved: -1 }, true],
    ['means it where the server’s clock was known to be ahead', { issued: 4, saved: -1, ahead: 5 }, true],
    ['does not where its tokens say later by that clock', { issued: 10, saved: -1, ahead: 5 }, false],
    ['does not where they say later by a clock that was behind', { issued: -50, saved: -1, ahead: -60 }, false],
    ['means it where they say before by a clock that was behind', { issued: -61, saved: -1, ahead: -60 }, true],
    ['means it where a disk dates it ahead, by that clock', { issued: 4, saved: 70, ahead: 5 }, true],
    ['does not where a disk dates it ahead, by a clock behind', { issued: -50, saved: 70, ahead: -60 }, false],
  ])('%s', (_what, { issued, saved, now = 60, ahead }, expected) => {
    const sinceMs = NOW + 24 * HOUR;
    const tokens = issued === undefined ? opaque : makeTokens(sinceMs + issued * MINUTE);
    const { signInId: _, ...unnamed } = present;
    const found: TokenRecord = { ...unnamed, tokens, recordGeneration: 0, savedAtMs: sinceMs + saved * MINUTE };
    const known = ahead === undefined ? {} : { serverOffsetMs: ahead * MINUTE };
    expect(isMeant(found, removal('another', { sinceMs, ...known }), sinceMs + now * MINUTE)).toBe(expected);
  });
});

describe('a removal that was decided in the future', () => {
  const soon = removal('a', { sinceMs: NOW + MINUTE });
  const ahead = removal('b', { sinceMs: NOW + MINUTE + 1 });

  it('loses its time, and the others keep theirs', () => {
    expect(withoutTimesAhead([soon, ahead], NOW)).toEqual([soon, { ...ahead, sinceMs: 0 }]);
    const right = [soon];
    expect(withoutTimesAhead(right, NOW)).toBe(right);
    expect(withoutTimesAhead([soon, ahead], 0)).toEqual([soon, ahead]);
  });

  it('covers only the sign-in that it names, whatever the times', () => {
    const [timeless = ahead] = withoutTimesAhead([removal(present.signInId, { sinceMs: NOW + 2 * HOUR })], NOW);
    const { signInId: _, ...unnamed } = present;
    expect(isMeant(present, timeless)).toBe(true);
    for (const savedAtMs of [0, NOW, NOW + 3 * HOUR])
      expect(isMeant({ ...unnamed, recordGeneration: 0, savedAtMs }, timeless, NOW + 3 * HOUR)).toBe(false);
  });
});
