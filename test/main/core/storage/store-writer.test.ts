// The writer by itself: when it looks, what it seals before it writes, and what it leaves alone. With its turns and retries: store-keeper.test.ts.
import { describe, expect, it } from 'vitest';
import { StoreWriter } from '../../../../main/core/storage/store-writer';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeJournal } from '../../../support/make-journal';
import { makeRecord } from '../../../support/make-record';
import { makeRecordInMemory } from '../../../support/record-in-memory';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const ORIGIN = 'https://axiom.trade';

function setUp(kept?: TokenRecord) {
  const store = new ScriptedTokenStore(kept);
  const { files, journal, record } = makeJournal();
  const memory = makeRecordInMemory();
  return { store, files, journal, memory, record, writer: new StoreWriter(memory, ORIGIN) };
}

describe('the writer of a store', () => {
  it('looks before its first write, counts on from what is there, and then trusts its own writing', async () => {
    const { store, journal, memory, record, writer } = setUp(makeRecord(9));
    memory.set(record(1));
    writer.markDirty();
    await writer.writeOnce(store, journal, true);
    expect([store.calls, store.kept?.recordGeneration, writer.isDirty]).toEqual([['load', 'save'], 10, false]);
    memory.set(record(11));
    writer.markDirty();
    await writer.writeOnce(store, journal, true);
    expect([store.calls, store.kept?.recordGeneration]).toEqual([['load', 'save', 'save'], 11]);
    writer.lookFirst();
    writer.markDirty();
    await writer.writeOnce(store, journal, true);
    expect(store.calls.slice(3)).toEqual(['load', 'save']);
  });

  it('does not look where the store was just read', async () => {
    const { store, journal, memory, record, writer } = setUp();
    memory.set(record(1));
    writer.trust();
    writer.markDirty();
    await writer.writeOnce(store, journal, true);
    expect(store.calls).toEqual(['save']);
  });

  it.each([
    ['seals first what is known to follow', true],
    ['seals nothing over what is not known', false],
  ])('%s, when the store does not even answer the look', async (_what, isKnown) => {
    const { store, files, journal, memory, record, writer } = setUp();
    memory.set(record(1));
    writer.markDirty();
    store.fail(['load', 'save'], 'STORAGE_UNAVAILABLE');
    expect(await outcomeOf(writer.writeOnce(store, journal, isKnown))).toBe('STORAGE_UNAVAILABLE');
    expect([files.sealed !== undefined, writer.isDirty]).toEqual([isKnown, true]);
  });

  it('seals what it saves until the store has it, and then needs no journal', async () => {
    const { store, files, journal, memory, record, writer } = setUp();
    memory.set(record(1));
    writer.trust();
    writer.markDirty();
    store.fail(['save'], 'STORAGE_FULL');
    expect(await outcomeOf(writer.writeOnce(store, journal, true))).toBe('STORAGE_FULL');
    expect([files.sealed !== undefined, writer.isDirty]).toEqual([true, true]);
    store.fail(['save']);
    await writer.writeOnce(store, journal, true);
    expect([files.sealed, writer.isDirty]).toEqual([undefined, false]);
  });

  it('leaves the journal alone when memory has gone on during the write', async () => {
    const { store, files, journal, memory, record, writer } = setUp();
    memory.set(record(1));
    writer.trust();
    writer.markDirty();
    const release = store.hold('save');
    const writing = writer.writeOnce(store, journal, true);
    await settle();
    const later = record(2);
    memory.set(later);
    await journal.seal(later);
    release();
    await writing;
    expect([writer.isDirty, files.sealed !== undefined, store.kept?.recordGeneration]).toEqual([true, true, 1]);
  });

  it('takes tokens that go out of the journal first, so that they cannot come back', async () => {
    const { store, files, journal, record, writer } = setUp(makeRecord(1));
    await journal.seal(record(2));
    writer.markLeaving(record(1));
    writer.trust();
    writer.markDirty();
    store.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(writer.writeOnce(store, journal, true))).toBe('STORAGE_LOCKED');
    expect([files.sealed, store.kept === undefined, writer.isDirty]).toEqual([undefined, false, true]);
    store.fail(['clear']);
    await writer.writeOnce(store, journal, true);
    expect([store.kept, writer.isDirty]).toEqual([undefined, false]);
  });

  it('does not remove what another account has put there meanwhile, and brings it to memory', async () => {
    const other = makeRecord(3, FAKE_START_MS, { tokens: makeTokens(FAKE_START_MS, 900_000, 'account-2') });
    const { store, journal, memory, writer } = setUp(other);
    writer.markLeaving(makeRecord(2));
    writer.markDirty();
    await writer.writeOnce(store, journal, true);
    expect([store.calls, store.kept === other, memory.get() === other, writer.isDirty]).toEqual([
      ['load'],
      true,
      true,
      false,
    ]);
  });
});
