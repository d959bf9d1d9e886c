// What a move decides from the contents of both places. Whole moves through TokenManager: profile-storage.move.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import {
  decideFormerPlaceRemovals,
  decideMove,
  type FormerPlaceSituation,
  type MoveSituation,
  type MoveStep,
  placesLeftBehind,
} from '../../../../main/core/storage/move-step';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import type { Content, ReadResult } from '../../../../main/core/storage/storage-step';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { NO_RECORD } from '../../../support/storage-situations';

const NOW = FAKE_START_MS;
const own = makeRecord(5, NOW, { signInId: 'a'.repeat(32) });
const earlierCopy = { ...own, recordGeneration: 4 };
const laterCopy = { ...own, recordGeneration: 6 };
const others = makeRecord(2, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2'), signInId: 'b'.repeat(32) });
const foreign = makeRecord(2, NOW, { origin: 'http://127.0.0.1:1', signInId: 'c'.repeat(32) });

const held = (record: TokenRecord): ReadResult => ({ kind: 'record', record });
const kept: Content = { kind: 'record', record: own, by: 'found' };
const none: Content = { kind: 'none' };
const unknown: Content = { kind: 'as-found' };
const { absent, locked, missing, damaged } = NO_RECORD;
const deleted: ReadResult = {
  kind: 'blocked',
  failure: new AxiomTokenError('STORAGE_UNAVAILABLE', { isMissing: true, isDeleted: true }),
  isMissing: true,
};

/** A signed-in profile and an empty place, with the given differences. */
const decide = (more: Partial<MoveSituation>) => {
  const step = decideMove({
    content: kept,
    former: held(own),
    target: absent,
    hasTokens: true,
    leavesUnread: false,
    formerName: '/former',
    targetName: '/tokens',
    origin: 'https://axiom.trade',
    nameOf: ({ signInId = 'none' }) => signInId,
    ...more,
  });
  return step.kind === 'refuse' ? step.failure.code : step.kind;
};

describe('a move with tokens', () => {
  it.each<[string, Partial<MoveSituation>, string]>([
    ['to an empty place brings them', {}, 'copy'],
    ['from a place that could not be read brings them', { former: locked }, 'copy'],
    ['to a place with the copy of a try that broke off brings them', { target: held(own) }, 'copy'],
    ['to a place with an earlier copy of the same sign-in brings them', { target: held(earlierCopy) }, 'copy'],
    ['to a place with a later one of the same sign-in is refused', { target: held(laterCopy) }, 'STORAGE_DENIED'],
    ['to a place with another account is refused', { target: held(others) }, 'STORAGE_DENIED'],
    ['to a place of another server is refused', { target: held(foreign) }, 'STORAGE_DENIED'],
    ['to a locked place is refused', { target: locked }, 'STORAGE_LOCKED'],
    ['to a damaged place is refused', { target: damaged }, 'STORAGE_CORRUPT'],
  ])('%s', (_what, more, expected) => {
    expect(decide(more)).toBe(expected);
  });
});

describe('a move without tokens', () => {
  it.each<[string, Partial<MoveSituation>, string]>([
    ['to an empty place goes there', {}, 'go'],
    ['uses what is at the new place', { target: held(others) }, 'go'],
    ['that never was decided over takes it as well', { content: { kind: 'as-found' }, target: held(own) }, 'go'],
    ['does not take what is another server’s', { target: held(foreign) }, 'WRONG_ORIGIN'],
    [
      'takes nothing while the former place still holds some',
      { former: held(own), target: held(own) },
      'STORAGE_DENIED',
    ],
    ['takes nothing while the former place could not be read', { former: locked, target: held(own) }, 'STORAGE_DENIED'],
    ['that was signed out goes to an empty place though the former cannot be read', { former: locked }, 'go'],
    ['that is noted and cannot be read is refused', { content: unknown, former: locked }, 'STORAGE_LOCKED'],
    ['that is noted and not understood is refused', { content: unknown, former: damaged }, 'STORAGE_CORRUPT'],
    ['that is noted and hidden is refused', { content: unknown, former: missing }, 'STORAGE_UNAVAILABLE'],
    ['that is noted and surely deleted goes on', { content: unknown, former: deleted }, 'go'],
    ['that is noted and left on purpose goes on', { content: unknown, former: locked, leavesUnread: true }, 'go'],
    ['that nothing is noted of goes on', { content: unknown, former: locked, hasTokens: false }, 'go'],
    ['to a locked place is refused', { target: locked }, 'STORAGE_LOCKED'],
  ])('%s', (_what, more, expected) => {
    expect(decide({ content: none, former: absent, ...more })).toBe(expected);
  });
});

describe('what is removed from the former place', () => {
  const replaced = makeRecord(4, NOW, { signInId: 'd'.repeat(32) });
  const putBack = makeRecord(4, NOW - 60_000, { signInId: 'f'.repeat(32) });
  const unread = { former: locked, base: replaced, noted: { hasTokens: true, signIn: replaced.signInId } };
  const seen = { former: held(replaced), base: replaced };
  const person: Partial<FormerPlaceSituation> = { by: 'person' };
  const server: Partial<FormerPlaceSituation> = { by: 'server' };

  it.each<[string, Partial<FormerPlaceSituation>, readonly string[]]>([
    ['is what is moved', {}, ['moved a']],
    ['is nothing where nothing is', { former: absent, noted: { hasTokens: true, neverSaved: ['e'] } }, []],
    ['is what is moved and may lie there', { former: locked }, ['moved a']],
    [
      'is what is moved where its name was not noted',
      { ...person, former: locked, noted: { hasTokens: true } },
      ['moved a'],
    ],
    ['is nothing where nothing was saved', { ...person, former: locked, noted: { hasTokens: false } }, []],
    ['is what a person has replaced', { ...person, ...seen }, ['signed-out d']],
    ['is what a person has replaced and may lie there', { ...person, ...unread }, ['signed-out d']],
    [
      'is what a person has replaced, as others have renewed it',
      { ...person, ...seen, base: undefined },
      ['signed-out d'],
    ],
    ['is what a former run has replaced as well', { ...server, ...seen }, ['moved a', 'moved d']],
    ['is what a former run has replaced and may lie there', { ...server, ...unread }, ['moved a', 'moved d']],
    ['is not what others have put there since', { ...server, ...seen, base: own }, ['moved a']],
    ['is not what others have put there over it', seen, ['moved a']],
    ['is an earlier sign-in that was put back there, as well', { former: held(putBack) }, ['moved a', 'moved f']],
    ['is not what is of another account', { ...person, former: held(others) }, ['moved a']],
    ['is not what is of another server', { ...person, former: held(foreign) }, ['moved a']],
    [
      'is what was never there as well',
      { ...person, ...unread, noted: { ...unread.noted, neverSaved: ['e'] } },
      ['signed-out d', 'signed-out e'],
    ],
    [
      'is what was never there, where nothing was saved',
      { ...person, former: locked, noted: { hasTokens: false, neverSaved: ['e'] } },
      ['copied e'],
    ],
  ])('%s', (_what, more, expected) => {
    const removals = decideFormerPlaceRemovals({
      copy: own,
      by: 'found',
      former: held(own),
      noted: { hasTokens: true, signIn: own.signInId },
      base: own,
      origin: 'https://axiom.trade',
      nameOf: ({ signInId = 'none' }) => signInId,
      ...more,
    });
    expect(removals.map(({ reason, signIn }) => `${reason} ${signIn?.charAt(0)}`)).toEqual(expected);
  });
});

describe('places with tokens that were left behind', () => {
  const go = { kind: 'go', found: undefined } as const;
  const leaving = { ...go, leavesUnread: true } as const;
  const [keychain, file, other] = [
    { kind: 'keychain' },
    { kind: 'file', path: '/t' },
    { kind: 'file', path: '/o' },
  ] as const satisfies readonly StoreChoice[];

  it.each<
    [string, readonly StoreChoice[] | undefined, StoreChoice, StoreChoice, MoveStep, readonly StoreChoice[] | undefined]
  >([
    ['none after a move that read its place', undefined, keychain, file, go, undefined],
    ['the place that could not be read', undefined, keychain, file, leaving, [keychain]],
    ['each once', [keychain], keychain, file, leaving, [keychain]],
    ['earlier ones too', [keychain], file, other, leaving, [keychain, file]],
    ['earlier ones after a move with tokens', [keychain], file, other, { kind: 'copy', record: own }, [keychain]],
    ['not the one that is chosen again', [keychain], file, keychain, go, undefined],
    ['the one that is left for it', [keychain], file, keychain, leaving, [file]],
  ])('%s', (_what, before, former, target, step, expected) => {
    expect(placesLeftBehind(before, { former, target, step })).toEqual(expected);
  });

  it('are only those of which something is noted', () => {
    const at = { former: locked, target: absent, leavesUnread: true, formerName: '/f', targetName: '/t' };
    const around = { content: unknown, origin: 'https://axiom.trade', nameOf: () => 'one' };
    expect(decideMove({ ...at, ...around, hasTokens: true })).toEqual(leaving);
    expect(decideMove({ ...at, ...around, hasTokens: false })).toEqual(go);
  });
});
