// One move between two locked places. Its decision: move-step.test.ts; whole moves: profile-storage.move.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { PersonRequests } from '../../../../main/core/storage/person-requests';
import { movePlace } from '../../../../main/core/storage/place-move';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeJournal } from '../../../support/make-journal';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

compareSecretsByText();

const NOW = FAKE_START_MS;
const ID = 'a'.repeat(32);
const record = makeRecord(5, NOW, { signInId: ID });
const file = { kind: 'file', path: '/new' } as const;
const keychain = { kind: 'keychain' } as const;

/** A profile in the keychain, signed in with `record`, and `/new`. */
function setUp(kept?: typeof record, isSpent?: boolean) {
  const parts = new StorageParts(record, undefined, { hasTokens: true, signIn: ID, removing: [] });
  const target = new ScriptedTokenStore(kept, '/new');
  const arrived = parts.hold(target, makeJournal(parts.logger).journal);
  parts.state.set({ kind: 'record', record, by: 'found' });
  const { origin, state, notebook, nameOf, clock } = parts;
  const { marks } = parts.steps;
  const request = new PersonRequests().begin();
  const singleUse = isSpent === undefined ? undefined : { isSpent: async () => isSpent };
  const own = { origin, state, notebook, nameOf, clock, marks, request, singleUse };
  const move = () => movePlace(parts.held, arrived, { ...own, leavesUnread: false });
  return { parts, target, move };
}

const failing = (parts: StorageParts): void => {
  parts.onNote = () => {
    throw new AxiomTokenError('STORAGE_FULL');
  };
};

describe('a move', () => {
  it('copies the tokens, notes the new place and the removal of the old copy, and then reads the place again', async () => {
    const { parts, target, move } = setUp();
    await move();
    expect([target.kept?.tokens, parts.store.kept]).toEqual([record.tokens, record]);
    expect(parts.noted).toMatchObject([
      // Before the copy is made, so that a copy left by a crash is found.
      { hasTokens: true, signIn: ID, removing: [{ store: file, signIn: ID, reason: 'copied' }] },
      { hasTokens: true, signIn: ID, removing: [{ store: keychain, signIn: ID, reason: 'moved' }] },
    ]);
    expect([parts.state.observed, parts.state.base]).toEqual([{ kind: 'unread' }, target.kept]);
    expect(parts.state.content).toEqual({ kind: 'record', record: target.kept, by: 'found' });
  });

  it('removes the mark that its sign-in was removed from there, if possible', async () => {
    const { parts, target, move } = setUp();
    const key = `file:${target.place}`;
    for (const signIn of [ID, 'other']) await parts.marks.add(key, { signIn, atMs: NOW });
    await move();
    expect(await parts.marks.read(key)).toEqual([{ signIn: 'other', atMs: NOW }]);
    const other = setUp();
    other.parts.marks.failure = 'STORAGE_FULL';
    await other.move();
    expect(other.target.kept?.tokens).toEqual(record.tokens);
  });

  it.each([
    ['nothing is known of used tokens', undefined, true],
    ['its refresh token is not used up', false, true],
    ['its refresh token is used up', true, false],
  ])('takes along what another program has refreshed to there: where %s', async (_what, isSpent, isTaken) => {
    const { parts, target, move } = setUp(undefined, isSpent);
    const later = makeRecord(6, NOW + 60_000, { signInId: ID });
    parts.store.kept = later;
    await move();
    expect(target.kept?.tokens.refreshToken.expose()).toBe((isTaken ? later : record).tokens.refreshToken.expose());
  });

  it('gives the copy a journal key in the same write', async () => {
    const { target, move } = setUp();
    await move();
    expect(target.kept?.journalKey?.expose()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not rely on anything sealed in the journal of the former place', async () => {
    const { parts, move } = setUp();
    parts.state.sealed = record;
    await move();
    expect(parts.state.sealed).toBeUndefined();
  });

  it('ends what was still to be removed at the new place', async () => {
    const { parts, move } = setUp();
    parts.notebook.noteRemoval(parts.notebook.removalOf(undefined, file, 'signed-out'));
    await move();
    expect(parts.noted.at(-1)?.removing.map(({ store, reason }) => [store, reason])).toEqual([[keychain, 'moved']]);
  });

  it('removes the copy as well when a person signs out meanwhile', async () => {
    const { parts, target, move } = setUp();
    target.save = async (copy) => {
      target.kept = copy;
      parts.notebook.noteRemoval(parts.notebook.removalOf(record, keychain, 'signed-out'));
      parts.state.decide({ kind: 'none' });
    };
    await move();
    expect(parts.noted.at(-1)).toMatchObject({ hasTokens: false, signIn: undefined });
    expect(parts.noted.at(-1)?.removing.map(({ store, reason }) => [store.kind, reason])).toEqual([
      ['keychain', 'signed-out'],
      ['keychain', 'moved'],
      ['file', 'signed-out'],
    ]);
    expect(parts.state.content).toEqual({ kind: 'none' });
  });

  it('leaves a refresh that came meanwhile to be written', async () => {
    const { parts, target, move } = setUp();
    const refreshed = makeRecord(6, NOW + 1_000, { signInId: ID });
    target.save = async (copy) => {
      target.kept = copy;
      parts.state.decide({ kind: 'record', record: refreshed, by: 'server' });
    };
    await move();
    expect([parts.state.record, parts.state.isUnwritten]).toEqual([refreshed, true]);
  });
});

describe('a move that the index does not take', () => {
  it('removes its copy and changes nothing', async () => {
    const { parts, target, move } = setUp();
    failing(parts);
    expect(await outcomeOf(move())).toBe('STORAGE_FULL');
    expect([target.kept, parts.store.kept, parts.state.record]).toEqual([undefined, record, record]);
    expect(parts.notebook.noted).toEqual({ hasTokens: true, signIn: ID, removing: [] });
  });

  it('keeps a copy that was there before: with two names for one place it may be the only one', async () => {
    const { parts, target, move } = setUp(record);
    target.save = async (copy) => {
      target.kept = copy;
      parts.store.kept = copy;
    };
    target.clear = async () => {
      target.kept = undefined;
      parts.store.kept = undefined;
    };
    failing(parts);
    expect(await outcomeOf(move())).toBe('STORAGE_FULL');
    expect(parts.store.kept?.tokens).toEqual(record.tokens);
  });

  it('reports the index also when its copy cannot be removed', async () => {
    const { parts, target, move } = setUp();
    failing(parts);
    target.fail(['clear'], 'STORAGE_DENIED');
    expect(await outcomeOf(move())).toBe('STORAGE_FULL');
  });
});

describe('a move without tokens', () => {
  it('uses the tokens at the new place, and the sign-out ends', async () => {
    const { parts, target, move } = setUp(record);
    parts.store.kept = undefined;
    parts.state.decide({ kind: 'none' });
    await move();
    expect([parts.state.content, parts.noted.at(-1), target.calls]).toEqual([
      { kind: 'as-found' },
      { hasTokens: true, signIn: ID, removing: [] },
      ['load'],
    ]);
  });
});
