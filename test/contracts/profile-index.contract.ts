// What every ProfileIndex promises. Run against the memory index and `profiles.json`.
import { describe, expect, it } from 'vitest';
import type { ProfileEntry, ProfileIndex } from '../../main/core/ports/profile-index';
import { PLACE_KINDS, storeChoice } from '../../main/core/ports/token-places';

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
      for (const each of entries) await index.put(each);
      expect(index.list()).toEqual(entries);
      if (reopen) expect((await reopen()).list()).toEqual(entries);
    });

    it('replaces an entry in its place', async () => {
      const { index } = await open();
      await index.put(entry('a'));
      await index.put(entry('b'));
      await index.put(entry('a', { name: 'other', hasTokens: true }));
      expect(index.list()).toEqual([entry('a', { name: 'other', hasTokens: true }), entry('b')]);
    });

    it('removes an entry, and does not mind one that is not there', async () => {
      const { index, reopen } = await open();
      await index.put(entry('a'));
      await index.put(entry('b'));
      await index.remove('a');
      await index.remove('nobody');
      expect(index.list()).toEqual([entry('b')]);
      if (reopen) expect((await reopen()).list()).toEqual([entry('b')]);
    });

    it('loses none of many changes that are made at once', async () => {
      const { index, reopen } = await open();
      const ids = Array.from({ length: 20 }, (_, number) => `p-${number}`);
      await Promise.all(ids.map((id) => index.put(entry(id))));
      expect(index.list().map(({ id }) => id)).toEqual(ids);
      if (reopen) expect((await reopen()).list().map(({ id }) => id)).toEqual(ids);
    });
  });
}
