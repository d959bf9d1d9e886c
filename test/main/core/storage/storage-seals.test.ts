// The steps that use a place's journal. All steps: storage-steps.test.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJournal } from '../../../support/make-journal';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { StorageParts } from '../../../support/storage-parts';

compareSecretsByText();

const ID = 'a'.repeat(32);
const { journal, record: makeKeyed } = makeJournal();
const record = makeKeyed(5, { signInId: ID });
const newer = makeKeyed(6, { signInId: ID });
const other = makeKeyed(6, { signInId: 'b'.repeat(32) });

async function setUp(sealed?: typeof record) {
  const parts = new StorageParts(record, journal);
  await journal.clear(record);
  if (sealed) await journal.seal(sealed);
  return { parts, seals: parts.steps.seals };
}

describe('what other programs have sealed', () => {
  it('is used under the lock, in place of what the server or a person decided', async () => {
    for (const by of ['server', 'person'] as const) {
      const { parts, seals } = await setUp(newer);
      parts.state.set({ kind: 'record', record, by });
      expect(await seals.takeSealed(parts.held)).toBe(false);
      await parts.held.lock('write', 0);
      expect(await seals.takeSealed(parts.held)).toBe(true);
      expect(parts.state.content).toEqual({ kind: 'record', record: newer, by });
    }
  });

  it('of another sign-in does not replace a person’s', async () => {
    const { parts, seals } = await setUp(other);
    parts.state.set({ kind: 'record', record, by: 'person' });
    await parts.held.lock('write', 0);
    expect([await seals.takeSealed(parts.held), parts.state.record]).toEqual([false, record]);
  });

  it('is not used if another profile has it, then or later', async () => {
    const { parts, seals } = await setUp(newer);
    parts.state.set({ kind: 'record', record, by: 'server' });
    await parts.held.lock('write', 0);
    parts.refuseSecondOwner = () => {
      throw new AxiomTokenError('INVALID_INPUT');
    };
    expect(await outcomeOf(seals.takeSealed(parts.held))).toBe('INVALID_INPUT');
    parts.refuseSecondOwner = () => undefined;
    expect(await outcomeOf(seals.takeSealed(parts.held))).toBe('INVALID_INPUT');
  });
});

describe('a key', () => {
  it('must have reached the place before anything is sealed with it', async () => {
    const { parts, seals } = await setUp();
    parts.state.set({ kind: 'record', record: newer, by: 'server' });
    expect(seals.hasKey(parts.held)).toBe(false);
    parts.state.base = makeRecord(4);
    expect(seals.hasKey(parts.held)).toBe(false);
    parts.state.base = record;
    expect(seals.hasKey(parts.held)).toBe(true);
  });
});

describe('a sign-out', () => {
  it('empties the journal, and remembers that', async () => {
    const { parts, seals } = await setUp(newer);
    parts.state.sealed = newer;
    parts.state.decide({ kind: 'none' });
    await seals.removeSealed(record, parts.held);
    expect([parts.state.sealed, (await journal.recover(record)).newer]).toEqual([undefined, undefined]);
  });

  it('keeps a sign-in of another program since, and continues from it if its own sign-in is there', async () => {
    const { parts, seals } = await setUp(other);
    parts.notebook.noteSignedOut(record, record, parts.held.place.choice);
    parts.state.decide({ kind: 'none' });
    await seals.removeSealed(record, parts.held);
    parts.state.observed = { kind: 'record', record };
    await seals.read(parts.held, []);
    expect(parts.state.sealed).toEqual(other);
    expect(parts.steps.next(parts.held)).toEqual({ kind: 'reload', record: other, by: 'server' });
  });

  it('removes from it a sign-in before the removed one, if that could not be replaced there', async () => {
    const { parts, seals } = await setUp(makeKeyed(4, { signInId: 'b'.repeat(32) }));
    parts.state.decide({ kind: 'none' });
    await seals.removeSealed(record, parts.held);
    expect(await journal.open(record)).toBeUndefined();
  });

  it('removes from it another sign-in that is to go as well', async () => {
    const { parts, seals } = await setUp(other);
    parts.notebook.noteSignedOut(record, record, parts.held.place.choice);
    parts.notebook.noteSignedOut(other, other, parts.held.place.choice);
    parts.state.decide({ kind: 'none' });
    await seals.removeSealed(record, parts.held);
    expect(await journal.open(record)).toBeUndefined();
  });

  it('leaves it to the person who has signed in meanwhile', async () => {
    const { parts, seals } = await setUp(newer);
    parts.state.set({ kind: 'record', record, by: 'person' });
    await seals.removeSealed(record, parts.held);
    expect((await journal.recover(record)).newer).toEqual(newer);
  });
});

describe('what was sealed of a sign-in that was removed since', () => {
  const { signInId: _none, ...unnamed } = record;
  const later = { ...other, tokens: makeTokens(FAKE_START_MS + 60_000) };
  it.each([
    ['beside another one', record],
    ['beside one without a name', { ...unnamed, recordGeneration: 0 }],
  ])('does not come back %s', async (_where, found) => {
    for (const isNoted of [true, false]) {
      const { parts, seals } = await setUp(later);
      await parts.held.lock('write', 0);
      if (isNoted) parts.notebook.noteSignedOut(later, later, parts.held.place.choice);
      else await parts.steps.marks.addMark(parts.held.place.key, later);
      expect(await seals.recoverLocked(found, parts.held)).toBeUndefined();
      expect(await parts.marks.read(parts.held.place.key)).toMatchObject([{ signIn: later.signInId }]);
      expect(await journal.open(record)).toBeUndefined();
    }
  });

  it('comes back if it was not removed', async () => {
    const { parts, seals } = await setUp(other);
    await parts.held.lock('write', 0);
    expect(await seals.recoverLocked(record, parts.held)).toEqual(other);
  });
});
