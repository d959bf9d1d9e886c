import { describe, expect, it } from 'vitest';
import { facetWords, profileLine } from '../../../renderer/text/facet-words';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeEmptyProfile, makePlace, makeProfile } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const words = (profile: ReturnType<typeof makeProfile>) => facetWords(profile).map((facet) => facet.words);

describe('the three facets', () => {
  it('are all shown for a healthy profile', () => {
    expect(words(makeProfile(NOW))).toEqual(['Good', 'Signed in', 'Saved']);
  });

  it('do not claim anything about tokens before the store was read', () => {
    for (const storage of ['opening', 'locked', 'unavailable', 'corrupt'] as const) {
      expect(words(makeEmptyProfile(NOW, { storage })).slice(0, 2)).toEqual(['Not known yet', 'Not known yet']);
    }
  });

  it('say signed out only when the store was read and is empty', () => {
    expect(words(makeEmptyProfile(NOW))).toEqual(['None', 'Signed out', 'Nothing saved']);
  });

  it('never show tokens in memory as saved', () => {
    expect(words(makeProfile(NOW, { place: makePlace('memory') }))[2]).toBe('Memory only');
  });
});

describe('the line in the list of profiles', () => {
  it.each([
    [makeProfile(NOW), 'healthy · 12 min'],
    [makeProfile(NOW, { session: 'offline' }), 'offline · works 12 min'],
    [makeProfile(NOW, { session: 'offline', isNetworkPage: true }), 'network page · works 12 min'],
    [makeProfile(NOW, { session: 'asked-to-wait' }), 'asked to wait · works 12 min'],
    [makeProfile(NOW, { session: 'refused-once' }), 'refused once · works 12 min'],
    [makeProfile(NOW, { session: 'paused', storage: 'unsaved' }), 'paused · in memory only'],
    [makeProfile(NOW, { session: 'paused', token: 'expired', expiresAtMs: NOW - 1 }), 'expired · paused'],
    [makeProfile(NOW, { token: 'expiring', expiresAtMs: NOW + 48_000 }), 'expires in 48 s'],
    [makeProfile(NOW, { session: 'needs-sign-in' }), 'sign in again'],
    [makeEmptyProfile(NOW), 'signed out'],
    [makeEmptyProfile(NOW, { storage: 'locked' }), 'keychain is locked'],
    [makeEmptyProfile(NOW, { storage: 'locked', place: makePlace('sealed-file') }), 'sealed file is locked'],
  ])('%#: says state and time left', (profile, line) => expect(profileLine(profile, NOW)).toBe(line));

  it('does not count below zero when the next state is late', () => {
    expect(profileLine(makeProfile(NOW), NOW + 60 * 60_000)).toBe('healthy');
  });
});
