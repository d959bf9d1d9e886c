// What is special about this store; the common contract is contracts/token-store.contract.ts.
import { describe, expect, it } from 'vitest';
import { createMemoryTokenStore } from '../../../../main/adapters/stores/memory-token-store';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { exposed, makeRecord } from '../../../support/make-record';

describe('the memory store', () => {
  it('says that it keeps tokens for this run only', () => {
    expect(createMemoryTokenStore()).toMatchObject({ kind: 'memory', place: 'This run only' });
  });

  it('shares nothing with another one', async () => {
    const [first, second] = [createMemoryTokenStore(), createMemoryTokenStore()];
    await first.save(makeRecord());
    expect(await second.load()).toBeUndefined();
    await second.clear();
    expect(await first.load()).toBeDefined();
  });

  it('gives a record of its own each time, not the one that it was given', async () => {
    const store = createMemoryTokenStore();
    const record = makeRecord(3);
    await store.save(record);
    const [once, again] = [await store.load(), await store.load()];
    expect(once).not.toBe(record);
    expect(again).not.toBe(once);
    expect([exposed(once), exposed(again)]).toEqual([exposed(record), exposed(record)]);
  });

  it('keeps the same fields of a record as a permanent store, and no others', async () => {
    const store = createMemoryTokenStore();
    await store.save({ ...makeRecord(), more: 'x' } as ReturnType<typeof makeRecord>);
    expect(await store.load()).not.toHaveProperty('more');
  });

  it.each([
    ['is larger than any', 'save', makeRecord(2, FAKE_START_MS, { email: 'x'.repeat(70_000) }), 'SECRET_TOO_LARGE'],
    ['could not be read again', 'load', makeRecord(2, FAKE_START_MS, { recordGeneration: -1 }), 'STORAGE_CORRUPT'],
  ] as const)('refuses a record that %s when a lasting store would: to %s', async (_what, call, record, code) => {
    const store = createMemoryTokenStore();
    await store.save(makeRecord(1));
    const saved = await outcomeOf(store.save(record));
    const loaded = await outcomeOf(store.load().then((kept) => kept?.recordGeneration));
    expect([saved, loaded]).toEqual(call === 'save' ? [code, 1] : [undefined, code]);
  });
});
