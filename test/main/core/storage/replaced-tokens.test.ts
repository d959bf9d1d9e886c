import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { completeTokens } from '../../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { laterSignIn, pairToKeep, refusedPair, replacedOf } from '../../../../main/core/storage/replaced-tokens';
import { fingerprintOf } from '../../../../main/core/tokens/sign-in-name';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const crypto = createNodeCrypto();
const sha256 = (bytes: Uint8Array): Uint8Array => crypto.sha256(bytes);
const by = (refreshToken: Secret): string => fingerprintOf(refreshToken, sha256);
const [first, second, third] = [makeTokens(NOW), makeTokens(NOW), makeTokens(NOW)];
const record = makeRecord(1, NOW, { tokens: first });
const unproven = makeRecord(2, NOW, { tokens: second, replaced: { tokens: first, by: by(second.refreshToken) } });
const later = makeTokens(NOW + 60_000);
const overOne = makeRecord(2, NOW, { tokens: later, replaced: { tokens: first, by: by(later.refreshToken) } });
const takenBack = makeRecord(3, NOW, { tokens: first, replaced: refusedPair(second, first, sha256) });
const keep = (present: typeof record | undefined, more: { refused?: Secret; serverNowMs?: number } = {}) =>
  pairToKeep(third, { record: present, refused: undefined, serverNowMs: NOW, sha256, ...more });

describe('the pair that was replaced', () => {
  it('counts only beside the tokens that replaced it', () => {
    expect(replacedOf(unproven, sha256)?.tokens).toEqual(first);
    // A version that does not know the field has refreshed, and has kept it.
    expect(replacedOf({ ...unproven, tokens: third }, sha256)).toBeUndefined();
    expect([replacedOf(record, sha256), replacedOf(undefined, sha256)]).toEqual([undefined, undefined]);
  });
});

describe('what is kept beside a new pair', () => {
  const last = { tokens: first, by: by(third.refreshToken) };
  it.each([
    ['the pair that was in use', keep(record), last],
    ['of two that came one after the other, the one before both', keep(unproven), last],
    ['nothing where nobody was signed in', keep(undefined), undefined],
    [
      'nothing of a sign-in that the server has refused finally',
      keep(record, { refused: first.refreshToken }),
      undefined,
    ],
    ['what was not refused itself', keep(record, { refused: second.refreshToken }), last],
    ['the pair in use, not the refused one beside it', keep(takenBack), last],
    ['a sign-in one millisecond before its end', keep(record, { serverNowMs: endMs() - 1 }), last],
    ['also a sign-in that is over by our clock, which may be wrong', keep(record, { serverNowMs: endMs() }), last],
    ['of two that are over the one before both', keep(unproven, { serverNowMs: endMs() }), last],
    ['of two the one that is not over', keep(overOne, { serverNowMs: endMs() }), { ...last, tokens: later }],
    [
      'one that is over where the other was refused',
      keep(overOne, { serverNowMs: endMs(), refused: later.refreshToken }),
      last,
    ],
  ])('%s', (_what, kept, expected) => {
    expect(kept).toEqual(expected);
  });

  it('is nothing where the refresh token is the same', () => {
    const again = { record, refused: undefined, serverNowMs: NOW, sha256 };
    expect(pairToKeep(first, again)).toBeUndefined();
  });

  it('is the pair in use where the former one comes back', () => {
    const again = { record: unproven, refused: undefined, serverNowMs: NOW, sha256 };
    expect(pairToKeep(first, again)).toEqual({ tokens: second, by: by(first.refreshToken) });
  });

  it('is a sign-in whose end is unknown', () => {
    const opaque = completeTokens({ accessToken: new Secret('a'), refreshToken: new Secret('r'), receivedAtMs: NOW });
    expect(keep(makeRecord(1, NOW, { tokens: opaque }))?.tokens).toEqual(opaque);
  });
});

function endMs(): number {
  if (first.refreshExpiresAtMs === undefined) throw new Error('The tokens of the tests say when they end.');
  return first.refreshExpiresAtMs;
}

describe('a sign-in of another program over what ours has replaced as well', () => {
  const beside = { tokens: first, by: by(third.refreshToken) };
  const ours = { ...unproven, signInId: 'a'.repeat(32) };
  const theirs = makeRecord(2, NOW + 1, { tokens: third, signInId: 'b'.repeat(32), replaced: beside });
  const { replaced: _renewed, ...refreshed } = theirs;

  it('that came after ours has ours beside it', () => {
    expect(laterSignIn(theirs, ours, record, NOW + 1)).toEqual({ ...theirs, replaced: { ...beside, tokens: second } });
  });

  it.each<[string, TokenRecord, TokenRecord | undefined]>([
    ['came at the same time', { ...theirs, savedAtMs: NOW }, record],
    ['this program had seen before', { ...theirs, recordGeneration: 1 }, record],
    ['was refreshed since', refreshed, record],
    ['came over something else', theirs, makeRecord(1, NOW)],
    ['came over what this program does not know', theirs, undefined],
    ['is of the same pair', { ...theirs, tokens: second }, record],
    ['is ours', { ...theirs, signInId: ours.signInId }, record],
    ['was brought back after a refusal', { ...theirs, replaced: { ...beside, wasRefused: true } }, record],
  ])('is no later one where it %s', (_what, found, base) => {
    expect(laterSignIn(found, ours, base, NOW + 1)).toBeUndefined();
  });
});

describe('a sign-in of another program that says when it was decided', () => {
  const beside = { tokens: first, by: by(third.refreshToken) };
  const ours = { ...unproven, signInId: 'a'.repeat(32), decidedAtMs: NOW };
  const signedIn = makeRecord(2, NOW + 9, { tokens: third, signInId: 'b'.repeat(32), decidedAtMs: NOW + 1 });
  const theirs = { ...signedIn, replaced: beside };
  const later = (found: TokenRecord, { base = record as TokenRecord | undefined, nowMs = NOW + 9 } = {}) =>
    laterSignIn(found, ours, base, nowMs);

  it('is the later one, with ours beside it where both came over the same', () => {
    expect(later(theirs)).toEqual({ ...theirs, replaced: { ...beside, tokens: second } });
    const others = { ...theirs, replaced: { ...beside, tokens: makeTokens(NOW) } };
    for (const found of [signedIn, others, { ...signedIn, recordGeneration: 1 }]) expect(later(found)).toBe(found);
    expect(later(signedIn, { base: undefined })).toBe(signedIn);
  });

  it.each<[string, TokenRecord, { base?: TokenRecord; nowMs?: number }]>([
    ['decided before ours, though refreshed since', { ...theirs, decidedAtMs: NOW - 1 }, {}],
    ['that lay there when ours was made', theirs, { base: { ...signedIn, tokens: makeTokens(NOW) } }],
    ['that ours has beside it', { ...signedIn, tokens: first }, {}],
    ['dated ahead, as all else of it', theirs, { nowMs: NOW }],
    ['that was brought back after a refusal', { ...theirs, replaced: { ...beside, wasRefused: true } }, {}],
  ])('is no later one: one %s', (_what, found, told) => {
    expect(later(found, told)).toBeUndefined();
  });

  it('is chosen by the time of saving if both were decided at the same moment', () => {
    expect(later({ ...theirs, decidedAtMs: NOW })?.tokens).toEqual(third);
    expect(later({ ...theirs, decidedAtMs: NOW, savedAtMs: NOW })).toBeUndefined();
  });
});
