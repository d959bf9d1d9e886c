import { describe, expect, it } from 'vitest';
import { actionModel } from '../../../renderer/model/action-model';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { inSealedFile, makeEmptyProfile, makeProfile } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const SEALED = inSealedFile('/drive/x');

function lookingAgain(profile: ProfileStatus): ProfileStatus {
  return { ...profile, headline: { ...profile.headline, action: 'look-again', actionLabel: 'Look again' } };
}

describe('the buttons', () => {
  it.each([
    [makeProfile(NOW), 'refresh', 'Refresh now'],
    [makeProfile(NOW, { session: 'offline' }), 'refresh', 'Refresh now'],
    [makeProfile(NOW, { token: 'unknown-expiry' }), 'refresh', 'Refresh now'],
    [makeProfile(NOW, { session: 'needs-sign-in' }), 'sign-in', 'Sign in'],
    [makeProfile(NOW, { session: 'needs-browser' }), 'sign-in-with-browser', 'Open the sign-in window'],
    [makeEmptyProfile(NOW, { storage: 'locked' }), 'retry-storage', 'Unlock and retry'],
    [makeProfile(NOW, { storage: 'unsaved' }), 'retry-storage', 'Save again'],
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
    [makeProfile(NOW, { session: 'held-up' }), 'refresh', 'Refresh now'],
    [lookingAgain(makeEmptyProfile(NOW, { storage: 'unavailable' })), 'retry-storage', 'Look again'],
    [makeEmptyProfile(NOW, { storage: 'corrupt' }), 'restore', 'Restore a backup…'],
    [makeEmptyProfile(NOW), 'sign-in', 'Sign in'],
  ])('%#: the accent action is the one the headline offers', (profile, intent, label) => {
    expect(actionModel(profile, false, true).accent).toEqual({ intent, label });
  });

  it.each([
    [{ session: 'paused', storage: 'unsaved' }, 'Resume', ['Save again', 'Choose another place']],
    [{ token: 'expired', storage: 'unsaved' }, 'Refresh now', ['Save again', 'Choose another place']],
    [{ token: 'expired', storage: 'locked' }, 'Refresh now', ['Unlock and retry', 'Choose another place']],
    [{ session: 'needs-sign-in', storage: 'unsaved' }, 'Sign in', ['Save again', 'Choose another place']],
    [
      { session: 'needs-browser', storage: 'unavailable' },
      'Open the sign-in window',
      ['Choose where to keep tokens', 'Try again'],
    ],
    [
      { ...SEALED, session: 'paused', storage: 'unsaved', requiredUserAction: 'passphrase' },
      'Resume',
      ['Enter the passphrase', 'Choose another place'],
    ],
    [{ session: 'paused' }, 'Resume', []],
    [{ session: 'offline', storage: 'unsaved' }, 'Save again', ['Choose another place']],
  ] as const)('%j: what the place calls for stands beside what is worse', (change, accent, others) => {
    const model = actionModel(makeProfile(NOW, change), 'session' in change && change.session === 'paused', true);
    expect([model.accent?.label, model.others.map(({ label }) => label)]).toEqual([accent, others]);
  });

  it('offers another place beside "Look again", and a sign-in only without tokens', () => {
    const intents = (profile: ProfileStatus) =>
      actionModel(lookingAgain(profile), false, true).others.map(({ intent }) => intent);
    expect(intents(makeEmptyProfile(NOW, { storage: 'unavailable' }))).toEqual(['choose-store', 'sign-in']);
    expect(intents(makeProfile(NOW, { storage: 'unavailable' }))).toEqual(['choose-store']);
  });

  it('offers both solutions for a damaged entry, and another place', () => {
    expect(actionModel(makeEmptyProfile(NOW, { storage: 'corrupt' }), false, true).others).toEqual([
      { intent: 'sign-in', label: 'Sign in again' },
      { intent: 'choose-store', label: 'Choose another place' },
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

  it('while everything is paused offer "Resume", and never a token or a refresh', () => {
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

  it('remove a profile from the list only when it is known to be empty and not the last', () => {
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
