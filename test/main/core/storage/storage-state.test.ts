import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { StorageState } from '../../../../main/core/storage/storage-state';
import type { Observed } from '../../../../main/core/storage/storage-step';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { makeRecord } from '../../../support/make-record';

const record = makeRecord(3);
const failure = new AxiomTokenError('STORAGE_UNAVAILABLE');

function setUp() {
  const heard: (readonly [TokenRecord | undefined, boolean])[] = [];
  const state = new StorageState({
    recordChanged: (next, isForgotten) => heard.push([next, isForgotten]),
    changed: () => undefined,
  });
  return { state, heard };
}

describe('what a storage knows', () => {
  it('is nothing at first, without any decision', () => {
    const { state } = setUp();
    expect([state.content, state.observed, state.record, state.decisions]).toEqual([
      { kind: 'as-found' },
      { kind: 'unread' },
      undefined,
      0,
    ]);
    expect([state.isUnwritten, state.isGone, state.wasInterrupted]).toEqual([false, false, false]);
  });

  it('ignores marks of a sign-in that is still there, but not later ones of it', () => {
    const { state } = setUp();
    const [past, later, other] = [
      { signIn: 'a', atMs: 1 },
      { signIn: 'a', atMs: 2 },
      { signIn: 'b', atMs: 1 },
    ];
    state.pastMarks = [past];
    expect(state.presentMarks([past, later, other])).toEqual([later, other]);
  });

  it('remembers the last refresh tokens that others have replaced, each once', () => {
    const { state } = setUp();
    const seen = Array.from({ length: 40 }, () => makeRecord(3));
    for (const found of seen) {
      state.replacedBy(found);
      state.replacedBy({ ...found, recordGeneration: 4 });
    }
    expect(state.base?.recordGeneration).toBe(4);
    expect(state.former).toEqual(seen.slice(7, 39).map(({ tokens }) => tokens.refreshToken));
  });

  it('counts decisions of a person, but not results of its own steps', () => {
    const { state } = setUp();
    state.decide({ kind: 'record', record, by: 'person' });
    state.set({ kind: 'record', record, by: 'found' });
    state.decide({ kind: 'none' });
    expect(state.decisions).toBe(2);
  });

  it('gets a change of the record once, and whether it was forgotten', () => {
    const { state, heard } = setUp();
    state.set({ kind: 'record', record, by: 'server' });
    state.set({ kind: 'record', record, by: 'found' });
    state.set({ kind: 'none' }, true);
    state.set({ kind: 'none' }, true);
    expect(heard).toEqual([
      [record, false],
      [undefined, true],
    ]);
  });

  it.each([
    ['found', false],
    ['server', true],
    ['person', true],
  ] as const)('of a record by %s says that it is still to be written: %s', (by, isUnwritten) => {
    const { state } = setUp();
    state.set({ kind: 'record', record, by });
    expect(state.isUnwritten).toBe(isUnwritten);
  });

  it.each<[Observed, boolean]>([
    [{ kind: 'unread' }, false],
    [{ kind: 'absent' }, true],
    [{ kind: 'blocked', failure, isMissing: true }, true],
    [{ kind: 'blocked', failure, isMissing: false }, false],
    [{ kind: 'damaged', failure }, false],
    [{ kind: 'record', record }, false],
  ])('of a place that is $kind says whether it is empty', (observed, isGone) => {
    const { state } = setUp();
    state.observed = observed;
    expect(state.isGone).toBe(isGone);
  });

  it('remembers what was there before it read or wrote anything', () => {
    const { state } = setUp();
    const later = makeRecord(2);
    state.noteRead({ kind: 'record', record });
    expect(state.first).toBe(record);
    state.replacedBy(record);
    state.noteRead({ kind: 'record', record: later });
    expect(state.first).toBe(record);
    // After a sign-out, earlier state is unknown.
    state.noteContent(undefined);
    state.noteRead({ kind: 'record', record: later });
    expect(state.first).toBe(later);
  });

  it('holds what was written or removed as seen, until it is to be read again', () => {
    const { state } = setUp();
    state.noteContent(record);
    expect([state.base, state.observed]).toEqual([record, { kind: 'record', record }]);
    state.noteContent(undefined);
    expect([state.base, state.observed]).toEqual([undefined, { kind: 'absent' }]);
    state.forgetRead();
    expect(state.observed).toEqual({ kind: 'unread' });
  });
});
