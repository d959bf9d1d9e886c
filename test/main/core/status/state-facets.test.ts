import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../main/core/base/errors';
import { deriveSessionFacet, deriveStorageFacet, deriveTokenFacet } from '../../../../main/core/status/state-facets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { dueAfterMs, expiredAfterMs } from '../../../support/moments';
import { makeTokens } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;

describe('deriveTokenFacet', () => {
  const tokens = makeTokens(NOW);
  it.each([
    [0, 'good'],
    [dueAfterMs(tokens) - 1, 'good'],
    [dueAfterMs(tokens), 'due'],
    [expiredAfterMs(tokens) - 1, 'due'],
    [expiredAfterMs(tokens), 'expiring'],
    [899_999, 'expiring'],
    [900_000, 'expired'],
  ])('after %d ms a 15-minute token is %s', (ms, facet) => {
    expect(deriveTokenFacet(tokens, NOW + ms)).toBe(facet);
  });

  it('says none without tokens and unknown without expiry', () => {
    const { expiresAtMs: _, ...unknown } = tokens;
    expect(deriveTokenFacet(undefined, NOW)).toBe('none');
    expect(deriveTokenFacet(unknown, NOW + 1e12)).toBe('unknown-expiry');
  });
});

describe('deriveSessionFacet', () => {
  const quiet = { isRefreshing: false, isPaused: false, isRevoked: false };
  it.each([
    [quiet, 'ok'],
    [{ ...quiet, isRefreshing: true }, 'refreshing'],
    [{ ...quiet, lastFailure: 'NETWORK' as const }, 'offline'],
    [{ ...quiet, lastFailure: 'TIMEOUT' as const }, 'offline'],
    [{ ...quiet, lastFailure: 'BAD_RESPONSE' as const }, 'server-trouble'],
    [{ ...quiet, lastFailure: 'BAD_RESPONSE' as const, isFromElsewhere: true }, 'offline'],
    [{ ...quiet, lastFailure: 'RATE_LIMITED' as const }, 'asked-to-wait'],
    [{ ...quiet, lastFailure: 'UNAUTHORIZED' as const }, 'refused-once'],
    [{ ...quiet, isPaused: true, lastFailure: 'RATE_LIMITED' as const }, 'paused'],
    [{ ...quiet, lastFailure: 'STORAGE_DENIED' as const }, 'held-up'],
    [{ ...quiet, lastFailure: 'STORAGE_CORRUPT' as const }, 'held-up'],
    [{ ...quiet, lastFailure: 'WRONG_ACCOUNT' as const }, 'held-up'],
    [{ ...quiet, lastFailure: 'WRONG_ORIGIN' as const }, 'held-up'],
    [{ ...quiet, isRefreshing: true, lastFailure: 'NETWORK' as const }, 'refreshing'],
    [{ ...quiet, lastFailure: 'BROWSER_REQUIRED' as const }, 'needs-browser'],
    [{ ...quiet, isRefreshing: true, lastFailure: 'BROWSER_REQUIRED' as const }, 'needs-browser'],
    [{ ...quiet, isRevoked: true, isRefreshing: true, lastFailure: 'NETWORK' as const }, 'needs-sign-in'],
    [{ ...quiet, isPaused: true }, 'paused'],
    [{ ...quiet, isPaused: true, isRefreshing: true, lastFailure: 'NETWORK' as const }, 'paused'],
    [{ ...quiet, isPaused: true, lastFailure: 'BROWSER_REQUIRED' as const }, 'needs-browser'],
    [{ ...quiet, isPaused: true, isRevoked: true }, 'needs-sign-in'],
    [{ ...quiet, isPaused: true, refreshExpiresAtMs: NOW }, 'needs-sign-in'],
    [{ ...quiet, refreshExpiresAtMs: NOW }, 'needs-sign-in'],
    [{ ...quiet, refreshExpiresAtMs: NOW + 1 }, 'ok'],
  ])('%j is %s', (facts, facet) => {
    expect(deriveSessionFacet(facts, NOW)).toBe(facet);
  });

  it.each(ERROR_CODES)('one failure %s never means sign in again', (lastFailure) => {
    expect(deriveSessionFacet({ ...quiet, lastFailure }, NOW)).not.toBe('needs-sign-in');
  });
});

describe('deriveStorageFacet', () => {
  const quiet = { isLoading: false, isUnsaved: false };
  it.each([
    [{ ...quiet, isLoading: true, lastFailure: 'STORAGE_LOCKED' as const }, 'opening'],
    [quiet, 'saved'],
    [{ ...quiet, isUnsaved: true, lastFailure: 'STORAGE_LOCKED' as const }, 'unsaved'],
    [{ ...quiet, lastFailure: 'STORAGE_LOCKED' as const }, 'locked'],
    [{ ...quiet, lastFailure: 'STORAGE_CORRUPT' as const }, 'corrupt'],
    [{ ...quiet, lastFailure: 'STORAGE_DENIED' as const }, 'unavailable'],
    [{ ...quiet, lastFailure: 'WRONG_ORIGIN' as const }, 'unavailable'],
    [{ ...quiet, lastFailure: 'TIMEOUT' as const }, 'unavailable'],
  ])('%j is %s', (facts, facet) => {
    expect(deriveStorageFacet(facts)).toBe(facet);
  });

  it.each(ERROR_CODES)('never says saved while the last call failed with %s', (lastFailure) => {
    expect(deriveStorageFacet({ ...quiet, lastFailure })).not.toBe('saved');
  });
});
