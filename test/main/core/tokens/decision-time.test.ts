import { describe, expect, it } from 'vitest';
import {
  compareDecisions,
  decidedSchema,
  fromStoredDecision,
  isDecidedAfter,
  toStoredDecision,
  withLaterDecision,
} from '../../../../main/core/tokens/decision-time';
import { FAKE_START_MS as NOW } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';

const [ID, OTHER_ID] = ['a'.repeat(32), 'b'.repeat(32)];
const { signInId: _id, ...unnamed } = makeRecord(1, NOW, { signInId: ID });
const decided = (atMs?: number, signInId: string | undefined = ID) => ({
  ...unnamed,
  ...(signInId === undefined ? {} : { signInId }),
  ...(atMs === undefined ? {} : { decidedAtMs: atMs }),
});

describe('when a person decided for a sign-in', () => {
  it.each([ID, undefined])('is stored with its name, %s', (signInId) => {
    const record = { ...unnamed, ...(signInId === undefined ? {} : { signInId }), decidedAtMs: NOW };
    const stored = toStoredDecision(record);
    expect(fromStoredDecision(decidedSchema.parse(stored), signInId)).toEqual({ decidedAtMs: NOW });
    expect(toStoredDecision(unnamed)).toBeUndefined();
  });

  it('is nothing beside another name: a version that does not know it has signed in over it', () => {
    const stored = toStoredDecision(decided(NOW));
    expect([fromStoredDecision(stored, OTHER_ID), fromStoredDecision(stored, undefined)]).toEqual([{}, {}]);
  });

  it.each([NOW, 'soon', { at_ms: 'soon' }, { at_ms: -1 }, { sign_in: ID }, null])('is not known from %j', (stored) => {
    expect(fromStoredDecision(decidedSchema.parse(stored), ID)).toEqual({});
  });

  it.each([
    ['later', 2, true],
    ['now', 5, true],
    ['of the very moment', 1, false],
    ['earlier', 0, false],
    ['in the future', 6, false],
    ['not known', undefined, false],
  ])('is after something else, or not: %s', (_what, atMs, expected) => {
    expect(isDecidedAfter(decided(atMs), 1, 5)).toBe(expected);
  });
});

describe('of two decisions', () => {
  it.each([
    ['the one that was later', 3, 2, 1],
    ['the other', 2, 3, -1],
    ['neither where both are of one moment', 3, 3, undefined],
    ['neither where the one is in the future', 6, 3, undefined],
    ['neither where the other is', 3, 6, undefined],
    ['neither where one does not say', undefined, 3, undefined],
    ['neither where the other does not', 3, undefined, undefined],
  ])('%s came later', (_what, oneMs, otherMs, expected) => {
    expect(compareDecisions(decided(oneMs), decided(otherMs, OTHER_ID), 5)).toBe(expected);
  });

  it('for one sign-in the later one is kept, and one for another sign-in is dropped', () => {
    const record = decided(2);
    expect(withLaterDecision(record, decided(3)).decidedAtMs).toBe(3);
    expect(withLaterDecision(decided(), decided(3)).decidedAtMs).toBe(3);
    for (const other of [decided(2), decided(1), decided(), decided(3, OTHER_ID)])
      expect(withLaterDecision(record, other)).toBe(record);
  });
});
