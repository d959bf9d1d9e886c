// Removals at places that a profile has left, one by one. The step at one place: former-step.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { Removal } from '../../../../main/core/ports/profile-index';
import type { StoreChoice } from '../../../../main/core/ports/token-places';
import { fingerprintOf } from '../../../../main/core/tokens/sign-in-name';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeJournal } from '../../../support/make-journal';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

compareSecretsByText();

const NOW = FAKE_START_MS;
const ID = 'a'.repeat(32);
const keychain: StoreChoice = { kind: 'keychain' };
const left = (path: string): StoreChoice => ({ kind: 'file', path });
const record = makeRecord(5, NOW, { signInId: ID });
const newer = makeRecord(6, NOW + 60_000, { signInId: ID });

const NOT_YET =
  'The tokens are in their new place, but the old copy could not be removed from /left. ' +
  'It is kept until the place in use certainly has these tokens, because it may be the only copy.';

/** A profile in the keychain that has left `/left`, which contains `kept`. */
function setUp(kept: typeof record | undefined = record, reason: Removal['reason'] = 'moved') {
  const parts = new StorageParts(record);
  const former = new ScriptedTokenStore(kept, '/left');
  const held = parts.hold(former);
  parts.notebook.noteContent(record, keychain);
  parts.notebook.noteRemoval(parts.notebook.removalOf(record, left('/left'), reason));
  if (reason === 'moved') parts.state.set({ kind: 'record', record, by: 'found' });
  return { parts, former, held, key: held.place.key, remove: () => parts.formerPlaces.removeAll(parts.held) };
}

describe('what was left', () => {
  it('is removed under the locks of its place and of the one in use, marked as moved, and noted as gone', async () => {
    const { parts, former, key, remove } = setUp();
    former.clear = async () => {
      expect(new Set(parts.locks.keys())).toEqual(new Set([key, parts.held.place.key]));
      former.kept = undefined;
    };
    expect(await remove()).toBe(true);
    expect([former.kept, parts.notebook.noted.removing, parts.locks.size]).toEqual([undefined, [], 0]);
    const atMs = parts.clock.nowMs();
    expect(await parts.marks.read(key)).toEqual([{ signIn: ID, atMs, decidedAtMs: atMs, isMoved: true }]);
    expect(parts.formerPlaces.failure).toBeUndefined();
  });

  it('and is newer is loaded into memory first, and removed when that is written', async () => {
    const { parts, former, remove } = setUp(newer);
    expect(await remove()).toBe(true);
    expect(parts.state.content).toEqual({ kind: 'record', record: newer, by: 'server' });
    expect([former.kept, parts.notebook.noted.removing.length]).toEqual([newer, 1]);
    expect([await remove(), former.kept, parts.formerPlaces.failure?.message]).toEqual([false, newer, NOT_YET]);
    parts.state.set({ kind: 'record', record: newer, by: 'found' });
    parts.store.kept = newer;
    expect(await remove()).toBe(true);
    expect([former.kept, parts.notebook.noted.removing]).toEqual([undefined, []]);
  });

  it('of an interrupted copy is removed, although no record is there', async () => {
    const { parts, former, remove } = setUp(undefined, 'copied');
    former.kept = undefined;
    expect(await remove()).toBe(false);
    expect([former.calls, parts.notebook.noted.removing]).toEqual([['load', 'clear'], []]);
  });

  it('and is gone already is noted as gone', async () => {
    const { parts, former, remove } = setUp(undefined);
    former.kept = undefined;
    expect(await remove()).toBe(false);
    expect([former.calls, parts.notebook.noted.removing]).toEqual([['load'], []]);
  });

  it.each([
    [
      'another account',
      makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2'), signInId: 'c'.repeat(32) }),
    ],
    ['another sign-in', makeRecord(9, NOW, { signInId: 'b'.repeat(32) })],
  ])('and replaced by %s stays there', async (_whose, kept) => {
    const { parts, former, remove } = setUp(kept);
    expect(await remove()).toBe(false);
    expect([former.kept, former.calls, parts.notebook.noted.removing]).toEqual([kept, ['load'], []]);
  });

  it.each([
    ['load', 'STORAGE_LOCKED'],
    ['clear', 'STORAGE_DENIED'],
  ] as const)('stays noted when the place fails to %s, and the lock is given back', async (call, code) => {
    const { parts, former, remove } = setUp();
    former.fail([call], code);
    expect(await remove()).toBe(false);
    expect([parts.formerPlaces.failure?.code, parts.notebook.noted.removing.length]).toEqual([code, 1]);
    expect([parts.locks.size, former.kept]).toEqual([0, record]);
    expect(parts.logger.lines).toMatchObject([{ level: 'error', fields: { store: 'file' } }]);
    former.fail([call]);
    await remove();
    expect([parts.formerPlaces.failure, former.kept]).toEqual([undefined, undefined]);
  });

  it('at one place does not keep that at another from being removed', async () => {
    const { parts, former, remove } = setUp();
    const second = new ScriptedTokenStore(record, '/second');
    parts.hold(second);
    parts.notebook.noteRemoval(parts.notebook.removalOf(record, left('/second'), 'moved'));
    former.fail(['load'], 'STORAGE_LOCKED');
    expect(await remove()).toBe(true);
    expect([second.kept, former.kept, parts.formerPlaces.failure?.code]).toEqual([undefined, record, 'STORAGE_LOCKED']);
  });

  it('at the profile’s own place is left to another part of the storage', async () => {
    const { parts, former, held } = setUp();
    expect(await parts.formerPlaces.removeAll(held)).toBe(false);
    expect(former.calls).toEqual([]);
  });

  it('is replaced by a later sign-in that another program could only seal there', async () => {
    const { journal, record: makeKeyed } = makeJournal();
    const [lying, sealed] = [makeKeyed(5, { signInId: ID }), makeKeyed(6, { signInId: 'b'.repeat(32) })];
    const parts = new StorageParts(record);
    const former = new ScriptedTokenStore(lying, '/left');
    const held = parts.hold(former, journal);
    parts.notebook.noteRemoval(parts.notebook.removalOf(lying, left('/left'), 'signed-out'));
    await journal.seal(sealed);
    former.fail(['save'], 'STORAGE_FULL');
    expect(await parts.formerPlaces.removeAll(parts.held)).toBe(false);
    // Other programs must not take the remaining record for removed.
    expect([former.kept, await parts.marks.read(held.place.key)]).toEqual([lying, []]);
    expect([await journal.open(lying), parts.notebook.noted.removing.length]).toEqual([sealed, 1]);
    former.fail(['save']);
    former.calls.length = 0;
    expect(await parts.formerPlaces.removeAll(parts.held)).toBe(false);
    expect([former.kept, former.calls, parts.notebook.noted.removing]).toEqual([sealed, ['load', 'save'], []]);
    const atMs = parts.clock.nowMs();
    expect(await parts.marks.read(held.place.key)).toEqual([{ signIn: ID, atMs, decidedAtMs: atMs }]);
  });

  it('stays while it is not known what the own place holds, and is compared then', async () => {
    const { parts, former, remove } = setUp(newer);
    parts.state.set({ kind: 'as-found' });
    parts.notebook.noteContent(record, keychain);
    expect([await remove(), former.kept, parts.formerPlaces.failure?.message]).toEqual([false, newer, NOT_YET]);
    parts.state.set({ kind: 'record', record, by: 'found' });
    expect([await remove(), parts.state.record]).toEqual([true, newer]);
  });

  it.each([
    [undefined, undefined, newer, [ID]],
    [undefined, { isMoved: true }, newer, []],
    [undefined, {}, undefined, []],
    [record, undefined, newer, [ID]],
    [newer, undefined, undefined, []],
  ] as const)('goes only with another copy, or with a person’s removal: %#', async (inUse, mark, kept, removing) => {
    const { parts, former, remove } = setUp(newer);
    parts.state.set({ kind: 'none' });
    parts.store.kept = inUse;
    if (mark) await parts.marks.add(parts.held.place.key, { signIn: ID, atMs: parts.clock.nowMs(), ...mark });
    await remove();
    expect([former.kept, parts.state.record]).toEqual([kept, undefined]);
    expect(parts.notebook.noted.removing.map(({ signIn }) => signIn)).toEqual(removing);
    expect(parts.formerPlaces.failure?.message).toBe(removing.length > 0 ? NOT_YET : undefined);
  });

  it('stays for now while another program is busy with the place in use', async () => {
    const { parts, former, remove } = setUp();
    const release = await parts.hold(parts.store).lock('write', 0);
    const removing = remove();
    await parts.clock.advance(2_000);
    expect([await removing, former.kept, parts.formerPlaces.isUnsure]).toEqual([false, record, true]);
    expect([parts.formerPlaces.failure, parts.notebook.noted.removing.length]).toEqual([undefined, 1]);
    release();
    expect([await remove(), former.kept]).toEqual([true, undefined]);
  });

  const { signInId: _, ...unnamed } = newer;
  const refreshed = { ...unnamed, recordGeneration: 0 };

  it('and refreshed by another client is used, and keeps its name', async () => {
    const { parts, remove } = setUp(refreshed);
    expect([await remove(), parts.state.record]).toEqual([true, { ...refreshed, signInId: ID, recordGeneration: 5 }]);
  });

  it('and dated earlier than ours is used, with ours kept beside it, unless it is known as used up', async () => {
    const earlier = { ...refreshed, tokens: makeTokens(NOW - 60_000) };
    const [first, second] = [setUp(earlier), setUp(earlier)];
    expect([await first.remove(), first.parts.state.record]).toMatchObject([
      true,
      { ...earlier, signInId: ID, recordGeneration: 6, replaced: { tokens: record.tokens } },
    ]);
    await second.parts.spent.add(
      fingerprintOf(earlier.tokens.refreshToken, (data) => second.parts.crypto.sha256(data)),
    );
    await second.remove();
    expect([second.former.kept, second.parts.state.record]).toEqual([undefined, record]);
  });

  it('and belongs to another profile by now stays', async () => {
    const { parts, former, remove } = setUp(refreshed);
    parts.refuseSecondOwner = () => {
      throw new AxiomTokenError('INVALID_INPUT');
    };
    expect([await remove(), former.kept, parts.state.record]).toEqual([false, refreshed, record]);
  });

  it.each([
    [true, []],
    [false, [ID]],
  ])(
    'and is not to be found is gone where it was deleted (%s), and else may come back',
    async (isDeleted, removing) => {
      const { parts, former, remove } = setUp();
      former.fail(['load'], 'STORAGE_UNAVAILABLE', { isMissing: true, isDeleted });
      expect(await remove()).toBe(false);
      expect([parts.notebook.noted.removing.length, parts.formerPlaces.isUnsure]).toEqual([1, isDeleted]);
      await parts.clock.advance(5_000);
      expect(await remove()).toBe(false);
      expect(parts.notebook.noted.removing.map(({ signIn }) => signIn)).toEqual(removing);
      expect([parts.formerPlaces.failure?.isMissing, parts.formerPlaces.isUnsure]).toEqual([
        isDeleted ? undefined : true,
        false,
      ]);
    },
  );

  it('and is missing twice for a moment does not count as removed', async () => {
    const { parts, former, remove } = setUp(refreshed);
    const looks = [true, false, true].map((isMissing) => async () => {
      if (isMissing) former.fail(['load'], 'STORAGE_UNAVAILABLE', { isMissing: true, isDeleted: true });
      else former.fail(['load'], 'STORAGE_UNAVAILABLE');
      await remove();
      await parts.clock.advance(5_000);
    });
    for (const look of looks) await look();
    expect(parts.notebook.noted.removing.map(({ signIn }) => signIn)).toEqual([ID]);
    former.fail(['load']);
    expect([await remove(), parts.state.record?.tokens]).toEqual([true, refreshed.tokens]);
  });

  it('and is to be removed because of a sign-out never comes back to memory', async () => {
    const { parts, former, remove } = setUp(newer, 'signed-out');
    await remove();
    expect([parts.state.record, former.kept]).toEqual([undefined, undefined]);
  });
});

describe('after a removal the own place', () => {
  it('is written once more where it was the same one under another name', async () => {
    const { parts, former } = setUp();
    former.clear = () => parts.store.clear();
    await parts.loop.advance();
    expect([parts.store.kept?.tokens, parts.state.isUnwritten]).toEqual([record.tokens, false]);
  });

  it('keeps what another program has written there while it did not answer', async () => {
    const { parts, former } = setUp();
    parts.store.fail(['load'], 'STORAGE_LOCKED');
    await parts.loop.advance();
    expect(former.kept).toBe(record);
    parts.store.kept = newer;
    parts.store.fail(['load']);
    await parts.loop.readAgain();
    expect([parts.store.kept, parts.state.record, former.kept]).toEqual([newer, newer, undefined]);
  });
});
