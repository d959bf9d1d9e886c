// The contract of every Journal. Run against files and against the one in memory that tests of the core use.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import { Secret } from '../../main/core/base/secret';
import type { Journal } from '../../main/core/ports/journal';

/** One fresh place for journals. */
export interface JournalStage {
  /** The journal of a place, as a newly started program sees it. */
  open(place: string): Journal;
  /** The same, but every change of it fails with a code. */
  openFailing(place: string, code: ErrorCode): Journal;
  /** The records of a place that were set aside. */
  aside(place: string): Promise<Uint8Array[]>;
  /** Adds a record sealed by an earlier version. */
  plantFormer(place: string, sealed: Uint8Array): Promise<void>;
}

const KEY = '0123456789abcdef';
const OTHER_KEY = 'fedcba9876543210';
const bytes = (...values: number[]) => Uint8Array.from(values);
const intent = { recordGeneration: 7, startedAtMs: 1_750_000_000_000 };
const sealed = Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 256);

export function describeJournal(name: string, openStage: () => Promise<JournalStage>): void {
  describe(`Journal contract: ${name}`, () => {
    it('is empty at first, and clearing it then is no error', async () => {
      const journal = (await openStage()).open('keychain:default');
      expect(await journal.read(KEY)).toEqual({});
      await journal.clear(KEY);
      await journal.setAside(KEY);
      expect(await journal.read(KEY)).toEqual({});
    });

    it('gives back what was written, also to a program started later', async () => {
      const stage = await openStage();
      const journal = stage.open('keychain:default');
      await journal.writeIntent(intent);
      expect(await journal.read(KEY)).toEqual({ intent });
      await journal.writeSealed(KEY, sealed);
      for (const reader of [journal, stage.open('keychain:default')]) {
        const content = await reader.read(KEY);
        expect(content.intent).toEqual(intent);
        expect(Buffer.compare(content.sealed ?? bytes(), sealed)).toBe(0);
      }
    });

    it('is not changed by a call that nobody waits for any more', async () => {
      const journal = (await openStage()).open('keychain:default');
      await journal.writeSealed(KEY, sealed, () => true);
      await expect(journal.writeSealed(KEY, bytes(1, 1), () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      await expect(journal.clear(KEY, () => false)).rejects.toMatchObject({ code: 'TIMEOUT' });
      expect(Buffer.compare((await journal.read(KEY)).sealed ?? bytes(), sealed)).toBe(0);
    });

    it('keeps the newest of several writes, also when they are started at once', async () => {
      const stage = await openStage();
      const journal = stage.open('keychain:default');
      await Promise.all([
        ...[1, 2, 3].map((recordGeneration) => journal.writeIntent({ ...intent, recordGeneration })),
        ...[1, 2, 3].map((value) => journal.writeSealed(KEY, bytes(value, value))),
      ]);
      const content = await stage.open('keychain:default').read(KEY);
      expect(content.intent?.recordGeneration).toBe(3);
      expect([...(content.sealed ?? [])]).toEqual([3, 3]);
    });

    it('keeps the bytes as they were when it was called', async () => {
      const journal = (await openStage()).open('keychain:default');
      const own = bytes(1, 2, 3);
      const written = journal.writeSealed(KEY, own);
      own.fill(0);
      await written;
      expect([...((await journal.read(KEY)).sealed ?? [])]).toEqual([1, 2, 3]);
    });

    it('is empty after it was cleared, and takes new writes', async () => {
      const stage = await openStage();
      const journal = stage.open('keychain:default');
      await journal.writeIntent(intent);
      await journal.writeSealed(KEY, sealed);
      await journal.clear(KEY);
      await journal.clear(KEY);
      expect(await stage.open('keychain:default').read(KEY)).toEqual({});
      expect(await stage.aside('keychain:default')).toEqual([]);
      await journal.writeIntent(intent);
      expect(await journal.read(KEY)).toEqual({ intent });
    });

    it('can remove only the intent, and a sealed record stays', async () => {
      const stage = await openStage();
      const journal = stage.open('keychain:default');
      await journal.clearIntent();
      await journal.writeIntent(intent);
      await journal.writeSealed(KEY, sealed);
      await journal.clearIntent();
      const content = await stage.open('keychain:default').read(KEY);
      expect(content.intent).toBeUndefined();
      expect(Buffer.compare(content.sealed ?? bytes(), sealed)).toBe(0);
    });

    it('puts a sealed record aside, again and again, and deletes none of them', async () => {
      const stage = await openStage();
      const journal = stage.open('keychain:default');
      await journal.writeIntent(intent);
      for (const value of [1, 2]) {
        await journal.writeSealed(KEY, bytes(value));
        await journal.setAside(KEY);
        await journal.setAside(KEY);
      }
      expect(await stage.open('keychain:default').read(KEY)).toEqual({ intent });
      await journal.clear(KEY);
      const kept = (await stage.aside('keychain:default')).map((copy) => [...copy]);
      expect(kept).toHaveLength(2);
      expect(kept).toEqual(expect.arrayContaining([[1], [2]]));
    });

    it('has one for each place', async () => {
      const stage = await openStage();
      await stage.open('keychain:default').writeSealed(KEY, bytes(1));
      await stage.open('keychain:default-2').writeSealed(KEY, bytes(2));
      await stage.open('keychain:default').clear(KEY);
      expect(await stage.open('keychain:default').read(KEY)).toEqual({});
      expect([...((await stage.open('keychain:default-2').read(KEY)).sealed ?? [])]).toEqual([2]);
    });

    it('keeps what was sealed with another key, whatever happens to its own', async () => {
      const stage = await openStage();
      const journal = stage.open('keychain:default');
      await journal.writeSealed(OTHER_KEY, bytes(1));
      expect(await journal.read(KEY)).toEqual({});
      await journal.setAside(KEY);
      await journal.writeSealed(KEY, bytes(2));
      await journal.clear(KEY);
      expect(await stage.aside('keychain:default')).toEqual([]);
      expect([...((await stage.open('keychain:default').read(OTHER_KEY)).sealed ?? [])]).toEqual([1]);
    });

    it('gives the intent, and nothing sealed, for a record without a key', async () => {
      const journal = (await openStage()).open('keychain:default');
      await journal.writeIntent(intent);
      await journal.writeSealed(KEY, sealed);
      expect(await journal.read(undefined)).toEqual({ intent });
    });

    it('gives what an earlier version has sealed, for every key, until it is dropped', async () => {
      const stage = await openStage();
      await stage.plantFormer('keychain:default', bytes(1));
      await stage.plantFormer('keychain:default', bytes(2));
      const journal = stage.open('keychain:default');
      const former = async (keyId?: string) =>
        ((await journal.read(keyId)).former ?? []).map((copy) => [...copy].join()).sort();
      expect([await former(KEY), await former(OTHER_KEY), await former()]).toEqual(Array(3).fill(['1', '2']));
      await journal.clear(KEY);
      await journal.dropFormer(bytes(1));
      await journal.dropFormer(bytes(3));
      expect(await former(KEY)).toEqual(['2']);
      expect((await stage.open('keychain:default-2').read(KEY)).former).toBeUndefined();
    });

    it('keeps one key beside itself, which is never replaced', async () => {
      const stage = await openStage();
      const journal = stage.open('file:/a');
      expect(await journal.readKey()).toBeUndefined();
      await journal.writeKey(new Secret('ab'.repeat(32)));
      await expect(journal.writeKey(new Secret('cd'.repeat(32)))).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
      await journal.clear(KEY);
      expect((await stage.open('file:/a').readKey())?.expose()).toBe('ab'.repeat(32));
      expect(await stage.open('file:/b').readKey()).toBeUndefined();
    });

    it.each<ErrorCode>(['STORAGE_FULL', 'STORAGE_DENIED', 'STORAGE_UNAVAILABLE'])(
      'fails with %s as a typed error, and then holds what it held',
      async (code) => {
        const stage = await openStage();
        await stage.open('keychain:default').writeIntent(intent);
        await stage.open('keychain:default').writeSealed(KEY, sealed);
        const journal = stage.openFailing('keychain:default', code);
        const expected = { name: 'AxiomTokenError', code };
        await expect(journal.writeIntent({ recordGeneration: 8, startedAtMs: 1 })).rejects.toMatchObject(expected);
        await expect(journal.clearIntent()).rejects.toMatchObject(expected);
        await expect(journal.writeSealed(KEY, bytes(9))).rejects.toMatchObject(expected);
        await expect(journal.setAside(KEY)).rejects.toMatchObject(expected);
        await expect(journal.clear(KEY)).rejects.toMatchObject(expected);
        await expect(journal.writeKey(new Secret('ab'.repeat(32)))).rejects.toMatchObject(expected);
        expect(await stage.open('keychain:default').readKey()).toBeUndefined();
        stage.openFailing('keychain:default', code);
        const content = await stage.open('keychain:default').read(KEY);
        expect(content.intent).toEqual(intent);
        expect(Buffer.compare(content.sealed ?? bytes(), sealed)).toBe(0);
      },
    );
  });
}
