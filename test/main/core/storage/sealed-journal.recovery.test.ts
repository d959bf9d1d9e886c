// How a start handles a journal, and what it reports on failure. The journal together with a store: sealed-journal.test.ts.
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../support/core-graph';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJournal } from '../../../support/make-journal';
import { makeTokens } from '../../../support/make-jwt';
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

  it('is the record of a sign-in that was to replace the one in the store', async () => {
    const { journal, record, files } = makeJournal();
    await journal.seal(record(5, { signInId: 'b'.repeat(32), savedAtMs: FAKE_START_MS + 1 }));
    const former = record(4, { signInId: 'a'.repeat(32) });
    expect((await journal.recover(former)).newer?.signInId).toBe('b'.repeat(32));
    // Under one key, generations continue whatever the clock says: a lower one is left from an earlier sign-in.
    const later = record(6, { signInId: 'c'.repeat(32), savedAtMs: FAKE_START_MS - 1 });
    expect(await journal.recover(later)).toEqual({ wasInterrupted: false });
    expect(files.sealed).toBeUndefined();
  });

  it.each([
    ['later', 60_000, true],
    ['earlier', -60_000, false],
  ])(
    'is of one sign-in and one count what was issued %s: two programs have counted on from one record',
    async (_how, byMs, isTaken) => {
      const { journal, record } = makeJournal();
      const signInId = 'a'.repeat(32);
      const sealed = record(5, { signInId, tokens: makeTokens(FAKE_START_MS + byMs) });
      await journal.seal(sealed);
      const found = record(5, { signInId });
      expect((await journal.newerThan(found)) !== undefined).toBe(isTaken);
      expect((await journal.recover(found)).newer !== undefined).toBe(isTaken);
    },
  );

  it('can be compared with a record in memory without changing anything, and is nothing for another account', async () => {
    const { journal, record, files } = makeJournal();
    expect(await journal.newerThan(record(4))).toBeUndefined();
    await journal.seal(record(5));
    const { sealed } = files;
    expect((await journal.newerThan(record(4)))?.recordGeneration).toBe(5);
    expect([await journal.newerThan(record(6)), files.sealed]).toEqual([undefined, sealed]);
    const others = record(4, { tokens: makeTokens(FAKE_START_MS, 900_000, 'account-9') });
    expect(await journal.newerThan(others)).toBeUndefined();
    files.read = () => Promise.reject(new Error('no'));
    expect(await journal.newerThan(record(4))).toBeUndefined();
  });

  it.each([
    ['saved later, whatever the dates of its tokens', FAKE_START_MS + 1, FAKE_START_MS - 60_000, true],
    ['issued later, though the clock was set back', FAKE_START_MS - 1, FAKE_START_MS + 60_000, true],
    ['neither', FAKE_START_MS - 1, FAKE_START_MS - 60_000, false],
  ])(
    'is a sign-in that never saw the one in the store, where it was %s',
    async (_how, savedAtMs, issuedAtMs, isKept) => {
      const { journal } = makeJournal(undefined, 'journal');
      const tokens = makeTokens(issuedAtMs);
      const signInId = 'b'.repeat(32);
      await journal.seal(makeRecord(1, savedAtMs, { tokens, signInId, journalKey: new Secret('ab'.repeat(32)) }));
      const { newer } = await journal.recover(makeRecord(5, FAKE_START_MS, { signInId: 'a'.repeat(32) }));
      expect(newer?.signInId).toBe(isKept ? signInId : undefined);
    },
  );

  it('is a sign-in that was to replace one with which another program has gone on since', async () => {
    const { journal, record } = makeJournal();
    const tokens = makeTokens(FAKE_START_MS + 60_000);
    await journal.seal(record(5, { tokens, signInId: 'b'.repeat(32) }));
    const goneOn = record(5, { tokens: makeTokens(FAKE_START_MS + 30_000), signInId: 'a'.repeat(32) });
    expect((await journal.recover(goneOn)).newer?.signInId).toBe('b'.repeat(32));
  });

  it.each([
    ['after', 1, true],
    ['before', -1, false],
  ])('is a sign-in that was decided %s that of the store, however that was refreshed', async (_how, byMs, isTaken) => {
    const { journal, record } = makeJournal();
    const decidedAtMs = FAKE_START_MS - 50;
    await journal.seal(record(isTaken ? 5 : 7, { signInId: 'b'.repeat(32), decidedAtMs: decidedAtMs + byMs }));
    const found = record(6, { signInId: 'a'.repeat(32), decidedAtMs });
    expect((await journal.newerThan(found)) !== undefined).toBe(isTaken);
    // A clock that was set back since says nothing about them.
    const ahead = { ...found, decidedAtMs: FAKE_START_MS + 60_000 };
    expect((await journal.newerThan(ahead)) !== undefined).toBe(!isTaken);
  });

  it('has the time of the last decision for its sign-in', async () => {
    const { journal, record } = makeJournal();
    const signInId = 'a'.repeat(32);
    await journal.seal(record(5, { signInId, decidedAtMs: 1 }));
    expect((await journal.newerThan(record(4, { signInId, decidedAtMs: 2 })))?.decidedAtMs).toBe(2);
  });

  it('is not what another program, which counts no generations, has saved since', async () => {
    const { journal, record, journalKey } = makeJournal();
    await journal.seal(record(5));
    const laterMs = FAKE_START_MS + 60_000;
    const found = makeRecord(0, laterMs, { tokens: makeTokens(laterMs), journalKey });
    expect(await journal.recover(found)).toEqual({ wasInterrupted: false });
    const earlierMs = FAKE_START_MS - 60_000;
    const used = makeRecord(0, laterMs, { tokens: makeTokens(earlierMs), journalKey });
    await journal.seal(record(6));
    expect((await journal.recover(used)).newer?.recordGeneration).toBe(6);
  });

  it('is nothing of another account’s, which stays sealed', async () => {
    const { journal, record, files } = makeJournal();
    await journal.seal(record(5, { tokens: makeTokens(FAKE_START_MS, 900_000, 'account-2') }));
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect(files.sealed).toBeDefined();
  });

  it.each([4, 3])('is nothing when the journal has record %d and the store has record 4', async (generation) => {
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
    expect(told()).toEqual(['a sealed record could not be opened and was set aside']);
  });

  it.each([
    ['has no key', undefined],
    ['has another key', new Secret('ab'.repeat(32))],
  ])('stays untouched where the record %s: it is another sign-in’s', async (_what, journalKey) => {
    const { journal, record, files, told } = makeJournal();
    await journal.seal(record(5));
    const sealed = files.sealed;
    const other = makeRecord(4, FAKE_START_MS, journalKey ? { journalKey } : {});
    expect(await journal.recover(other)).toEqual({ wasInterrupted: false });
    await journal.clear(other);
    expect([files.sealed === sealed, files.aside, told()]).toEqual([true, [], []]);
    expect((await journal.recover(record(4))).newer?.recordGeneration).toBe(5);
  });

  it('that opens but has an unknown form, as of a later version, is put aside', async () => {
    const { journal, record, files } = makeJournal();
    const found = record(4);
    const nonce = crypto.randomBytes(12);
    const key = Buffer.from(found.journalKey?.expose() ?? '', 'hex');
    const context = Buffer.from('axiom-token-manager journal 1');
    await journal.seal(record(5));
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
  it('is reported for each step, and fails only the start of a refresh', async () => {
    const { journal, record, files, told } = makeJournal();
    files.failure = 'STORAGE_FULL';
    expect(await outcomeOf(journal.writeRefreshIntent(1, 1))).toBe('STORAGE_FULL');
    await journal.clearRefreshIntent();
    await journal.seal(record(1));
    await journal.clear(record(1));
    expect(told()).toEqual([
      'the end of a refresh could not be noted',
      'the record could not be sealed before it was saved',
      'the journal could not be cleared',
    ]);
  });

  it('does not matter for a record without a key, which is never sealed', async () => {
    const { journal, files, told } = makeJournal();
    await journal.seal(makeRecord(1));
    expect([files.sealed, told()]).toEqual([undefined, []]);
  });
});

describe('what an earlier version has sealed', () => {
  /** Sealed in a journal without key ids. */
  const formerOf = async (...sealed: readonly ReturnType<ReturnType<typeof makeJournal>['record']>[]) => {
    const former: Uint8Array[] = [];
    for (const each of sealed) {
      const { journal, files } = makeJournal();
      await journal.seal(each);
      former.push(files.sealed ?? new Uint8Array());
    }
    return former;
  };

  it.each(['record', 'journal'] as const)(
    'is found with the key of the store’s record, and used: key in the %s',
    async (keyPlace) => {
      const { journal, record, files } = makeJournal(undefined, keyPlace);
      files.former = await formerOf(record(4), record(6), record(5));
      const { newer } = await journal.recover(record(3));
      expect([newer?.recordGeneration, files.former, files.sealedByKey.size]).toEqual([6, [], 1]);
      // A start that ended before the store had it.
      expect((await journal.recover(record(3))).newer?.recordGeneration).toBe(6);
      await journal.clear(newer);
      expect(files.sealedByKey.size).toBe(0);
    },
  );

  it('stays where it is while its key is not found', async () => {
    const { journal, record, files } = makeJournal();
    files.former = await formerOf(record(5));
    expect(await journal.recover(makeRecord(1))).toEqual({ wasInterrupted: false });
    await journal.clear(makeRecord(1));
    expect([files.former.length, files.sealedByKey.size, files.aside]).toEqual([1, 0, []]);
  });

  it('is removed when the store or the journal has something as new', async () => {
    const { journal, record, files } = makeJournal();
    files.former = await formerOf(record(4));
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
    expect([files.former, files.sealedByKey.size]).toEqual([[], 0]);
    files.former = await formerOf(record(5));
    await journal.seal(record(6));
    expect((await journal.recover(record(4))).newer?.recordGeneration).toBe(6);
    expect(files.former).toEqual([]);
  });

  it('means that no answer was lost', async () => {
    const { journal, record, files } = makeJournal();
    files.former = await formerOf(record(4));
    files.intent = { recordGeneration: 4, startedAtMs: 1 };
    expect(await journal.recover(record(4))).toEqual({ wasInterrupted: false });
  });

  it('is not removed before it was used', async () => {
    const { journal, record, files, told } = makeJournal();
    files.former = await formerOf(record(5));
    files.failure = 'STORAGE_FULL';
    await journal.recover(record(4));
    expect([files.former.length, told()]).toEqual([1, ['the journal could not be read']]);
    files.failure = undefined;
    expect((await journal.recover(record(4))).newer?.recordGeneration).toBe(5);
  });
});

describe('a key beside the journal', () => {
  it('opens what was sealed, also when another program has dropped the record’s own', async () => {
    const { journal, record, files } = makeJournal(undefined, 'journal');
    await journal.seal(record(5));
    const { newer } = await journal.recover(makeRecord(4));
    expect([newer?.recordGeneration, files.key?.equals(record(1).journalKey ?? files.key)]).toEqual([5, false]);
    await journal.clear(makeRecord(5));
    expect(files.sealedByKey.size).toBe(0);
  });

  it('is made once and kept', async () => {
    const { journal, record, files } = makeJournal(undefined, 'journal');
    await journal.recover(record(1));
    expect(files.key).toBeUndefined();
    await journal.seal(record(1));
    const { key } = files;
    await journal.seal(record(2));
    expect([key !== undefined, files.key === key, files.sealedByKey.size]).toEqual([true, true, 1]);
  });

  it('removes what was sealed with a sign-in of which nothing is known any more', async () => {
    const { journal, record, files } = makeJournal(undefined, 'journal');
    await journal.seal(record(5));
    await journal.clear(undefined);
    expect(files.sealedByKey.size).toBe(0);
  });
});
