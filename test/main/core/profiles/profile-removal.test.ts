import { describe, expect, it } from 'vitest';
import { removalRefusal, type RemovalFacts } from '../../../../main/core/profiles/profile-removal';

const EMPTY: RemovalFacts = {
  name: 'hedge',
  hasTokens: false,
  mayHold: false,
  isRestDeleted: false,
  isMoving: false,
  entry: { hasTokens: false },
  storage: 'saved',
  isDemo: false,
  isLast: false,
};

const UNFINISHED: RemovalFacts['entry'] = {
  hasTokens: false,
  removing: [{ store: { kind: 'keychain' }, sinceMs: 1, reason: 'signed-out' }],
};

describe('removing a profile from the list', () => {
  it('is allowed when it surely holds nothing and another one stays', () => {
    expect(removalRefusal(EMPTY)).toBeUndefined();
  });

  it.each<[string, Partial<RemovalFacts>]>([
    ['tokens in memory', { hasTokens: true }],
    ['tokens at its place as far as this run knows', { mayHold: true }],
    ['tokens by the index', { entry: { hasTokens: true } }],
    ['tokens in memory, while an earlier deletion is not finished', { hasTokens: true, entry: UNFINISHED }],
    ['a store that is being read', { storage: 'opening' }],
    ['tokens that are not saved', { storage: 'unsaved' }],
  ])('is refused with %s', (_what, facts) => {
    expect(removalRefusal({ ...EMPTY, ...facts })).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'hedge may still have tokens, so it stays in the list.',
      remedy: 'Sign it out first. Nothing was changed.',
    });
  });

  it.each(['locked', 'unavailable', 'corrupt'] as const)(
    'is refused while its place cannot be read, with advice that is not a sign-out: %s',
    (storage) => {
      expect(removalRefusal({ ...EMPTY, storage })).toMatchObject({
        code: 'INVALID_INPUT',
        message: 'The place of hedge cannot be read now, and may have tokens, so it stays in the list.',
        remedy: 'Make that place readable, or choose another place in Settings, then remove it. Nothing was changed.',
      });
    },
  );

  it.each(['saved', 'locked'] as const)(
    'is refused while its sign-out is not over, which is no reason to sign out again: %s',
    (storage) => {
      expect(removalRefusal({ ...EMPTY, storage, entry: UNFINISHED, mayHold: true })).toMatchObject({
        code: 'INVALID_INPUT',
        message: 'The sign-out of hedge is not finished yet, so it stays in the list.',
        remedy: 'It continues automatically once the place of its tokens can be reached. Nothing was changed.',
      });
    },
  );

  it('is allowed if others have deleted the file that its sign-out was to remove, and nothing else is left', () => {
    const facts = { ...EMPTY, entry: UNFINISHED, mayHold: true, isRestDeleted: true };
    expect(removalRefusal(facts)).toBeUndefined();
    expect(removalRefusal({ ...facts, hasTokens: true })?.code).toBe('INVALID_INPUT');
    expect(removalRefusal({ ...facts, entry: { hasTokens: true } })?.code).toBe('INVALID_INPUT');
    expect(removalRefusal({ ...facts, storage: 'unavailable' })?.code).toBe('INVALID_INPUT');
  });

  it('is refused while a file is missing; the message says how to show that it was deleted', () => {
    const removing = [{ store: { kind: 'file', path: '/a' }, sinceMs: 1, reason: 'signed-out' }] as const;
    const refusal = removalRefusal({ ...EMPTY, entry: { hasTokens: false, removing }, mayHold: true });
    expect(refusal?.remedy).toBe(
      'It continues automatically once the place of its tokens can be reached. ' +
        'If you have deleted the file, and nothing else is in its folder, put any other file there. Nothing was changed.',
    );
  });

  it('is refused during a move of its tokens, whatever the index says', () => {
    expect(removalRefusal({ ...EMPTY, isMoving: true })).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The tokens of hedge are being moved to another place right now, so it stays in the list.',
      remedy: 'Wait until they are there. Nothing was changed.',
    });
  });

  it.each<[string, Partial<RemovalFacts>, string, string]>([
    [
      'the demo',
      { isDemo: true },
      'hedge is the demo account, which stays in the list until you quit.',
      'Nothing was changed.',
    ],
    [
      'the last profile',
      { isLast: true },
      'hedge is the only account, so it stays in the list.',
      'Add another one first. Nothing was changed.',
    ],
  ])('is refused for %s, which needs no sign-out first', (_what, facts, message, remedy) => {
    expect(removalRefusal({ ...EMPTY, ...facts })).toMatchObject({ code: 'INVALID_INPUT', message, remedy });
  });
});
