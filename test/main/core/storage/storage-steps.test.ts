// How each step is carried out. Which one is chosen: storage-step.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { fingerprintOf } from '../../../../main/core/tokens/sign-in-name';
import { makeJournal } from '../../../support/make-journal';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

compareSecretsByText();

const NOW = FAKE_START_MS;
const ID = 'a'.repeat(32);
const { journal, files, record: makeKeyed } = makeJournal();
const record = makeKeyed(5, { signInId: ID });
const newer = makeKeyed(6, { signInId: ID });

function setUp(kept: typeof record | undefined = record, isSealing = false) {
  const parts = new StorageParts(kept, isSealing ? journal : undefined);
  const releases: (() => void)[] = [];
  const take = (step: Parameters<typeof parts.steps.take>[0]) => parts.steps.take(step, parts.held, releases);
  return { parts, releases, take };
}

describe('read', () => {
  it('under the lock takes the lock once, and leaves the release to the caller', async () => {
    const { parts, releases, take } = setUp();
    await take({ kind: 'read', isLocked: true });
    await take({ kind: 'read', isLocked: true });
    expect([parts.state.observed, parts.held.isLockedSinceRead, releases.length]).toEqual([
      { kind: 'record', record },
      true,
      1,
    ]);
  });

  it('without the lock takes none', async () => {
    const { parts, releases, take } = setUp();
    await take({ kind: 'read', isLocked: false });
    expect([parts.held.isLockedSinceRead, releases.length, parts.locks.size]).toEqual([false, 0, 0]);
  });

  it('fails when another program holds the place for too long', async () => {
    const { parts, take } = setUp();
    await parts.hold(parts.store).lock('write', 0);
    const reading = outcomeOf(take({ kind: 'read', isLocked: true }));
    await parts.clock.advance(70_000);
    expect([await reading, parts.store.calls]).toEqual(['TIMEOUT', []]);
  });

  it('reads the marks if nothing was found, and ignores them if something is', async () => {
    const { parts, take } = setUp(record);
    const mark = { signIn: ID, atMs: NOW };
    await parts.marks.add(parts.held.place.key, mark);
    parts.store.kept = undefined;
    await take({ kind: 'read', isLocked: false });
    expect(parts.state.marks).toEqual([mark]);
    parts.store.kept = record;
    await take({ kind: 'read', isLocked: false });
    expect(parts.state.marks).toEqual([]);
  });

  it('checks which of two pairs is used up if this run did not see which came first', async () => {
    const { parts, take } = setUp(newer);
    parts.state.set({ kind: 'record', record, by: 'person' });
    await parts.spent.add(fingerprintOf(record.tokens.refreshToken, (data) => parts.crypto.sha256(data)));
    parts.state.base = newer;
    await take({ kind: 'read', isLocked: true });
    expect(parts.steps.next(parts.held)).toMatchObject({ kind: 'write' });
    parts.state.base = undefined;
    await take({ kind: 'read', isLocked: true });
    expect(parts.steps.next(parts.held)).toEqual({ kind: 'reload', record: newer, by: 'found' });
  });

  it('counts marks that cannot be read as none', async () => {
    const { parts, take } = setUp();
    parts.store.kept = undefined;
    parts.marks.failure = 'STORAGE_DENIED';
    await take({ kind: 'read', isLocked: false });
    expect([parts.state.marks, parts.logger.lines.length]).toEqual([[], 1]);
  });
});

describe('write', () => {
  it('saves what is in memory and knows that it is there', async () => {
    const { parts, take } = setUp();
    parts.state.set({ kind: 'record', record: newer, by: 'server' });
    parts.state.wasInterrupted = true;
    await take({ kind: 'write', record: newer });
    expect([parts.store.kept, parts.state.base, parts.state.wasInterrupted]).toEqual([newer, newer, false]);
  });

  it('with another generation changes memory only: it is sealed first', async () => {
    const { parts, take } = setUp();
    parts.state.set({ kind: 'record', record: newer, by: 'server' });
    const counted = { ...newer, recordGeneration: 9 };
    await take({ kind: 'write', record: counted });
    expect([parts.state.content, parts.store.saved]).toEqual([{ kind: 'record', record: counted, by: 'server' }, []]);
  });

  it('writes nothing when a person has signed out meanwhile', async () => {
    const { parts, take } = setUp();
    parts.state.decide({ kind: 'none' });
    await take({ kind: 'write', record: newer });
    expect(parts.store.saved).toEqual([]);
  });

  it('that fails does not count as written', async () => {
    const { parts, take } = setUp();
    parts.state.set({ kind: 'record', record: newer, by: 'server' });
    parts.store.fail(['save'], 'STORAGE_FULL');
    expect(await outcomeOf(take({ kind: 'write', record: newer }))).toBe('STORAGE_FULL');
    expect([parts.state.base, parts.state.isUnwritten]).toEqual([undefined, true]);
  });
});

describe('delete', () => {
  it('empties the journal, then the place, and leaves a mark', async () => {
    const { parts, take } = setUp(record, true);
    await journal.seal(newer);
    parts.state.observed = { kind: 'record', record };
    parts.state.sealed = newer;
    await take({ kind: 'delete' });
    expect([parts.store.kept, parts.state.observed, parts.state.sealed]).toEqual([
      undefined,
      { kind: 'absent' },
      undefined,
    ]);
    expect(await journal.recover(record)).toEqual({ wasInterrupted: false });
    expect(await parts.marks.read(parts.held.place.key)).toEqual([{ signIn: ID, atMs: NOW }]);
  });

  it('says in the mark when that was decided', async () => {
    const { parts, take } = setUp();
    parts.state.observed = { kind: 'record', record };
    const { notebook, held } = parts;
    notebook.noteRemoval(notebook.removalOf(record, held.place.choice, 'signed-out'));
    parts.clock.jumpWall(5_000);
    await take({ kind: 'delete' });
    expect(await parts.marks.read(held.place.key)).toEqual([{ signIn: ID, atMs: NOW + 5_000, decidedAtMs: NOW }]);
  });

  it('is marked before it is made, and stays to be done where it fails', async () => {
    const { parts, take } = setUp();
    parts.state.observed = { kind: 'record', record };
    parts.store.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(take({ kind: 'delete' }))).toBe('STORAGE_LOCKED');
    const marks = [{ signIn: ID, atMs: -1 }];
    expect([await parts.marks.read(parts.held.place.key), parts.store.kept]).toEqual([marks, record]);
  });

  it('works even if the mark cannot be written', async () => {
    const { parts, take } = setUp();
    parts.state.observed = { kind: 'record', record };
    parts.marks.failure = 'STORAGE_FULL';
    await take({ kind: 'delete' });
    expect([parts.store.kept, parts.logger.lines.length]).toEqual([undefined, 1]);
  });
});

describe('reload', () => {
  it('at a start loads what is found, or what is newer in the journal', async () => {
    for (const sealed of [undefined, newer]) {
      const { parts, releases, take } = setUp(record, true);
      await journal.clear(record);
      if (sealed) await journal.seal(sealed);
      await take({ kind: 'read', isLocked: false });
      await take({ kind: 'reload', record, by: 'found' });
      const expected = sealed ? { record: newer, by: 'server' } : { record, by: 'found' };
      expect(parts.state.content).toEqual({ kind: 'record', ...expected });
      // The journal is read only under the lock.
      expect([releases.length, parts.state.base]).toEqual([1, record]);
    }
    expect(files).toBeDefined();
  });

  it('does not wait for a refresh of another program, and does not change its journal', async () => {
    const { parts, take } = setUp(record, true);
    await journal.seal(newer);
    await parts.hold(parts.store).lock('refresh', 0);
    const reloading = take({ kind: 'reload', record, by: 'found' });
    await parts.clock.advance(2_000);
    await reloading;
    expect(parts.state.record).toEqual(record);
    expect((await journal.recover(record)).newer).toEqual(newer);
  });

  it('refuses the tokens of another profile, and loads nothing', async () => {
    const { parts, take } = setUp();
    parts.refuseSecondOwner = () => {
      throw new AxiomTokenError('INVALID_INPUT');
    };
    expect(await outcomeOf(take({ kind: 'reload', record, by: 'found' }))).toBe('INVALID_INPUT');
    expect(parts.state.record).toBeUndefined();
  });

  it('does not check again the refresh token that memory has already', async () => {
    const { parts, take } = setUp();
    parts.state.set({ kind: 'record', record, by: 'found' });
    parts.refuseSecondOwner = () => {
      throw new AxiomTokenError('INVALID_INPUT');
    };
    await take({ kind: 'reload', record: { ...record, recordGeneration: 8 }, by: 'found' });
    expect(parts.state.record?.recordGeneration).toBe(8);
  });
});

describe('the small steps', () => {
  it('forget reports that another program has ended the sign-in', async () => {
    const { parts, take } = setUp();
    parts.state.set({ kind: 'record', record, by: 'found' });
    await take({ kind: 'forget' });
    expect(parts.heard.at(-1)).toEqual([undefined, true]);
  });

  it('note is of this place', async () => {
    const { parts, take } = setUp();
    await take({ kind: 'note', record });
    expect(parts.notebook.noted).toEqual({ hasTokens: true, signIn: ID, removing: [] });
  });

  it('seal and unseal change the journal and are remembered', async () => {
    const { parts, take } = setUp(record, true);
    parts.state.set({ kind: 'record', record: newer, by: 'server' });
    parts.state.base = record;
    await take({ kind: 'seal', record: newer });
    expect([parts.state.sealed, (await journal.recover(record)).newer]).toEqual([newer, newer]);
    await take({ kind: 'unseal' });
    expect([parts.state.sealed, (await journal.recover(record)).newer]).toEqual([undefined, undefined]);
  });

  it('seal does nothing while the key has not reached the place: nobody could open it', async () => {
    const { parts, take } = setUp(makeRecord(4), true);
    await journal.clear(record);
    parts.state.set({ kind: 'record', record: newer, by: 'server' });
    parts.state.base = makeRecord(4);
    await take({ kind: 'seal', record: newer });
    expect([parts.state.sealed, (await journal.recover(record)).newer]).toEqual([undefined, undefined]);
  });
});

describe('what is set aside', () => {
  it('is not expected any more, also by a start that comes before the next write', async () => {
    const { parts, take } = setUp();
    parts.notebook.noteContent(record, parts.held.place.choice);
    await take({ kind: 'set-aside' });
    expect(parts.noted).toEqual([{ hasTokens: false, signIn: undefined, removing: [] }]);
  });
});
