import { describe, expect, it } from 'vitest';
import {
  IndexedTokenStore,
  type TokensMark,
  type TokensState,
} from '../../../../main/core/profiles/indexed-token-store';
import { outcomeOf } from '../../../support/core-graph';
import { makeRecord } from '../../../support/make-record';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const SINCE_MS = 1_000;

function setUp(hasTokens: boolean, kept = hasTokens ? makeRecord() : undefined, isLeaving = false) {
  const inner = new ScriptedTokenStore(kept, 'A place');
  const marks: TokensState[] = isLeaving ? ['leaving'] : [];
  /** What was done to the store before each mark. */
  const order: unknown[] = [];
  const state = () => marks.at(-1) ?? (hasTokens ? 'kept' : 'none');
  const mark: TokensMark = {
    has: () => state() === 'kept',
    deletionPendingSinceMs: () => (state() === 'leaving' ? SINCE_MS : undefined),
    set: async (value) => {
      marks.push(value);
      order.push([value, inner.calls.at(-1)]);
    },
  };
  return { inner, marks, order, store: new IndexedTokenStore(inner, mark) };
}

describe('the index beside a store', () => {
  it('shows the store through', () => {
    const { store } = setUp(false);
    expect([store.kind, store.place, store.requiredUserAction]).toEqual(['keychain', 'A place', undefined]);
  });

  it('passes on what the store waits for', () => {
    const inner = Object.assign(new ScriptedTokenStore(), { requiredUserAction: 'passphrase' as const });
    const mark = { has: () => false, deletionPendingSinceMs: () => undefined, set: async () => undefined };
    const store = new IndexedTokenStore(inner, mark);
    expect(store.requiredUserAction).toBe('passphrase');
  });

  it('learns of tokens once they are saved', async () => {
    const { store, order } = setUp(false);
    await store.save(makeRecord());
    expect(order).toEqual([['kept', 'save']]);
  });

  it('notes a removal before it is made, and after', async () => {
    const { store, inner, order } = setUp(true);
    await store.clear();
    expect([order, inner.kept]).toEqual([
      [
        ['leaving', undefined],
        ['none', 'clear'],
      ],
      undefined,
    ]);
  });

  it('remembers a removal that failed, and tells since when', async () => {
    const { store, inner, marks } = setUp(true);
    inner.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(store.clear())).toBe('STORAGE_LOCKED');
    expect([marks, store.deletionPendingSinceMs]).toEqual([['leaving'], SINCE_MS]);
    inner.fail(['clear']);
    await store.clear();
    expect([marks.at(-1), store.deletionPendingSinceMs, inner.kept]).toEqual(['none', undefined, undefined]);
  });

  it('does not take tokens that are being removed for kept ones', async () => {
    const { store, marks } = setUp(false, makeRecord(3), true);
    expect((await store.load())?.recordGeneration).toBe(3);
    expect(marks).toEqual(['leaving']);
  });

  it('forgets a removal before new tokens are saved, so that they cannot fall to it', async () => {
    const { store, order } = setUp(false, makeRecord(3), true);
    await store.save(makeRecord(4));
    expect(order).toEqual([
      ['none', undefined],
      ['kept', 'save'],
    ]);
  });

  it('learns of tokens that it finds', async () => {
    const { store, order } = setUp(false, makeRecord(3));
    expect((await store.load())?.recordGeneration).toBe(3);
    expect(order).toEqual([['kept', 'load']]);
  });

  it('is not written when it knows already, nor when nothing was found or saved', async () => {
    const known = setUp(true);
    await known.store.load();
    await known.store.save(makeRecord());
    const empty = setUp(false);
    await empty.store.load();
    await empty.store.clear();
    empty.inner.fail(['save'], 'STORAGE_FULL');
    expect(await outcomeOf(empty.store.save(makeRecord()))).toBe('STORAGE_FULL');
    expect([known.marks, empty.marks]).toEqual([[], []]);
  });

  it('goes on naming tokens that the store did not find: they may only be hidden', async () => {
    const { store, inner, marks } = setUp(true);
    inner.kept = undefined;
    expect(await store.load()).toBeUndefined();
    expect(marks).toEqual([]);
  });
});
