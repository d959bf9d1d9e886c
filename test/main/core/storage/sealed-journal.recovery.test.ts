// What a start makes of a journal by itself, and what is told when it fails. The journal together with a store: sealed-journal.test.ts.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { makeJournal } from '../../../support/make-journal';
import { exposed, makeRecord } from '../../../support/make-record';

const crypto = createNodeCrypto();

describe('what a start finds', () => {
  it('is a later record of the same sign-in', async () => {
    const { journal, record, files } = makeJournal();
    const later = record(5);
    await journal.seal(later);
    files.intent = { recordGeneration: 4, startedAtMs: 1 };
    const { newer, wasInterrupted } = await journal.recover(record(4));
    expect([exposed(newer), wasInterrupted]).toEqual([exposed(later), false]);
    expect(files.sealed).toBeDefined();
  });

  it.each([4, 3])('is nothing when the store, at 4, has record %d as well', async (generation) => {
    const { journal, record, files, told } = makeJournal();
    await journal.seal(record(generation));
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect([files.sealed, files.aside, told()]).toEqual([undefined, [], []]);
  });

  it('is a lost answer when a refresh of this very record was under way', async () => {
    const { journal, record, files } = makeJournal();
    files.intent = { recordGeneration: 4, startedAtMs: 1 };
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: true });
    files.intent = { recordGeneration: 3, startedAtMs: 1 };
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect(files.intent).toBeUndefined();
  });

  it('stays as it is while there is no record: there is no key', async () => {
    const { journal, record, files, told } = makeJournal();
    await journal.seal(record(5));
    files.intent = { recordGeneration: 4, startedAtMs: 1 };
    expect(await journal.recover(undefined)).toEqual({ wasInterrupted: false });
    expect([files.sealed === undefined, files.intent === undefined, told()]).toEqual([false, false, []]);
  });

  it('is nothing in an empty journal, which is not written to then', async () => {
    const { journal, record, files, told } = makeJournal();
    files.failure = 'STORAGE_FULL';
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect(told()).toEqual([]);
  });

  it.each([
    ['is too short for a nonce', (sealed: Uint8Array) => sealed.slice(0, 5)],
    ['is a nonce and nothing more', (sealed: Uint8Array) => sealed.slice(0, 12)],
    ['was changed', (sealed: Uint8Array) => sealed.map((byte, at) => (at === 20 ? byte ^ 1 : byte))],
  ])('and cannot open because it %s, is put aside', async (_what, damage) => {
    const { journal, record, files, told } = makeJournal();
    await journal.seal(record(5));
    files.sealed = damage(files.sealed ?? new Uint8Array());
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect([files.sealed, files.aside.length]).toEqual([undefined, 1]);
    expect(told()).toEqual(['a sealed record could not be opened and was put aside']);
  });

  it('and cannot open because the record has no key, is put aside', async () => {
    const { journal, record, files } = makeJournal();
    await journal.seal(record(5));
    expect(await journal.recover(makeRecord(4))).toEqual({ wasInterrupted: false });
    expect([files.sealed, files.aside.length]).toEqual([undefined, 1]);
  });

  it('and opens but cannot read, as of a later version, is put aside', async () => {
    const { journal, record, files } = makeJournal();
    const found = record(4);
    const nonce = crypto.randomBytes(12);
    const key = Buffer.from(found.journalKey?.expose() ?? '', 'hex');
    const context = Buffer.from('axiom-token-manager journal 1');
    files.sealed = Buffer.concat([nonce, crypto.seal(key, nonce, Buffer.from('{"v":2}'), context)]);
    expect(await journal.recover(found)).toEqual({ wasInterrupted: false });
    expect([files.sealed, files.aside.length]).toEqual([undefined, 1]);
  });

  it('is nothing, and no failure, when it cannot be read', async () => {
    const { journal, record, files, told } = makeJournal();
    files.read = () => Promise.reject(new Error('no'));
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect(told()).toEqual(['the journal could not be read']);
  });
});

describe('a full disk', () => {
  it('is told of each step, and fails none', async () => {
    const { journal, record, files, told } = makeJournal();
    files.failure = 'STORAGE_FULL';
    await journal.writeRefreshIntent(1, 1);
    await journal.clearRefreshIntent();
    await journal.seal(record(1));
    await journal.clear();
    expect(told()).toEqual([
      'the start of a refresh could not be noted',
      'the end of a refresh could not be noted',
      'the record could not be sealed before it was saved',
      'the journal could not be cleared',
    ]);
  });

  it('is no matter for a record without a key, which is never sealed', async () => {
    const { journal, files, told } = makeJournal();
    await journal.seal(makeRecord(1));
    expect([files.sealed, told()]).toEqual([undefined, []]);
  });
});
