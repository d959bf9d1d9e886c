import { describe, expect, it } from 'vitest';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { headlineText } from '../../../renderer/text/headline-text';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeProfile, withoutExpiry } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const dates = createDateTexts('en-GB', 'UTC');

describe('the headline', () => {
  it('fills in the time left', () => {
    const profile = makeProfile(NOW, { token: 'expiring', expiresAtMs: NOW + 108_000 });
    expect(headlineText(profile, NOW, dates)).toBe('Expires in 1:48 min');
    expect(headlineText(profile, NOW + 60_000, dates)).toBe('Expires in 48 s');
  });

  it('fills in until when the token works', () => {
    const profile = makeProfile(NOW, { session: 'offline', expiresAtMs: Date.UTC(2026, 2, 1, 14, 32) });
    expect(headlineText(profile, NOW, dates)).toBe('Offline, working until 14:32');
  });

  it.each([
    [
      { session: 'asked-to-wait', nextTryAtMs: Date.UTC(2026, 2, 1, 14, 32) },
      'Axiom asks to wait until 14:32:00, working until 12:12',
    ],
    [{ session: 'asked-to-wait' }, 'Axiom asks to wait, working until 12:12'],
    [{ session: 'refused-once', nextTryAtMs: NOW + 30_000 }, 'Refused once, checking again at 12:00:30'],
    [{ session: 'refused-once' }, 'Refused once, checking again'],
  ] as const)('fills in when it is tried next: %j', (change, text) => {
    expect(headlineText(makeProfile(NOW, change), NOW, dates)).toBe(text);
  });

  it('leaves out a part of the label for which there is no value', () => {
    const profile = withoutExpiry(makeProfile(NOW, { session: 'offline', token: 'unknown-expiry' }));
    expect(headlineText(profile, NOW, dates)).toBe('Offline');
    const waiting = withoutExpiry(makeProfile(NOW, { session: 'asked-to-wait', token: 'unknown-expiry' }));
    expect(headlineText(waiting, NOW, dates)).toBe('Axiom asks to wait');
  });

  it('is the plain label otherwise', () => {
    expect(headlineText(makeProfile(NOW), NOW, dates)).toBe('Healthy');
  });
});
