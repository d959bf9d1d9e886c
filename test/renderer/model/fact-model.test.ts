import { describe, expect, it } from 'vitest';
import { factModel } from '../../../renderer/model/fact-model';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { inSealedFile, makeProfile, withoutExpiry } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const SEALED = inSealedFile('/drive/x');
const dates = createDateTexts('en-GB', 'UTC');

describe('the facts', () => {
  const facts = (...[profile, nowMs = NOW]: [ReturnType<typeof makeProfile>, number?]) =>
    Object.fromEntries(factModel(profile, nowMs, dates).map(({ name, sure, following }) => [name, [sure, following]]));

  it('say first what is certain, then what follows from it', () => {
    expect(facts(makeProfile(NOW))).toMatchObject({
      Expires: ['12:12:04', 'in 12 min 04 s'],
      Refreshes: ['12:04:34', 'in 4 min 34 s'],
      'Kept in': ['System keychain', undefined],
      'Axiom said': ['Accepted a refresh', 'at 11:57:00, 210 ms, api6'],
    });
    expect(facts(makeProfile(NOW))['Sign-in valid until']?.[1]).toBe('28 days');
  });

  it('are about the past once the token has expired', () => {
    const expired = makeProfile(NOW, { token: 'expired', expiresAtMs: NOW - 250_000 });
    expect(facts(expired).Expires).toEqual(['11:55:50', '4 min 10 s ago']);
  });

  it('name the next try while offline', () => {
    const offline = makeProfile(NOW, { session: 'offline', nextTryAtMs: NOW + 20_000 });
    expect(facts(offline).Refreshes).toEqual(['12:00:20', 'in 20 s']);
    expect(facts(offline, NOW + 19_500).Refreshes).toEqual(['Any moment', 'by itself']);
    expect(facts(offline, NOW + 21_000).Refreshes).toEqual(['Any moment', 'by itself']);
  });

  it('promise no refresh that will not come', () => {
    const refused = facts(makeProfile(NOW, { session: 'needs-sign-in' }));
    expect(refused.Refreshes?.[0]).toBe('No more');
    expect(refused['Sign-in valid until']).toEqual(['Ended', 'earlier than expected']);
    expect(facts(makeProfile(NOW, { session: 'needs-browser' })).Refreshes?.[0]).toBe('Waiting');
    expect(facts(makeProfile(NOW, { session: 'paused' })).Refreshes?.[0]).toBe('Paused');
  });

  it('call unknown what is not known', () => {
    const {
      signInEndsAtMs: _,
      lastAttemptAtMs: _a,
      ...profile
    } = withoutExpiry(makeProfile(NOW, { lastAnswer: { isUnreachedSince: false } }));
    expect(facts(profile)).toMatchObject({
      Expires: ['Unknown', 'not in the token'],
      'Sign-in valid until': ['Unknown', 'not in the token'],
      'Axiom said': ['Nothing yet', 'not asked in this run'],
    });
    expect(facts({ ...profile, opaqueTokens: ['access', 'refresh'] })).toMatchObject({
      Expires: ['Unknown', 'not a JWT'],
      'Sign-in valid until': ['Unknown', 'not a JWT'],
    });
  });

  it('say that a file is sealed', () => {
    expect(facts(makeProfile(NOW, SEALED))['Kept in']).toEqual(['/drive/x', 'sealed with a passphrase']);
    expect(facts(makeProfile(NOW))['Kept in']).toEqual(['System keychain', undefined]);
  });
});
