// From step to step until nothing can be done, and when to retry. Whole storages: profile-storage.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

const ID = 'a'.repeat(32);
const record = makeRecord(5, FAKE_START_MS, { signInId: ID });
const keychain = { kind: 'keychain' } as const;

describe('the loop', () => {
  it('loads what is there, notes it, and is done', async () => {
    const parts = new StorageParts(record);
    expect(parts.loop.facet).toBe('opening');
    await parts.loop.advance();
    expect([parts.loop.facet, parts.loop.failure, parts.loop.hasUnsavedTokens]).toEqual(['saved', undefined, false]);
    expect([parts.noted, parts.store.calls, parts.locks.size]).toEqual([
      [{ hasTokens: true, signIn: ID, removing: [] }],
      ['load'],
      0,
    ]);
  });

  it('asks nothing again when nothing has changed', async () => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    await parts.loop.advance();
    expect(parts.store.calls).toEqual(['load']);
    await parts.loop.readAgain();
    expect(parts.store.calls).toEqual(['load', 'load']);
  });

  it('releases every lock, also after a failure', async () => {
    const parts = new StorageParts();
    parts.store.fail(['save'], 'STORAGE_FULL');
    parts.state.decide({ kind: 'record', record, by: 'person' });
    await parts.loop.advance();
    expect([parts.locks.size, parts.loop.facet, parts.loop.failure?.code]).toEqual([0, 'unsaved', 'STORAGE_FULL']);
  });

  it('writes a removal into the index before it removes anything', async () => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    parts.notebook.noteRemoval(parts.notebook.removalOf(record, keychain, 'signed-out'));
    parts.state.decide({ kind: 'none' });
    const lying: unknown[] = [];
    parts.onNote = ({ removing }) => void lying.push([removing.length, parts.store.kept !== undefined]);
    await parts.loop.advance();
    expect(lying).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  it('removes although the index cannot be written, and says that it is not remembered', async () => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    parts.onNote = () => {
      throw new AxiomTokenError('STORAGE_FULL');
    };
    parts.notebook.noteRemoval(parts.notebook.removalOf(record, keychain, 'signed-out'));
    parts.state.decide({ kind: 'none' });
    await parts.loop.advance();
    expect([parts.store.kept, parts.loop.placeFailure, parts.loop.failure?.code]).toEqual([
      undefined,
      undefined,
      'STORAGE_FULL',
    ]);
  });

  it('does not hold the lock of its own place while it waits for that of a former place', async () => {
    const parts = new StorageParts(record);
    const former = new ScriptedTokenStore(record, '/left');
    const { place } = parts.hold(former);
    parts.notebook.noteRemoval(parts.notebook.removalOf(record, place.choice, 'signed-out'));
    former.clear = async () => {
      expect([...parts.locks.keys()]).toEqual([place.key]);
      former.kept = undefined;
    };
    await parts.loop.advance();
    expect([former.kept, parts.loop.failure, parts.store.kept]).toEqual([undefined, undefined, record]);
  });
});

describe('what could not be done', () => {
  it('is tried again by a call after the backoff, and read again then', async () => {
    const parts = new StorageParts(record);
    parts.store.fail(['load'], 'STORAGE_LOCKED');
    await parts.loop.advance();
    expect([parts.loop.facet, parts.retries]).toEqual(['locked', 0]);
    await parts.clock.advance(750);
    expect(parts.retries).toBe(1);
    parts.store.fail(['load']);
    await parts.loop.advance();
    expect([parts.loop.facet, parts.clock.timerCount]).toEqual(['saved', 0]);
  });

  it.each(['the index', 'a former place'])('at %s is tried again more and more seldom', async (which) => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    if (which === 'the index') {
      parts.onNote = () => {
        throw new AxiomTokenError('STORAGE_DENIED');
      };
      parts.notebook.noteContent(record, keychain);
    } else {
      const former = new ScriptedTokenStore(record, '/left');
      former.fail(['load'], 'STORAGE_LOCKED');
      const { choice } = parts.hold(former).place;
      parts.notebook.noteRemoval(parts.notebook.removalOf(record, choice, 'moved'));
      parts.notebook.noteContent(record, keychain);
    }
    const waits: number[] = [];
    for (let tries = 0; tries < 9; tries++) {
      await parts.loop.readAgain();
      waits.push(parts.clock.requestedDelaysMs.at(-1) ?? 0);
    }
    expect(waits).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000]);
  });

  it('starts again with the shortest wait after everything was done', async () => {
    const parts = new StorageParts(record);
    parts.store.fail(['load'], 'STORAGE_LOCKED');
    for (let tries = 0; tries < 4; tries++) await parts.loop.readAgain();
    parts.store.fail(['load']);
    await parts.loop.readAgain();
    parts.store.fail(['load'], 'STORAGE_LOCKED');
    await parts.loop.readAgain();
    expect(parts.clock.requestedDelaysMs.at(-1)).toBe(750);
  });

  it('is logged once, not at every try', async () => {
    const parts = new StorageParts(record);
    parts.store.fail(['load'], 'STORAGE_LOCKED');
    for (let tries = 0; tries < 4; tries++) await parts.loop.readAgain();
    expect(parts.logger.lines.map(({ message }) => message)).toEqual(['the saved tokens could not be read']);
  });

  it('leaves no timer after dispose', async () => {
    const parts = new StorageParts(record);
    parts.store.fail(['load'], 'STORAGE_LOCKED');
    await parts.loop.advance();
    parts.loop.dispose();
    await parts.loop.advance();
    expect(parts.clock.timerCount).toBe(0);
  });
});

describe('tokens that another program has emptied from their place', () => {
  it('are shown as unsaved, stay in memory, and are not written again', async () => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    parts.store.kept = undefined;
    await parts.loop.readAgain();
    expect([parts.loop.isEmptied, parts.loop.facet, parts.state.record, parts.store.saved]).toEqual([
      true,
      'unsaved',
      record,
      [],
    ]);
  });

  it('are removed from memory if a mark names them', async () => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    parts.store.kept = undefined;
    await parts.marks.add(parts.held.place.key, { signIn: ID, atMs: FAKE_START_MS });
    await parts.loop.readAgain();
    expect([parts.state.record, parts.loop.facet, parts.noted.at(-1)?.hasTokens]).toEqual([undefined, 'saved', false]);
  });
});

describe('a file that was deleted before a sign-out could empty it', () => {
  const isMissing = true;

  it.each([
    ['is all that was left', {}, true],
    ['may only be hidden', { isDeleted: false }, false],
  ])('%s', async (_what, other, expected) => {
    const parts = new StorageParts(record);
    await parts.loop.advance();
    parts.store.fail(['load'], 'STORAGE_UNAVAILABLE', { isMissing, isDeleted: true, ...other });
    await parts.loop.readAgain();
    // Memory has what was there.
    expect(parts.loop.isRestDeleted).toBe(false);
    parts.notebook.noteRemoval(parts.notebook.removalOf(record, keychain, 'signed-out'));
    parts.state.decide({ kind: 'none' });
    await parts.loop.readAgain();
    expect([parts.loop.isRestDeleted, parts.loop.mayHoldTokens]).toEqual([expected, true]);
    parts.notebook.noteRemoval(parts.notebook.removalOf(record, { kind: 'file', path: '/left' }, 'moved'));
    expect(parts.loop.isRestDeleted).toBe(false);
  });
});
