import { randomUUID as randomText } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { isPutBack, isReplaced, isRewritten } from '../../../../main/core/storage/changed-record';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const [OURS, THEIRS] = ['a'.repeat(32), 'b'.repeat(32)];
const present = makeRecord(5, NOW, { signInId: OURS });
const older = makeRecord(9, NOW - MINUTE, { signInId: THEIRS });
const newer = makeRecord(1, NOW + MINUTE, { signInId: THEIRS });
const beside = (tokens: typeof present.tokens) => ({ ...older, replaced: { tokens, by: 'x' } });

describe('a sign-in has been replaced', () => {
  it.each([
    ['by one that was issued later', newer, present, true],
    ['not by an old copy, however high it counts', older, present, false],
    ['by an older one that keeps what was here beside it', beside(present.tokens), present, true],
    ['not by one that keeps something else', beside(makeTokens(NOW)), present, false],
    ['not where it was never seen there', newer, undefined, false],
    ['not where another one was seen there', newer, makeRecord(5, NOW, { signInId: THEIRS }), false],
    ['not by itself', { ...newer, signInId: OURS }, present, false],
  ])('%s', (_what, found, base, expected) => {
    expect(isReplaced(found, present, base)).toBe(expected);
  });

  it('where it has no name, only by one that keeps it', () => {
    const { signInId: _name, ...unnamed } = present;
    expect(isReplaced(beside(present.tokens), unnamed, unnamed)).toBe(true);
    expect(isReplaced(newer, unnamed, unnamed)).toBe(false);
  });

  it('by an older one that keeps beside it what was kept here', () => {
    const kept = { tokens: makeTokens(NOW - MINUTE), by: 'y' };
    const base = { ...present, replaced: kept };
    expect(isReplaced(beside(kept.tokens), present, base)).toBe(true);
  });
});

describe('an earlier sign-in has come back', () => {
  it.each([
    ['as its dates show', older, true],
    ['not where it came later', newer, false],
    ['not if the dates do not show it', makeRecord(9, NOW, { signInId: THEIRS }), false],
    ['not where it keeps ours beside it', beside(present.tokens), false],
    ['not where it is ours', { ...older, signInId: OURS }, false],
  ])('%s', (_what, found, expected) => {
    expect(isPutBack(found, present, present)).toBe(expected);
  });
});

describe('a client without generations has written since', () => {
  const nameless = (minutes: number, accessToken?: Secret): TokenRecord => {
    const { tokens } = makeRecord(0, NOW + minutes * MINUTE);
    return makeRecord(0, NOW, { tokens: accessToken ? createAuthTokens({ ...present.tokens, accessToken }) : tokens });
  };
  const opaque = (): AuthTokens => {
    const [accessToken, refreshToken] = [new Secret(randomText()), new Secret(randomText())];
    return createAuthTokens({ accessToken, refreshToken, receivedAtMs: NOW });
  };
  const undated = makeRecord(5, NOW, { tokens: opaque(), signInId: OURS });
  const undatedAt = (minutes: number) => makeRecord(0, NOW + minutes * MINUTE, { tokens: opaque() });
  const earlierAccess = nameless(0, makeTokens(NOW - MINUTE).accessToken);
  const old = nameless(-5);

  it.each<[string, TokenRecord, TokenRecord | undefined, boolean, TokenRecord?]>([
    ['where the dates are the same', nameless(0), present, true],
    ['where they are minutes earlier, by a server’s clock that was set back', nameless(-5), present, true],
    ['where there are none, and a disk’s clock is behind', undatedAt(-1), undated, true, undated],
    ['not where they are much earlier', nameless(-30), present, false],
    ['not where there are none, and the file is much older', undatedAt(-30), undated, false, undated],
    ['not where it lay there before ours', old, present, false],
    ['not with an earlier access token beside our refresh token', earlierAccess, present, false],
    ['not where it counts', { ...nameless(0), recordGeneration: 1 }, present, false],
    ['not where nothing was seen before', nameless(0), undefined, false],
    ['not where something else was seen before', nameless(0), makeRecord(5, NOW), false],
    ['not if the dates show it', nameless(1), present, false],
  ])('%s', (_what, found, base, expected, ours = present) => {
    expect(isRewritten(found, ours, { base, former: [old.tokens.refreshToken] })).toBe(expected);
  });

  it.each<[string, TokenRecord, boolean, TokenRecord?]>([
    ['where that came before it', makeRecord(4, NOW - 10 * MINUTE), true],
    ['not where that is ours, and what came before is not known', present, false],
    ['not where that is as old', makeRecord(4, NOW - 3 * MINUTE), false],
    ['not where neither says when it was issued, and the file is as old', undatedAt(0), false, undated],
  ])('beside what lay there when this run began: %s', (_what, first, expected, ours = present) => {
    const found = ours === undated ? undatedAt(0) : nameless(-3);
    expect(isRewritten(found, ours, { base: ours, former: [], first })).toBe(expected);
  });
});
