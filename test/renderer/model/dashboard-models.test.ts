import { describe, expect, it } from 'vitest';
import { actionModel } from '../../../renderer/model/action-model';
import { factModel } from '../../../renderer/model/fact-model';
import { plotModel } from '../../../renderer/model/plot-model';
import { ringModel } from '../../../renderer/model/ring-model';
import { createDateTexts } from '../../../renderer/text/date-texts';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeAttempts, makeEmptyProfile, makeProfile, withoutExpiry, makePlace } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const SEALED = { place: makePlace('sealed-file'), storePlace: '/drive/x' };
const MINUTE = 60_000;
const dates = createDateTexts('en-GB', 'UTC');

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

  it('runs down to nothing and says so', () => {
    expect(ringModel(fresh, NOW + 12 * MINUTE)).toMatchObject({ leftFraction: 0.2, value: '3 min' });
    expect(ringModel(fresh, NOW + 15 * MINUTE)).toMatchObject({ leftFraction: 0, value: 'expired', tone: 'bad' });
    expect(ringModel(fresh, NOW + 99 * MINUTE)).toMatchObject({ leftFraction: 0, value: 'expired' });
  });

  it('is never more than full, even when the clock was set back', () => {
    expect(ringModel(fresh, NOW - MINUTE).leftFraction).toBe(1);
  });

  it('takes the time since arrival when the token does not tell its life', () => {
    const { lifetimeMs: _, ...unknown } = fresh;
    expect(ringModel(unknown, NOW + 12 * MINUTE).leftFraction).toBeCloseTo(0.2);
  });

  it('has no mark when the refresh lies outside of this token', () => {
    expect(ringModel({ ...fresh, refreshDueAtMs: NOW + 20 * MINUTE }, NOW).refreshFraction).toBeUndefined();
  });

  it('is dashed, with a word, when nothing can run down', () => {
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

  it('keeps its colour when only the storage is in trouble: the token works as long', () => {
    expect(ringModel(makeProfile(NOW, { storage: 'unsaved' }), NOW).tone).toBe('good');
    expect(ringModel(makeProfile(NOW, { session: 'offline' }), NOW).tone).toBe('attention');
    expect(ringModel(makeProfile(NOW, { session: 'needs-sign-in' }), NOW).tone).toBe('bad');
  });
});

describe('the facts', () => {
  const facts = (...[profile, nowMs = NOW]: [ReturnType<typeof makeProfile>, number?]) =>
    Object.fromEntries(factModel(profile, nowMs, dates).map(({ name, sure, following }) => [name, [sure, following]]));

  it('say what is sure first, then what follows from it', () => {
    expect(facts(makeProfile(NOW))).toMatchObject({
      Expires: ['12:12:04', 'in 12 min 04 s'],
      Refreshes: ['12:04:34', 'in 4 min 34 s'],
      'Kept in': ['System keychain', undefined],
      'Last refresh': ['11:57:00', '210 ms, api6'],
    });
    expect(facts(makeProfile(NOW))['Sign-in good until']?.[1]).toBe('28 days');
  });

  it('look back once the token has run out', () => {
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
    expect(refused['Sign-in good until']).toEqual(['Ended', 'refused by Axiom']);
    expect(facts(makeProfile(NOW, { session: 'needs-browser' })).Refreshes?.[0]).toBe('Waiting');
    expect(facts(makeProfile(NOW, { session: 'paused' })).Refreshes?.[0]).toBe('Paused');
  });

  it('call unknown what is not known', () => {
    const { signInEndsAtMs: _, ...profile } = withoutExpiry(makeProfile(NOW, { attempts: [] }));
    expect(facts(profile)).toMatchObject({
      Expires: ['Unknown', 'not in the token'],
      'Sign-in good until': ['Unknown', 'not in the token'],
      'Last refresh': ['None yet', undefined],
    });
  });

  it('say that a file is sealed', () => {
    expect(facts(makeProfile(NOW, SEALED))['Kept in']).toEqual(['/drive/x', 'sealed with a passphrase']);
    expect(facts(makeProfile(NOW))['Kept in']).toEqual(['System keychain', undefined]);
  });

  it('say that the last refresh did not work', () => {
    const attempts = [{ atMs: NOW, durationMs: 5000, host: '127.0.0.1:4021', failureCode: 'TIMEOUT' }];
    expect(facts(makeProfile(NOW, { attempts }))['Last refresh']?.[1]).toBe('did not work, 127.0.0.1:4021');
  });
});

describe('the buttons', () => {
  it.each([
    [makeProfile(NOW), 'refresh', 'Refresh now'],
    [makeProfile(NOW, { session: 'offline' }), 'refresh', 'Try now'],
    [makeProfile(NOW, { token: 'unknown-expiry' }), 'refresh', 'Check now'],
    [makeProfile(NOW, { session: 'needs-sign-in' }), 'sign-in', 'Sign in'],
    [makeProfile(NOW, { session: 'needs-browser' }), 'sign-in-with-browser', 'Open the sign-in window'],
    [makeEmptyProfile(NOW, { storage: 'locked' }), 'retry-storage', 'Unlock and retry'],
    [makeProfile(NOW, { storage: 'unsaved' }), 'retry-storage', 'Retry saving'],
    [
      makeEmptyProfile(NOW, { ...SEALED, storage: 'locked', requiredUserAction: 'passphrase' }),
      'enter-passphrase',
      'Enter the passphrase',
    ],
    [
      makeProfile(NOW, { ...SEALED, storage: 'unsaved', requiredUserAction: 'passphrase' }),
      'enter-passphrase',
      'Enter the passphrase',
    ],
    [
      makeProfile(NOW, { ...SEALED, storage: 'unsaved', requiredUserAction: 'new-passphrase' }),
      'enter-passphrase',
      'Choose a passphrase',
    ],
    [
      makeEmptyProfile(NOW, { storage: 'unavailable', requiredUserAction: 'other-keychain' }),
      'choose-store',
      'Choose where to keep tokens',
    ],
    [makeEmptyProfile(NOW, { storage: 'unavailable' }), 'choose-store', 'Choose where to keep tokens'],
    [makeEmptyProfile(NOW, { storage: 'corrupt' }), 'restore', 'Restore a backup…'],
    [makeEmptyProfile(NOW), 'sign-in', 'Sign in'],
  ])('%#: the accent action is the one the headline offers', (profile, intent, label) => {
    expect(actionModel(profile, false, true).accent).toEqual({ intent, label });
  });

  it('offers both ways out of a damaged entry', () => {
    expect(actionModel(makeEmptyProfile(NOW, { storage: 'corrupt' }), false, true).others).toEqual([
      { intent: 'sign-in', label: 'Sign in again' },
    ]);
  });

  it.each(['locked', 'unsaved'] as const)('offers another place while the store is %s', (storage) => {
    const profile = storage === 'locked' ? makeEmptyProfile(NOW, { storage }) : makeProfile(NOW, { storage });
    expect(actionModel(profile, false, true).others).toContainEqual({
      intent: 'choose-store',
      label: 'Choose another place',
    });
  });

  it('offers to sign in without a keychain, and to try it again', () => {
    expect(actionModel(makeEmptyProfile(NOW, { storage: 'unavailable' }), false, true).others).toEqual([
      { intent: 'retry-storage', label: 'Try again' },
      { intent: 'sign-in', label: 'Sign in' },
    ]);
  });

  it('never offers an expired token to copy', () => {
    expect(actionModel(makeProfile(NOW, { token: 'expired' }), false, true).hasUsableToken).toBe(false);
    expect(actionModel(makeProfile(NOW, { token: 'expiring' }), false, true).hasUsableToken).toBe(true);
  });

  it('while everything is paused are the way back, and never a token or a refresh', () => {
    const paused = actionModel(makeProfile(NOW, { session: 'paused' }), true, true);
    expect(paused).toMatchObject({ accent: { intent: 'resume', label: 'Resume' }, others: [], hasUsableToken: false });
    const locked = actionModel(makeProfile(NOW, { session: 'paused', storage: 'locked' }), true, true);
    expect([locked.accent?.intent, ...locked.others.map(({ intent }) => intent)]).toEqual([
      'retry-storage',
      'choose-store',
    ]);
    const ended = actionModel(makeProfile(NOW, { session: 'needs-sign-in' }), true, true);
    expect([ended.accent?.intent, ended.hasUsableToken]).toEqual(['sign-in', false]);
  });

  it('take a profile out of the list only when it is known to be empty and not the last', () => {
    const canBeRemoved = (profile: ProfileStatus, isLast: boolean) => actionModel(profile, false, isLast).canBeRemoved;
    expect(canBeRemoved(makeEmptyProfile(NOW), false)).toBe(true);
    expect(canBeRemoved(makeEmptyProfile(NOW), true)).toBe(false);
    expect(canBeRemoved(makeProfile(NOW), false)).toBe(false);
    for (const storage of ['opening', 'locked', 'unavailable', 'corrupt', 'unsaved'] as const) {
      expect(canBeRemoved(makeEmptyProfile(NOW, { storage }), false)).toBe(false);
    }
  });

  it('offers nothing while opening', () => {
    expect(actionModel(makeEmptyProfile(NOW, { storage: 'opening' }), false, true)).toMatchObject({
      accent: undefined,
      others: [],
      hasTokens: false,
    });
  });
});

describe('the plot', () => {
  it('has a bar a try, the slowest the highest, and sums up', () => {
    const plot = plotModel(makeAttempts(NOW), NOW, dates);
    expect(plot.bars).toHaveLength(14);
    expect(plot.bars[4]).toMatchObject({ heightFraction: 1, tone: 'attention' });
    expect(plot.bars[13]?.title).toBe('12:00:00, 210 ms, api6, worked');
    expect(plot).toMatchObject({ to: '12:00', summary: '13 of 14 worked' });
  });

  it('tells a refusal from a failure that passes', () => {
    const plot = plotModel([{ atMs: NOW, durationMs: 90, failureCode: 'UNAUTHORIZED' }], NOW, dates);
    expect(plot.bars[0]).toMatchObject({ tone: 'bad', title: '12:00:00, 90 ms, refused by Axiom' });
    expect(plot).toMatchObject({ summary: 'it did not work', from: '', to: expect.stringContaining('12:00') });
  });

  it('does not make quick answers look slow', () => {
    expect(plotModel([{ atMs: NOW, durationMs: 10 }], NOW, dates).bars[0]?.heightFraction).toBeLessThan(0.2);
  });

  it('is empty without tries', () => {
    expect(plotModel([], NOW, dates)).toEqual({ bars: [], from: '', to: '', summary: '' });
  });
});
