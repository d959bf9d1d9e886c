// What a move decides before anything is noted or removed. Whole moves through TokenManager: copy-to-store.test.ts.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { createMemoryTokenStore } from '../../../../main/adapters/stores/memory-token-store';
import { SealedJournal } from '../../../../main/core/storage/sealed-journal';
import { arriveAt, type Departure } from '../../../../main/core/storage/store-move';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeTokens } from '../../../support/make-jwt';
import { exposed, makeRecord } from '../../../support/make-record';

const NOW = FAKE_START_MS;
const ORIGIN = 'https://axiom.trade';
const OTHER_ORIGIN = 'http://127.0.0.1:1';
const others = makeRecord(2, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') });
const foreign = makeRecord(2, NOW, { origin: OTHER_ORIGIN });

/** A profile with record 5 in memory and in its store; what differs is given. */
const departure = (more: Partial<Departure> = {}): Departure => {
  const record = makeRecord(5);
  return { record, isDirty: false, lastLook: { found: record }, origin: ORIGIN, journal: undefined, ...more };
};
const signedOut = { record: undefined, lastLook: { found: undefined } };

describe('a move with tokens', () => {
  it('brings them to an empty place, where they were read again', async () => {
    const target = new ScriptedTokenStore();
    const leaving = departure();
    expect(await arriveAt(target, leaving)).toEqual({ kept: leaving.record, isAdopted: false, mayRemoveFormer: true });
    expect([target.kept, target.calls]).toEqual([leaving.record, ['load', 'save', 'load']]);
  });

  it.each([
    ['nothing', { found: undefined }, true],
    ['the same', { found: makeRecord(5) }, true],
    ['something earlier', { found: makeRecord(4) }, true],
    ['something later', { found: makeRecord(6) }, false],
    ['another account', { found: others }, false],
    ['another server', { found: foreign }, false],
    ['what could not be read', undefined, false],
  ])('from a place that holds %s lets the former copy go: %s', async (_what, lastLook, mayRemoveFormer) => {
    expect(await arriveAt(new ScriptedTokenStore(), departure({ lastLook }))).toMatchObject({ mayRemoveFormer });
    const unsaved = departure({ lastLook, isDirty: true });
    expect(await arriveAt(new ScriptedTokenStore(), unsaved)).toMatchObject({ mayRemoveFormer });
  });

  it('is refused by a place that holds others, which stay', async () => {
    const target = new ScriptedTokenStore(others);
    expect(await outcomeOf(arriveAt(target, departure()))).toBe('STORAGE_DENIED');
    expect([target.kept, target.saved]).toEqual([others, []]);
  });
});

describe('a move of a profile that is signed out', () => {
  it('takes what lies at the new place, and writes nothing there', async () => {
    const found = makeRecord(7);
    const target = new ScriptedTokenStore(found);
    const arrival = await arriveAt(target, departure(signedOut));
    expect(arrival).toEqual({ kept: found, isAdopted: true, newer: undefined, mayRemoveFormer: true });
    expect(target.calls).toEqual(['load']);
  });

  it('finds nothing at an empty place', async () => {
    const target = new ScriptedTokenStore();
    expect(await arriveAt(target, departure(signedOut))).toEqual({
      kept: undefined,
      isAdopted: false,
      mayRemoveFormer: true,
    });
    expect(target.saved).toEqual([]);
  });

  it.each([
    ['of another server', 'WRONG_ORIGIN', signedOut, foreign],
    ['when the former place still holds some', 'STORAGE_DENIED', { ...signedOut, lastLook: { found: makeRecord(5) } }],
    ['when the former place could not be read', 'STORAGE_DENIED', { ...signedOut, lastLook: undefined }],
    ['when it is only being signed out', 'STORAGE_DENIED', { ...signedOut, isDirty: true }],
  ])('does not take tokens %s: %s', async (_what, code, leaving, found = makeRecord(7)) => {
    const target = new ScriptedTokenStore(found);
    expect(await outcomeOf(arriveAt(target, departure(leaving)))).toBe(code);
    expect([target.kept, target.saved]).toEqual([found, []]);
  });
});

describe('a move of a profile that is being signed out', () => {
  it.each([
    ['another account', { found: others }, true],
    ['another server', { found: foreign }, true],
    ['what could not be read', undefined, false],
  ])('from a place that holds %s lets the former copy go: %s', async (_what, lastLook, mayRemoveFormer) => {
    const leaving = departure({ record: undefined, isDirty: true, lastLook });
    expect(await arriveAt(new ScriptedTokenStore(), leaving)).toEqual({
      kept: undefined,
      isAdopted: false,
      mayRemoveFormer,
    });
  });
});

describe('what a run that ended at the new place has left in the journal', () => {
  const withJournal = async () => {
    const files = new MemoryJournal();
    const journal = new SealedJournal(files, createNodeCrypto(), new RecordingLogger());
    const record = (generation: number) => makeRecord(generation, NOW, { journalKey });
    const journalKey = journal.makeKey();
    const later = record(8);
    await journal.seal(later);
    return { files, journal, record, later };
  };

  it('is brought beside what is taken there', async () => {
    const { journal, record, later } = await withJournal();
    const found = record(7);
    const arrival = await arriveAt(new ScriptedTokenStore(found), departure({ ...signedOut, journal }));
    expect([arrival.kept, exposed(arrival.newer)]).toEqual([found, exposed(later)]);
  });

  it('is not looked at for a place in memory, nor when tokens are brought along', async () => {
    const { files, journal, record } = await withJournal();
    const before = files.sealed;
    const memory = createMemoryTokenStore();
    await memory.save(record(7));
    expect(await arriveAt(memory, departure({ ...signedOut, journal }))).toMatchObject({
      isAdopted: true,
      newer: undefined,
    });
    expect(await arriveAt(new ScriptedTokenStore(), departure({ journal }))).not.toHaveProperty('newer');
    expect([files.sealed, files.aside]).toEqual([before, []]);
  });
});
