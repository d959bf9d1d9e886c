import { describe, expect, it } from 'vitest';
import { IndexedTokenStore } from '../../../main/core/indexed-token-store';
import { outcomeOf } from '../../support/core-graph';
import { makeRecord } from '../../support/make-record';
import { ScriptedTokenStore } from '../../support/scripted-token-store';

function setUp(hasTokens: boolean, kept = hasTokens ? makeRecord() : undefined) {
  const inner = new ScriptedTokenStore(kept, 'A place');
  const marks: boolean[] = [];
  const mark = {
    has: () => marks.at(-1) ?? hasTokens,
    set: async (value: boolean) => {
      marks.push(value);
      // What was done to the store by then tells the order.
      expect(inner.calls.at(-1)).toBe(value ? (inner.saved.length > 0 ? 'save' : 'load') : undefined);
    },
  };
  return { inner, marks, store: new IndexedTokenStore(inner, mark) };
}

describe('the index beside a store', () => {
  it('shows the store through', () => {
    const { store } = setUp(false);
    expect([store.kind, store.place, store.wish]).toEqual(['keychain', 'A place', undefined]);
  });

  it('passes on what the store waits for', () => {
    const inner = Object.assign(new ScriptedTokenStore(), { wish: 'passphrase' as const });
    const store = new IndexedTokenStore(inner, { has: () => false, set: async () => undefined });
    expect(store.wish).toBe('passphrase');
  });

  it('learns of tokens once they are saved, and forgets them before they are removed', async () => {
    const saving = setUp(false);
    await saving.store.save(makeRecord());
    expect(saving.marks).toEqual([true]);
    const clearing = setUp(true);
    await clearing.store.clear();
    expect([clearing.marks, clearing.inner.kept]).toEqual([[false], undefined]);
  });

  it('learns of tokens that it finds', async () => {
    const { store, marks } = setUp(false, makeRecord(3));
    expect((await store.load())?.generation).toBe(3);
    expect(marks).toEqual([true]);
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
