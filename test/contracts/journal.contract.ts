// What every Journal promises, whatever keeps it. Run against files and against the one in memory that tests of the core trust.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import type { Journal } from '../../main/core/ports/journal';

/** One fresh place for journals. */
export interface JournalStage {
  /** The journal of a profile, as a program that was just started sees it. */
  open(profileId: string): Journal;
  /** The same, but every change of it fails with a code. */
  openFailing(profileId: string, code: ErrorCode): Journal;
  /** What was put aside of a profile. */
  aside(profileId: string): Promise<Uint8Array[]>;
}

const bytes = (...values: number[]) => Uint8Array.from(values);
const intent = { recordGeneration: 7, startedAtMs: 1_750_000_000_000 };
const sealed = Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 256);

export function describeJournal(name: string, openStage: () => Promise<JournalStage>): void {
  describe(`Journal contract: ${name}`, () => {
    it('is empty at first, and clearing it then is no error', async () => {
      const journal = (await openStage()).open('default');
      expect(await journal.read()).toEqual({});
      await journal.clear();
      await journal.setAside();
      expect(await journal.read()).toEqual({});
    });

    it('gives back what was written, also to a program started later', async () => {
      const stage = await openStage();
      const journal = stage.open('default');
      await journal.writeIntent(intent);
      expect(await journal.read()).toEqual({ intent });
      await journal.writeSealed(sealed);
      for (const reader of [journal, stage.open('default')]) {
        const content = await reader.read();
        expect(content.intent).toEqual(intent);
        expect(Buffer.compare(content.sealed ?? bytes(), sealed)).toBe(0);
      }
    });

    it('keeps the newest of several writes, also when they are started at once', async () => {
      const stage = await openStage();
      const journal = stage.open('default');
      await Promise.all([
        ...[1, 2, 3].map((recordGeneration) => journal.writeIntent({ ...intent, recordGeneration })),
        ...[1, 2, 3].map((value) => journal.writeSealed(bytes(value, value))),
      ]);
      const content = await stage.open('default').read();
      expect(content.intent?.recordGeneration).toBe(3);
      expect([...(content.sealed ?? [])]).toEqual([3, 3]);
    });

    it('keeps the bytes as they were when it was called', async () => {
      const journal = (await openStage()).open('default');
      const own = bytes(1, 2, 3);
      const written = journal.writeSealed(own);
      own.fill(0);
      await written;
      expect([...((await journal.read()).sealed ?? [])]).toEqual([1, 2, 3]);
    });

    it('is empty after it was cleared, and takes new writes', async () => {
      const stage = await openStage();
      const journal = stage.open('default');
      await journal.writeIntent(intent);
      await journal.writeSealed(sealed);
      await journal.clear();
      await journal.clear();
      expect(await stage.open('default').read()).toEqual({});
      expect(await stage.aside('default')).toEqual([]);
      await journal.writeIntent(intent);
      expect(await journal.read()).toEqual({ intent });
    });

    it('forgets an intent alone, and a sealed record stays', async () => {
      const stage = await openStage();
      const journal = stage.open('default');
      await journal.clearIntent();
      await journal.writeIntent(intent);
      await journal.writeSealed(sealed);
      await journal.clearIntent();
      const content = await stage.open('default').read();
      expect(content.intent).toBeUndefined();
      expect(Buffer.compare(content.sealed ?? bytes(), sealed)).toBe(0);
    });

    it('puts a sealed record aside, again and again, and deletes none of them', async () => {
      const stage = await openStage();
      const journal = stage.open('default');
      await journal.writeIntent(intent);
      for (const value of [1, 2]) {
        await journal.writeSealed(bytes(value));
        await journal.setAside();
        await journal.setAside();
      }
      expect(await stage.open('default').read()).toEqual({ intent });
      await journal.clear();
      const kept = (await stage.aside('default')).map((copy) => [...copy]);
      expect(kept).toHaveLength(2);
      expect(kept).toEqual(expect.arrayContaining([[1], [2]]));
    });

    it('has one for each profile', async () => {
      const stage = await openStage();
      await stage.open('default').writeSealed(bytes(1));
      await stage.open('default-2').writeSealed(bytes(2));
      await stage.open('default').clear();
      expect(await stage.open('default').read()).toEqual({});
      expect([...((await stage.open('default-2').read()).sealed ?? [])]).toEqual([2]);
    });

    it.each<ErrorCode>(['STORAGE_FULL', 'STORAGE_DENIED', 'STORAGE_UNAVAILABLE'])(
      'fails with %s as a typed error, and then holds what it held',
      async (code) => {
        const stage = await openStage();
        await stage.open('default').writeIntent(intent);
        await stage.open('default').writeSealed(sealed);
        const journal = stage.openFailing('default', code);
        const expected = { name: 'AxiomTokenError', code };
        await expect(journal.writeIntent({ recordGeneration: 8, startedAtMs: 1 })).rejects.toMatchObject(expected);
        await expect(journal.clearIntent()).rejects.toMatchObject(expected);
        await expect(journal.writeSealed(bytes(9))).rejects.toMatchObject(expected);
        await expect(journal.setAside()).rejects.toMatchObject(expected);
        await expect(journal.clear()).rejects.toMatchObject(expected);
        const content = await stage.open('default').read();
        expect(content.intent).toEqual(intent);
        expect(Buffer.compare(content.sealed ?? bytes(), sealed)).toBe(0);
      },
    );
  });
}
