import { describe, expect, it } from 'vitest';
import { ringModel } from '../../../renderer/model/ring-model';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeEmptyProfile, makeProfile, withoutExpiry } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;

describe('the ring', () => {
  const fresh = makeProfile(NOW, {
    receivedAtMs: NOW,
    expiresAtMs: NOW + 15 * MINUTE,
    lifetimeMs: 15 * MINUTE,
    refreshDueAtMs: NOW + 7.5 * MINUTE,
  });

  it('is full when the token arrives and marks the refresh half-way', () => {
    expect(ringModel(fresh, NOW)).toMatchObject({
      leftFraction: 1,
      refreshFraction: 0.5,
      tone: 'good',
      value: '15 min',
    });
  });

  it('empties completely and says so', () => {
    expect(ringModel(fresh, NOW + 12 * MINUTE)).toMatchObject({ leftFraction: 0.2, value: '3 min' });
    expect(ringModel(fresh, NOW + 15 * MINUTE)).toMatchObject({ leftFraction: 0, value: 'expired', tone: 'bad' });
    expect(ringModel(fresh, NOW + 99 * MINUTE)).toMatchObject({ leftFraction: 0, value: 'expired' });
  });

  it('is never more than full, even when the clock was set back', () => {
    expect(ringModel(fresh, NOW - MINUTE).leftFraction).toBe(1);
  });

  it('uses the time since arrival when the token does not contain its lifetime', () => {
    const { lifetimeMs: _, ...unknown } = fresh;
    expect(ringModel(unknown, NOW + 12 * MINUTE).leftFraction).toBeCloseTo(0.2);
  });

  it('has no mark when the refresh is outside of this token’s lifetime', () => {
    expect(ringModel({ ...fresh, refreshDueAtMs: NOW + 20 * MINUTE }, NOW).refreshFraction).toBeUndefined();
  });

  it('is dashed, with a word, when there is no countdown', () => {
    expect(ringModel(withoutExpiry(makeProfile(NOW, { token: 'unknown-expiry' })), NOW)).toMatchObject({
      isDashed: true,
      value: 'unknown',
      tone: 'attention',
    });
    expect(ringModel(makeEmptyProfile(NOW), NOW)).toMatchObject({ isDashed: true, value: 'signed out', tone: 'idle' });
    expect(ringModel(makeEmptyProfile(NOW, { storage: 'locked' }), NOW).value).toBe('locked');
    expect(ringModel(makeEmptyProfile(NOW, { storage: 'corrupt' }), NOW)).toMatchObject({
      value: 'damaged',
      tone: 'bad',
    });
  });

  it('keeps its colour if only the storage has a problem: the token works meanwhile', () => {
    expect(ringModel(makeProfile(NOW, { storage: 'unsaved' }), NOW).tone).toBe('good');
    expect(ringModel(makeProfile(NOW, { session: 'offline' }), NOW).tone).toBe('attention');
    expect(ringModel(makeProfile(NOW, { session: 'needs-sign-in' }), NOW).tone).toBe('bad');
  });
});
