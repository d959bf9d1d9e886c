// One place under its lock, with its deadline. Locking two: lock-both.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { ProfileLock } from '../../../../main/core/storage/profile-lock';
import { LockablePlace } from '../../../../main/core/storage/lockable-place';
import { outcomeOf } from '../../../support/core-graph';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

const record = makeRecord(3);

function setUp(path = '/tokens') {
  const parts = new StorageParts();
  const store = new ScriptedTokenStore(record, path);
  return { ...parts, clock: parts.clock, locks: parts.locks, store, held: parts.hold(store), parts };
}

describe('a look', () => {
  it('gives the record, or that there is none', async () => {
    const { held, store } = setUp();
    expect(await held.read()).toEqual({ kind: 'record', record });
    store.kept = undefined;
    expect(await held.read()).toEqual({ kind: 'absent' });
  });

  it.each([
    ['STORAGE_LOCKED', false, { kind: 'blocked', isMissing: false }],
    ['STORAGE_UNAVAILABLE', true, { kind: 'blocked', isMissing: true }],
    ['TIMEOUT', false, { kind: 'blocked', isMissing: false }],
    ['STORAGE_CORRUPT', false, { kind: 'damaged' }],
  ] as const)('that fails with %s (missing: %s) never throws', async (code, isMissing, expected) => {
    const { held, store } = setUp();
    store.fail(['load'], code, { isMissing });
    expect(await held.read()).toMatchObject({ ...expected, failure: { code } });
  });

  it('that fails in an unknown way is blocked, not empty', async () => {
    const { held, store } = setUp();
    store.load = () => Promise.reject(new Error('a surprise'));
    expect(await held.read()).toMatchObject({ kind: 'blocked', isMissing: false, failure: { code: 'INTERNAL' } });
  });
});

describe('a hold', () => {
  it('counts its holders: the last one releases the lock, and no release counts twice', async () => {
    const { held, locks } = setUp();
    const [first, second] = [await held.lock('write', 0), await held.lock('refresh', 0)];
    first();
    first();
    expect([held.isLocked, locks.size]).toEqual([true, 1]);
    second();
    expect([held.isLocked, locks.size]).toEqual([false, 0]);
  });

  it('confirms a read that was made while it was held, and no other', async () => {
    const { held } = setUp();
    await held.read();
    const release = await held.lock('write', 0);
    expect(held.isLockedSinceRead).toBe(false);
    await held.read();
    expect(held.isLockedSinceRead).toBe(true);
    release();
    expect(held.isLockedSinceRead).toBe(false);
    (await held.lock('write', 0))();
    expect(held.isLockedSinceRead).toBe(false);
  });

  it('says that another program is busy, and is not held then', async () => {
    const { held, parts, store } = setUp();
    const other = await parts.hold(store).lock('write', 0);
    expect(await outcomeOf(held.lock('write', 0))).toBe('TIMEOUT');
    expect(held.isLocked).toBe(false);
    other();
  });

  it('of a place in memory needs no lock, and always succeeds', async () => {
    const { clock, logger } = new StorageParts();
    const store = new ScriptedTokenStore();
    const place = { key: 'memory:default', choice: { kind: 'memory' }, store } as const;
    const table = new Map();
    const lock = new ProfileLock({ place: place.key, lock: createMemoryRefreshLock(clock, table), logger });
    const held = new LockablePlace(place, lock, { clock, logger });
    const release = await held.lock('write', 0);
    expect([held.isLocked, table.size]).toEqual([true, 0]);
    release();
    await held.read();
    expect([held.isLocked, held.isLockedSinceRead]).toEqual([true, true]);
  });
});

describe('a file that does not answer', () => {
  it('counts as unanswered, even if it answered before, until it answers again', async () => {
    const { held, store, clock } = setUp();
    expect(held.hasAnswered).toBe(false);
    await held.read();
    expect(held.hasAnswered).toBe(true);
    const open = store.hold('load');
    const looking = held.read();
    await clock.advance(10_000);
    await looking;
    expect(held.hasAnswered).toBe(false);
    open();
    await settle();
    await held.read();
    expect(held.hasAnswered).toBe(true);
  });

  it('is given up after 10 s, with a message for the person', async () => {
    const { held, store, clock } = setUp();
    store.hold('load');
    const looking = held.read();
    await clock.advance(9_999);
    expect(clock.timerCount).toBe(1);
    await clock.advance(1);
    expect(await looking).toMatchObject({
      kind: 'blocked',
      isMissing: false,
      failure: {
        code: 'TIMEOUT',
        message: 'The disk or network drive of /tokens does not answer.',
        remedy: expect.stringMatching(/are still refreshed/),
      },
    });
  });

  it('is not asked again while a call is unfinished, and is afterwards', async () => {
    const { held, store, clock } = setUp();
    const open = store.hold('load');
    const looking = held.read();
    await clock.advance(10_000);
    await looking;
    expect([await outcomeOf(held.save(record)), await outcomeOf(held.clear()), store.calls]).toEqual([
      'TIMEOUT',
      'TIMEOUT',
      ['load'],
    ]);
    open();
    await settle();
    expect(await held.read()).toEqual({ kind: 'record', record });
  });

  it.each(['save', 'clear'] as const)('is not asked for a late %s: the lock was released', async (call) => {
    const { held, store, clock } = setUp();
    const open = store.hold(call);
    const outcome = outcomeOf(call === 'save' ? held.save(makeRecord(4)) : held.clear());
    await clock.advance(10_000);
    open();
    await settle();
    expect([await outcome, store.kept]).toEqual(['TIMEOUT', record]);
  });

  it('ignores a late answer: the lock was released meanwhile', async () => {
    const { held, store, clock } = setUp();
    // A running call cannot be stopped.
    const save = store.save.bind(store);
    store.save = (given) => save(given);
    const release = await held.lock('write', 0);
    await held.read();
    const open = store.hold('save');
    const saving = outcomeOf(held.save(makeRecord(4)));
    await clock.advance(10_000);
    expect([await saving, held.isLockedSinceRead]).toEqual(['TIMEOUT', false]);
    open();
    await settle();
    expect([store.kept?.recordGeneration, held.isLockedSinceRead]).toEqual([4, false]);
    release();
  });

  it('that fails late causes no unhandled rejection', async () => {
    const { held, store, clock } = setUp();
    const open = store.hold('load');
    const looking = held.read();
    await clock.advance(10_000);
    await looking;
    store.fail(['load'], 'STORAGE_DENIED');
    open();
    await settle();
    store.fail(['load']);
    expect((await held.read()).kind).toBe('record');
  });
});

describe('a keychain', () => {
  it('has no deadline here: a person may be typing a password', async () => {
    const { held, store, clock } = setUp('System keychain');
    const open = store.hold('load');
    const looking = held.read();
    await clock.advance(600_000);
    expect(clock.timerCount).toBe(0);
    open();
    expect((await looking).kind).toBe('record');
  });
});

describe('a copy', () => {
  it('is written and read back', async () => {
    const { held, store } = setUp();
    await held.copyHere(makeRecord(4));
    expect(store.calls).toEqual(['save', 'load']);
  });

  it.each([
    ['nothing', undefined],
    ['other tokens', makeRecord(4)],
  ])('is refused when %s comes back', async (_what, kept) => {
    const { held, store } = setUp();
    store.save = async () => {
      store.kept = kept;
    };
    await expect(held.copyHere(record)).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'The new place (/tokens) did not keep the tokens.',
    });
  });

  it('fails as the store does', async () => {
    const { held, store } = setUp();
    store.fail(['save'], 'STORAGE_FULL');
    await expect(held.copyHere(record)).rejects.toBeInstanceOf(AxiomTokenError);
    expect(await outcomeOf(held.copyHere(record))).toBe('STORAGE_FULL');
  });
});
