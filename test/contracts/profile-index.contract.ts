// The contract of every ProfileIndex. Run against the index in memory and `profiles.json`.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../main/core/base/errors';
import type { ProfileEntry, ProfileIndex } from '../../main/core/ports/profile-index';
import { PLACE_KINDS, storeChoice } from '../../main/core/ports/token-places';
import { putProfile } from '../support/put-profile';

const entry = (id: string, more: Partial<ProfileEntry> = {}): ProfileEntry => ({
  id,
  name: `name of ${id}`,
  store: { kind: 'keychain' },
  hasTokens: false,
  ...more,
});

/** An entry of a newer version, as it is in the list. */
export const STRANGE_ENTRY = { id: 'vault', name: 'Vault', store: { kind: 'vault' }, hasTokens: true };

/** An index to be tested. */
export interface OpenedIndex {
  readonly index: ProfileIndex;
  /** The index as a later start finds it; absent when nothing outlives the run. */
  readonly reopen?: () => Promise<ProfileIndex>;
  /** Makes writes fail. The result ends that. */
  readonly breakWriting: () => Promise<() => Promise<void>>;
}

/** The contract. `open` returns an empty index, or with `STRANGE` one that contains only {@link STRANGE_ENTRY}. */
export function describeProfileIndex(name: string, open: (what?: 'STRANGE') => Promise<OpenedIndex>): void {
  describe(`${name}`, () => {
    it('is empty at first', async () => {
      expect((await open()).index.list()).toEqual([]);
    });

    it('keeps entries of every store in the order they came, and after a restart', async () => {
      const { index, reopen } = await open();
      const entries = [
        entry('zeta'),
        ...PLACE_KINDS.map((kind) => entry(kind, { store: storeChoice(kind, `/drive/${kind}`), hasTokens: true })),
        entry('k-1', { hasTokens: true, keychainProvider: 'GNOME Keyring' }),
      ];
      for (const each of entries) await putProfile(index, each);
      expect(index.list()).toEqual(entries);
      if (reopen) expect((await reopen()).list()).toEqual(entries);
    });

    it('replaces an entry in its place', async () => {
      const { index } = await open();
      await putProfile(index, entry('a'));
      await putProfile(index, entry('b'));
      await putProfile(index, entry('a', { name: 'other', hasTokens: true }));
      expect(index.list()).toEqual([entry('a', { name: 'other', hasTokens: true }), entry('b')]);
    });

    it('gives each of several changes at once the entry as the one before has left it', async () => {
      const { index, reopen } = await open();
      await putProfile(index, entry('a'));
      await Promise.all([
        index.update('a', (current = entry('a')) => ({ ...current, name: 'renamed' })),
        index.update('a', (current = entry('a')) => ({ ...current, hasTokens: true })),
        index.update('a', (current = entry('a')) => ({ ...current, keychainProvider: 'KWallet' })),
      ]);
      const both = [entry('a', { name: 'renamed', hasTokens: true, keychainProvider: 'KWallet' })];
      expect(index.list()).toEqual(both);
      if (reopen) expect((await reopen()).list()).toEqual(both);
    });

    it('says that there is no entry of an id yet, and puts a new one at the end', async () => {
      const { index } = await open();
      await putProfile(index, entry('a'));
      const given: unknown[] = [];
      await index.update('b', (current) => {
        given.push(current);
        return entry('b');
      });
      expect([given, index.list().map(({ id }) => id)]).toEqual([[undefined], ['a', 'b']]);
    });

    it('gives each change the other entries as they are then', async () => {
      const { index } = await open();
      const seen: string[][] = [];
      const see = (id: string) =>
        index.update(id, (current = entry(id), others) => {
          seen.push(others.map((other) => other.id));
          return current;
        });
      await Promise.all(['a', 'b', 'a', 'c'].map(see));
      expect(seen).toEqual([[], ['a'], ['b'], ['a', 'b']]);
    });

    it('is not changed by a change that throws, which is no error of the list', async () => {
      const { index, reopen } = await open();
      await putProfile(index, entry('a'));
      const refuse = () => {
        throw new AxiomTokenError('INVALID_INPUT');
      };
      await expect(index.update('a', refuse)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      await expect(index.update('b', refuse)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect([index.list(), index.trouble]).toEqual([[entry('a')], undefined]);
      if (reopen) expect((await reopen()).list()).toEqual([entry('a')]);
    });

    it('is not changed by a change that returns nothing, with an entry and without', async () => {
      const { index } = await open();
      await putProfile(index, entry('a'));
      await index.update('a', () => undefined);
      await index.update('b', () => undefined);
      expect(index.list()).toEqual([entry('a')]);
    });

    it('is not changed by a change that nobody waits for any more', async () => {
      const { index, reopen } = await open();
      await putProfile(index, entry('a'));
      const renamed = () => entry('a', { name: 'renamed' });
      await expect(index.update('a', renamed, () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      await expect(index.remove('a', () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      for (const each of [index, await reopen?.()]) if (each) expect(each.list()).toEqual([entry('a')]);
      await index.update('a', renamed, () => true);
      expect(index.list()).toEqual([renamed()]);
    });

    it('changes nothing when the change fails', async () => {
      const { index } = await open();
      await putProfile(index, entry('a'));
      const failing = index.update('a', () => {
        throw new Error('not now');
      });
      await expect(failing).rejects.toThrow('not now');
      expect(index.list()).toEqual([entry('a')]);
      await putProfile(index, entry('b'));
      expect(index.list()).toHaveLength(2);
    });

    it('removes an entry, and does not mind one that is not there', async () => {
      const { index, reopen } = await open();
      await putProfile(index, entry('a'));
      await putProfile(index, entry('b'));
      await index.remove('a');
      await index.remove('nobody');
      expect(index.list()).toEqual([entry('b')]);
      if (reopen) expect((await reopen()).list()).toEqual([entry('b')]);
    });

    it('remembers a removed one by id and name, for the next start too, and keeps its id from others; not one that comes back', async () => {
      const { index, reopen } = await open();
      for (const id of ['a', 'b']) await putProfile(index, entry(id));
      for (const id of ['a', 'b', 'nobody']) await index.remove(id);
      const both = ['a', 'b'].map((id) => ({ id, name: entry(id).name }));
      for (const present of [index, await reopen?.()]) {
        if (present) expect([present.removed(), present.reservedIds()]).toEqual([both, ['a', 'b']]);
      }
      await putProfile(index, entry('a'));
      expect([index.removed(), index.reservedIds()]).toEqual([both.slice(1), ['b']]);
    });

    it('does not remember one that is taken back, whose id is free again', async () => {
      const { index, reopen } = await open();
      await putProfile(index, entry('a'));
      await index.remove('a', undefined, true);
      for (const present of [index, await reopen?.()]) {
        if (present) expect([present.list(), present.removed(), present.reservedIds()]).toEqual([[], [], []]);
      }
    });

    it('loses none of many changes that are made at once', async () => {
      const { index, reopen } = await open();
      const ids = Array.from({ length: 20 }, (_, number) => `p-${number}`);
      await Promise.all(ids.map((id) => putProfile(index, entry(id))));
      expect(index.list().map(({ id }) => id)).toEqual(ids);
      if (reopen) expect((await reopen()).list().map(({ id }) => id)).toEqual(ids);
    });

    it('finds an entry by its id or not at all: the change of one that is gone gets no other, and changes none', async () => {
      const { index } = await open();
      await putProfile(index, entry('a'));
      await putProfile(index, entry('b'));
      await index.remove('a');
      const given: unknown[] = [];
      await index.update('a', (current) => {
        given.push(current);
        return entry('a', { name: 'anew' });
      });
      expect([given, index.list()]).toEqual([[undefined], [entry('b'), entry('a', { name: 'anew' })]]);
    });

    it('has no error and nothing unknown at first', async () => {
      const { index } = await open();
      expect([index.trouble, index.unknownEntries(), index.reservedIds()]).toEqual([undefined, [], []]);
    });

    it('shows an entry that it does not understand, reserves its id, and lets nobody change it', async () => {
      const { index, reopen } = await open('STRANGE');
      const isAsBefore = (present: ProfileIndex): void => {
        expect(present.unknownEntries()).toEqual([{ id: 'vault', name: 'Vault', reason: 'newer-version' }]);
        expect(present.reservedIds()).toEqual(['vault']);
      };
      isAsBefore(index);
      await expect(index.update('vault', () => entry('vault'))).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      await expect(index.remove('vault')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
      expect(index.trouble).toBeUndefined();
      await putProfile(index, entry('a'));
      expect(index.list()).toContainEqual(entry('a'));
      expect(index.list().map(({ id }) => id)).not.toContain('vault');
      isAsBefore(index);
      if (reopen) isAsBefore(await reopen());
    });

    it('says while it cannot be written that it cannot, keeps its list, and goes on when it can', async () => {
      const { index, breakWriting } = await open();
      await putProfile(index, entry('a'));
      const mend = await breakWriting();
      for (const change of [() => putProfile(index, entry('b')), () => index.remove('a')]) {
        const failure: unknown = await change().catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(AxiomTokenError);
        expect(index.trouble).toBe(failure);
      }
      expect(index.list()).toEqual([entry('a')]);
      await mend();
      await putProfile(index, entry('b'));
      expect([index.trouble, index.list()]).toEqual([undefined, [entry('a'), entry('b')]]);
    });
  });
}
