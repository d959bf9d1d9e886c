// The reader by itself: what comes from store and journal to memory, and what came in meanwhile. With turns and retries: store-keeper.test.ts.
import { describe, expect, it } from 'vitest';
import { StoreReader } from '../../../../main/core/storage/store-reader';
import { StoreWriter } from '../../../../main/core/storage/store-writer';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeJournal } from '../../../support/make-journal';
import { makeRecordInMemory } from '../../../support/record-in-memory';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const ORIGIN = 'https://axiom.trade';
const OTHER_ORIGIN = 'http://127.0.0.1:1';
const hold = async () => () => undefined;

function setUp() {
  const { files, journal, record: recordOf } = makeJournal();
  const record = (generation: number, origin = ORIGIN) => recordOf(generation, { origin });
  const memory = makeRecordInMemory();
  const writer = new StoreWriter(memory, ORIGIN);
  return { files, journal, record, memory, writer, reader: new StoreReader(memory, writer, ORIGIN) };
}

describe('reading a store for the first time', () => {
  it('brings to memory what is there, and then its content is known', async () => {
    const { record, memory, writer, reader } = setUp();
    const kept = record(3);
    expect(reader.isLoaded).toBe(false);
    await reader.read(new ScriptedTokenStore(kept), undefined, hold);
    expect([memory.get() === kept, reader.isLoaded, writer.isDirty, reader.wasInterrupted]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    reader.forget();
    expect(reader.isLoaded).toBe(false);
    reader.markLoaded();
    expect(reader.isLoaded).toBe(true);
  });

  it('leaves what came in while the store was asked', async () => {
    const { record, memory, writer, reader } = setUp();
    const store = new ScriptedTokenStore(record(3));
    const release = store.hold('load');
    const reading = reader.read(store, undefined, hold);
    const newer = record(1);
    memory.set(newer);
    writer.markDirty();
    release();
    expect(await reading).toBeUndefined();
    expect([memory.get() === newer, reader.isLoaded]).toEqual([true, false]);
  });

  it.each([
    ['the record of before', 3],
    ['nothing any more', undefined],
  ])('finishes a removal that was cut short: %s is to go, and is not shown', async (_what, generation) => {
    const { record, memory, writer, reader } = setUp();
    const kept = generation === undefined ? undefined : record(generation);
    const store = Object.assign(new ScriptedTokenStore(kept), { deletionPendingSinceMs: FAKE_START_MS });
    await reader.read(store, undefined, hold);
    expect([memory.get(), writer.isDirty, reader.isLoaded]).toEqual([undefined, true, true]);
  });

  it('keeps what was saved after a removal that was cut short', async () => {
    const { record, memory, writer, reader } = setUp();
    const kept = record(3);
    const store = Object.assign(new ScriptedTokenStore(kept), { deletionPendingSinceMs: FAKE_START_MS - 1 });
    await reader.read(store, undefined, hold);
    expect([memory.get() === kept, writer.isDirty]).toEqual([true, false]);
  });

  it('knows of a lost answer until something is written', async () => {
    const { files, journal, record, reader } = setUp();
    files.intent = { recordGeneration: 3, startedAtMs: FAKE_START_MS };
    await reader.read(new ScriptedTokenStore(record(3)), journal, hold);
    expect(reader.wasInterrupted).toBe(true);
    reader.markWritten();
    expect([reader.wasInterrupted, reader.isLoaded]).toEqual([false, true]);
  });

  it('leaves the journal to the process that holds the profile', async () => {
    const { journal, record, memory, reader } = setUp();
    await journal.seal(record(4));
    const kept = record(3);
    const busy = () => Promise.reject(new Error('held'));
    expect(await reader.read(new ScriptedTokenStore(kept), journal, busy)).toBeUndefined();
    expect(memory.get()).toBe(kept);
  });
});

describe('reading a store again', () => {
  it('asks nothing while memory has more than it', async () => {
    const { record, writer, reader } = setUp();
    const store = new ScriptedTokenStore(record(9));
    writer.markDirty();
    expect([await reader.adopt(store, undefined), store.calls]).toEqual([false, []]);
  });

  it('says whether there was something newer, and knows of no lost answer by that', async () => {
    const { record, memory, writer, reader } = setUp();
    const [older, newer] = [record(3), record(4)];
    memory.set(older);
    expect([await reader.adopt(new ScriptedTokenStore(older), undefined), memory.get() === older]).toEqual([
      false,
      true,
    ]);
    expect([await reader.adopt(new ScriptedTokenStore(newer), undefined), memory.get() === newer]).toEqual([
      true,
      true,
    ]);
    expect([writer.isDirty, reader.wasInterrupted]).toEqual([false, false]);
  });

  it.each(['load', 'journal'] as const)('leaves what came in while it asked: %s', async (step) => {
    const { files, journal, record, memory, writer, reader } = setUp();
    memory.set(record(3));
    await journal.seal(record(5));
    const store = new ScriptedTokenStore(record(4));
    let release = step === 'load' ? store.hold('load') : (): void => undefined;
    if (step === 'journal') {
      const read = files.read.bind(files);
      files.read = async (keyId) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return read(keyId);
      };
    }
    const adopting = reader.adopt(store, journal);
    await settle();
    const newest = record(1);
    memory.set(newest);
    writer.markDirty();
    release();
    expect([await adopting, memory.get() === newest]).toEqual([false, true]);
  });

  it('takes what the journal has when the store does not answer, and has it written', async () => {
    const { journal, record, memory, writer, reader } = setUp();
    memory.set(record(3));
    await journal.seal(record(4));
    const store = new ScriptedTokenStore(record(3));
    store.fail(['load'], 'STORAGE_LOCKED');
    expect(await reader.adopt(store, journal)).toBe(true);
    expect([memory.get()?.recordGeneration, writer.isDirty]).toEqual([4, true]);
  });

  it('fails as the store does when the journal has nothing newer', async () => {
    const { journal, record, memory, reader } = setUp();
    memory.set(record(3));
    const store = new ScriptedTokenStore(record(3));
    store.fail(['load'], 'STORAGE_LOCKED');
    expect(await outcomeOf(reader.adopt(store, journal))).toBe('STORAGE_LOCKED');
  });

  it('takes nothing from the journal over another server’s tokens', async () => {
    const { files, journal, record, memory, reader } = setUp();
    memory.set(record(3));
    await journal.seal(record(4));
    expect(await outcomeOf(reader.adopt(new ScriptedTokenStore(record(9, OTHER_ORIGIN)), journal))).toBe(
      'WRONG_ORIGIN',
    );
    expect([memory.get()?.recordGeneration, files.sealed !== undefined]).toEqual([3, true]);
  });
});
