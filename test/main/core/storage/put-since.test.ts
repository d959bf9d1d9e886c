import { describe, expect, it } from 'vitest';
import { isReplaced, isRewritten } from '../../../../main/core/storage/put-since';
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

  it('by an older one that keeps beside it what was kept here', () => {
    const kept = { tokens: makeTokens(NOW - MINUTE), by: 'y' };
    const base = { ...present, replaced: kept };
    expect(isReplaced(beside(kept.tokens), present, base)).toBe(true);
  });
});

describe('a client without generations has written since', () => {
  const nameless = makeRecord(0, NOW, {});
  it.each([
    ['where the dates are the same', nameless, present, true],
    ['not where it counts', { ...nameless, recordGeneration: 1 }, present, false],
    ['not where nothing was seen before', nameless, undefined, false],
    ['not where something else was seen before', nameless, makeRecord(5, NOW), false],
    ['not where the dates tell', makeRecord(0, NOW + MINUTE, {}), present, false],
  ])('%s', (_what, found, base, expected) => {
    expect(isRewritten(found, present, base)).toBe(expected);
  });
});
