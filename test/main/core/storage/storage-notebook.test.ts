import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { createNotesInMemory } from '../../../../main/core/storage/place';
import { StorageNotebook } from '../../../../main/core/storage/storage-notebook';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { createGate } from '../../../support/gate';
import { outcomeOf } from '../../../support/core-graph';
import { makePlace } from '../../../support/make-place';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

const keychain: StoreChoice = { kind: 'keychain' };
const file: StoreChoice = { kind: 'file', path: '/tokens' };
const former = makePlace(new ScriptedTokenStore());
const target = makePlace(new ScriptedTokenStore(undefined, '/tokens'));
const record = makeRecord(3, FAKE_START_MS, { signInId: 'a'.repeat(32) });
const full = new AxiomTokenError('STORAGE_FULL');

describe('what is noted', () => {
  it('starts with the index’s content, and has nothing to write', async () => {
    const note = { hasTokens: true, signIn: 'a', removing: [] };
    const { notebook, noted } = new StorageParts(undefined, undefined, note);
    expect([notebook.noted, await notebook.write(), noted]).toEqual([note, true, []]);
  });

  it('of an unsaved sign-in that is replaced names it, but not where it is the one that was saved', () => {
    const { notebook } = new StorageParts();
    const later = { ...record, signInId: 'b'.repeat(32) };
    notebook.noteContent(record, keychain);
    notebook.noteReplaced(record, later);
    expect(notebook.noted.neverSaved).toBeUndefined();
    notebook.noteReplaced(later, record);
    expect(notebook.noted.neverSaved).toEqual([later.signInId]);
  });

  it('of a record names it, and ends the removals of its place only', async () => {
    const { notebook, noted } = new StorageParts();
    const elsewhere = notebook.removalOf(undefined, file, 'signed-out');
    notebook.noteRemoval(notebook.removalOf(record, keychain, 'signed-out'));
    notebook.noteRemoval(elsewhere);
    notebook.noteContent(record, keychain);
    expect(await notebook.write()).toBe(true);
    expect(noted).toEqual([{ hasTokens: true, signIn: record.signInId, removing: [elsewhere] }]);
    notebook.noteContent(undefined, keychain);
    expect(notebook.noted).toEqual({ hasTokens: false, signIn: undefined, removing: [elsewhere] });
  });

  it('of a sign-out takes effect at once, in the order of the decisions', () => {
    const { notebook } = new StorageParts();
    const first = notebook.removalOf(record, keychain, 'signed-out');
    const second = notebook.removalOf(undefined, file, 'signed-out');
    notebook.noteRemoval(first);
    notebook.noteRemoval(second);
    expect(notebook.noted.removing).toEqual([first, second]);
    expect([notebook.removingAt(keychain), notebook.removingElsewhere(keychain)]).toEqual([[first], [second]]);
    notebook.noteRemoved(first);
    expect(notebook.noted.removing).toEqual([second]);
  });

  it('of a sign-out names what is in memory, what was saved last, what was replaced before it was saved, and what was seen', () => {
    const { notebook } = new StorageParts();
    const [saved, seen] = ['b', 'c'].map((name) => ({ ...record, signInId: name.repeat(32) }));
    notebook.noteContent(saved, keychain);
    notebook.noteReplaced({ ...record, signInId: 'd'.repeat(32) }, record);
    notebook.noteSignedOut(record, seen, keychain);
    expect(notebook.noted.removing.map(({ signIn }) => signIn?.charAt(0))).toEqual(['b', 'a', 'd', 'c']);
  });

  it('of a move allows the sign-in to be taken from the old place, until the removal there is over', () => {
    const { notebook } = new StorageParts();
    const removal = notebook.removalOf(record, keychain, 'moved');
    notebook.noteRemoval(notebook.removalOf(record, file, 'signed-out'));
    expect(notebook.isToBeFetched(record)).toBe(false);
    notebook.noteRemoval(removal);
    expect(notebook.isToBeFetched(record)).toBe(true);
    expect(notebook.isToBeFetched({ ...record, signInId: 'b'.repeat(32) })).toBe(false);
    notebook.noteRemoved(removal);
    expect(notebook.isToBeFetched(record)).toBe(false);
  });

  it('of a sign-out also covers what moves have left at other places, as it is there now', async () => {
    const { notebook, clock } = new StorageParts();
    const [left, others] = [record, { ...record, signInId: 'b'.repeat(32) }].map((one) =>
      notebook.removalOf(one, file, 'moved'),
    );
    const copied = notebook.removalOf(record, file, 'copied');
    for (const removal of [left, others, copied]) if (removal) await notebook.writeRemoval(removal);
    await clock.advance(60_000);
    notebook.noteSignedOut(record, undefined, keychain);
    const now = { sinceMs: clock.nowMs(), reason: 'signed-out' };
    expect(notebook.removingElsewhere(keychain)).toEqual([{ ...left, ...now }, { ...others, ...now }, copied]);
  });

  it('of a removal holds the names of the sign-in and of its account, what was known of the server’s clock, and no token', () => {
    const { notebook, clock } = new StorageParts();
    expect(notebook.removalOf(record, keychain, 'moved')).toEqual({
      store: keychain,
      signIn: record.signInId,
      authenticatedUserId: 'account-1',
      sinceMs: clock.nowMs(),
      serverOffsetMs: -250,
      reason: 'moved',
    });
    expect(notebook.removalOf(undefined, file, 'signed-out')).toEqual({
      store: file,
      sinceMs: clock.nowMs(),
      reason: 'signed-out',
    });
    const decided = { ...record, decidedAtMs: 5 };
    expect(notebook.removalOf(decided, keychain, 'moved').signInDecidedAtMs).toBe(5);
    expect(notebook.removalOf(makeRecord(1), keychain, 'moved').signIn).toMatch(/^[0-9a-f]{16}$/);
  });
});

it('a decision is dated now, but never before a sign-out that it comes after', () => {
  const { notebook, clock } = new StorageParts();
  expect(notebook.decisionMs).toBe(FAKE_START_MS);
  notebook.noteRemoval({ ...notebook.removalOf(record, keychain, 'signed-out'), sinceMs: FAKE_START_MS + 5_000 });
  expect(notebook.decisionMs).toBe(FAKE_START_MS + 5_001);
  clock.jumpWall(6_000);
  expect(notebook.decisionMs).toBe(FAKE_START_MS + 6_000);
});

it('a decision is dated after the one for what was saved last, also in a later run whose clock was set back', async () => {
  const { notebook, clock, nameOf } = new StorageParts();
  notebook.noteContent({ ...record, decidedAtMs: FAKE_START_MS + 5_000 }, keychain);
  expect(notebook.decisionMs).toBe(FAKE_START_MS + 5_001);
  const notes = createNotesInMemory();
  await notes.write(notebook.noted);
  const later = new StorageNotebook({ profileId: 'default', notes, nameOf, clock, logger: new RecordingLogger() });
  expect(later.decisionMs).toBe(FAKE_START_MS + 5_001);
  later.noteContent(undefined, keychain);
  expect(later.decisionMs).toBe(FAKE_START_MS + 5_001);
});

it('a removal that was decided in the future is written without its time, once', async () => {
  const { notebook, clock, noted } = new StorageParts();
  const removal = notebook.removalOf(record, file, 'moved');
  notebook.noteRemoval(removal);
  await notebook.write();
  clock.jumpWall(-3_600_000);
  notebook.noteTimesAhead();
  await notebook.write();
  notebook.noteTimesAhead();
  await notebook.write();
  expect(noted.map(({ removing }) => removing)).toEqual([[removal], [{ ...removal, sinceMs: 0 }]]);
});

describe('an index that does not take a note', () => {
  it('is reported, takes effect all the same, and is tried again with the newest note', async () => {
    const parts = new StorageParts();
    const { notebook, noted, logger } = parts;
    parts.onNote = () => {
      throw full;
    };
    notebook.noteContent(record, keychain);
    expect([await notebook.write(), notebook.noted.hasTokens]).toEqual([false, true]);
    expect(notebook.failure).toMatchObject({
      code: 'STORAGE_FULL',
      message: expect.stringMatching(/^The list of accounts could not be written, so this change is lost/),
      remedy: expect.stringMatching(/^Free some space; it is tried again automatically/) as unknown,
    });
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { profile: 'default' } }]);
    notebook.noteContent(undefined, keychain);
    parts.onNote = () => undefined;
    expect([await notebook.write(), notebook.failure]).toEqual([true, undefined]);
    expect(noted.map(({ hasTokens }) => hasTokens)).toEqual([false]);
  });

  it('without its folder does not claim that the disk is full', async () => {
    const parts = new StorageParts();
    parts.onNote = () => {
      throw new AxiomTokenError('STORAGE_UNAVAILABLE');
    };
    parts.notebook.noteContent(record, keychain);
    await parts.notebook.write();
    expect(parts.notebook.failure?.remedy).toMatch(/^Make sure that its folder exists and can be written to/);
  });

  it('that is changed while it is being written is written once more', async () => {
    const parts = new StorageParts();
    const { notebook, noted } = parts;
    const { opened, open } = createGate();
    parts.onNote = () => opened;
    notebook.noteContent(record, keychain);
    const writing = notebook.write();
    notebook.noteContent(undefined, keychain);
    open();
    expect(await writing).toBe(false);
    expect(await notebook.write()).toBe(true);
    expect(noted.map(({ hasTokens }) => hasTokens)).toEqual([true, false]);
  });
});

describe('a move', () => {
  it('is durable when it resolves, with its place', async () => {
    const parts = new StorageParts();
    const places: unknown[] = [];
    parts.onNote = (_note, place) => void places.push(place);
    await parts.notebook.writeMove(target, former, (before) => ({ ...before, hasTokens: true }));
    expect([places, parts.notebook.noted.hasTokens, await parts.notebook.write()]).toEqual([[target], true, true]);
    expect(parts.noted).toHaveLength(1);
  });

  it('that the index does not take changes nothing', async () => {
    const parts = new StorageParts();
    parts.onNote = () => {
      throw full;
    };
    const moving = parts.notebook.writeMove(target, former, (before) => ({ ...before, hasTokens: true }));
    expect(await outcomeOf(moving)).toBe('STORAGE_FULL');
    expect([parts.notebook.noted.hasTokens, parts.notebook.failure]).toEqual([false, undefined]);
    const places: unknown[] = [];
    parts.onNote = (_note, place) => void places.push(place);
    expect([await parts.notebook.write(), await parts.notebook.write(), places]).toEqual([true, true, [former]]);
  });

  it('keeps a sign-out that came while it was being noted, and writes it next', async () => {
    const parts = new StorageParts();
    const { notebook, noted } = parts;
    const { opened, open } = createGate();
    parts.onNote = () => opened;
    const moving = notebook.writeMove(target, former, (before) => ({ ...before, signIn: 'moved' }));
    const removal = notebook.removalOf(record, keychain, 'signed-out');
    notebook.noteRemoval(removal);
    open();
    await moving;
    expect(notebook.noted).toEqual({ hasTokens: false, signIn: 'moved', removing: [removal] });
    expect(await notebook.write()).toBe(true);
    expect(noted.map(({ removing }) => removing.length)).toEqual([0, 1]);
  });

  it('adds to the index what could not be noted before', async () => {
    const parts = new StorageParts();
    const { notebook, noted } = parts;
    parts.onNote = () => {
      throw full;
    };
    notebook.noteContent(record, keychain);
    await notebook.write();
    parts.onNote = () => undefined;
    await notebook.writeMove(target, former, (before) => before);
    expect([notebook.failure, noted.at(-1)?.hasTokens]).toEqual([undefined, true]);
  });
});
