import { describe, expect, it } from 'vitest';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import {
  isRefused,
  refuseOtherAccount,
  retiredRefusal,
  signedOutRefusal,
  spentRefusalOf,
  stillSealed,
  stillToBeRemoved,
  unseenPlaceRefusal,
} from '../../../../main/core/storage/refusals';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const own = makeTokens(FAKE_START_MS);
const others = makeTokens(FAKE_START_MS, 900_000, 'account-2');

describe('a refusal', () => {
  it('comes for another account only, and says what to do', () => {
    refuseOtherAccount(undefined, others);
    refuseOtherAccount(own, makeTokens(FAKE_START_MS + 1));
    expect(() => refuseOtherAccount(own, others)).toThrow(
      expect.objectContaining({
        code: 'WRONG_ACCOUNT',
        message: 'These tokens belong to another account than the one that is signed in here.',
        remedy: 'Add the other account as one of its own, or sign out here first. Nothing was changed.',
      }),
    );
  });

  it('does not come if the accounts are not known to differ', () => {
    const { authenticatedUserId: _, ...nameless } = others;
    expect(() => refuseOtherAccount(own, nameless)).not.toThrow();
  });

  it.each([
    ['of a profile that was taken out of the list', retiredRefusal(), 'CANCELLED', /Add it again and sign in/],
    ['of what was asked for before a sign-out', signedOutRefusal(), 'INVALID_INPUT', /Try again if you still want it/],
    ['of a restore over a place that was not seen', unseenPlaceRefusal(), 'STORAGE_UNAVAILABLE', /Restore again/],
  ])('%s has its code and its remedy', (_what, refusal, code, remedy) => {
    expect(refusal.code).toBe(code);
    expect(refusal.remedy).toMatch(remedy);
    expect(refusal.message.length).toBeGreaterThan(20);
  });
});

it('comes for a pair that another profile has or that is used up, if that is known', () => {
  const refuse = (): never => {
    throw new AxiomTokenError('INVALID_INPUT');
  };
  const checks = [{}, { refuseSecondOwner: refuse }, { singleUse: { refuseKnown: refuse } }].map(spentRefusalOf);
  expect(checks.map((check) => isRefused(check, own))).toEqual([false, true, true]);
});

describe('what could not be removed', () => {
  const because = (code: ErrorCode, isMissing = false) =>
    stillToBeRemoved(new AxiomTokenError(code, { message: 'Because.', isMissing }), { reason: 'signed-out' }, '/a');

  it('is reported with the place, the cause and what happens next', () => {
    expect(because('STORAGE_UNAVAILABLE')).toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'Tokens that you signed out of or replaced could not be removed from /a. Because.',
      remedy: 'The removal is tried again automatically until they are gone.',
    });
  });

  it('asks to unlock what is locked', () => {
    expect(because('STORAGE_LOCKED').remedy).toBe(
      'Unlock it. The removal is tried again automatically until they are gone.',
    );
  });

  it.each([
    ['moved', 'The tokens are in their new place. Whether the old copy is still in /a is unknown. Because.'],
    ['copied', 'The tokens are where they were. Whether a move has left a copy in /a is unknown. Because.'],
    ['signed-out', 'Whether tokens that you signed out of or replaced are still in /a is unknown. Because.'],
  ] as const)('claims nothing of a place where nothing is found: %s', (reason, message) => {
    const cause = new AxiomTokenError('STORAGE_UNAVAILABLE', { message: 'Because.', isMissing: true });
    expect(stillToBeRemoved(cause, { reason }, '/a')).toMatchObject({
      message,
      remedy:
        'If you removed them yourself, there is nothing left to do. Otherwise connect the drive or unlock the keychain: the removal then continues automatically.',
    });
  });

  it('stays missing where it is that', () => {
    expect([because('STORAGE_LOCKED').isMissing, because('STORAGE_LOCKED', true).isMissing]).toEqual([false, true]);
  });

  it('keeps its own message if that is about it', () => {
    const sealed = stillSealed();
    expect(stillToBeRemoved(sealed, { reason: 'moved' })).toBe(sealed);
  });
});

it('a check that throws refuses, and where there is none nothing is refused', () => {
  const refuseOthers = (tokens: typeof own): void => refuseOtherAccount(own, tokens);
  expect([isRefused(refuseOthers, others), isRefused(refuseOthers, own), isRefused(undefined, others)]).toEqual([
    true,
    false,
    false,
  ]);
});
