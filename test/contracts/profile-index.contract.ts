// What every ProfileIndex promises. Run against the memory index and `profiles.json`.
import { describe, expect, it } from 'vitest';
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

/** The contract; `reopen` is the index as a later start finds it, absent when nothing outlives the run. */
export function describeProfileIndex(
  name: string,
  open: () => Promise<{ index: ProfileIndex; reopen?: () => Promise<ProfileIndex> }>,
): void {
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

    it('loses none of many changes that are made at once', async () => {
      const { index, reopen } = await open();
      const ids = Array.from({ length: 20 }, (_, number) => `p-${number}`);
      await Promise.all(ids.map((id) => putProfile(index, entry(id))));
      expect(index.list().map(({ id }) => id)).toEqual(ids);
      if (reopen) expect((await reopen()).list().map(({ id }) => id)).toEqual(ids);
    });
  });
}
