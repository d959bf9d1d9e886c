// The contract of every TrailFile. Two of them with the same content act as two programs.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import type { TrailFile, UnnumberedEntry } from '../../main/handout/handout-state';
import type { TrailEntry } from '../../main/handout/trail-entry';
import { BOT } from '../support/make-handout';

export interface TrailFileUnderTest {
  /** The same file, opened by another program. */
  readonly open: () => TrailFile;
  /** A file that can be neither read nor written. */
  readonly openFailing: () => TrailFile;
  readonly failureCode: ErrorCode;
}

export function entryOf(reason: string): UnnumberedEntry {
  return {
    atMs: 5,
    lastAtMs: 6,
    count: 2,
    event: 'handed-out',
    via: 'socket',
    consumer: { ...BOT, kind: 'child', lentBy: BOT },
    profileId: 'main',
    kind: 'access',
    validForMs: 1000,
    rule: 'first use, told',
    reason,
    tag: '0a1b2c3d',
  };
}

export async function readTrail(file: TrailFile): Promise<readonly TrailEntry[]> {
  const entries: TrailEntry[] = [];
  for await (const entry of file.newestFirst()) entries.push(entry);
  return entries;
}

export function describeTrailFile(name: string, prepare: () => Promise<TrailFileUnderTest>): void {
  describe(`a trail: ${name}`, { timeout: 20_000 }, () => {
    it('has nothing at first', async () => {
      const { open } = await prepare();
      expect(await readTrail(open())).toEqual([]);
    });

    it('gives entries newest first, as they were, with numbers', async () => {
      const { open } = await prepare();
      const file = open();
      await file.append([entryOf('one'), entryOf('two – ü\n')]);
      await open().append([entryOf('three')]);
      await file.append([entryOf('four')]);
      expect(await readTrail(open())).toEqual([
        { ...entryOf('four'), id: 4 },
        { ...entryOf('three'), id: 3 },
        { ...entryOf('two – ü\n'), id: 2 },
        { ...entryOf('one'), id: 1 },
      ]);
    });

    it('numbers what several programs write at the same time one after the other', async () => {
      const { open } = await prepare();
      const files = [open(), open(), open()];
      await Promise.all(
        files.flatMap((file) => ['a', 'b', 'c'].map((reason) => file.append([entryOf(reason), entryOf(reason)]))),
      );
      expect((await readTrail(open())).map(({ id }) => id)).toEqual(
        Array.from({ length: 18 }, (_, index) => 18 - index),
      );
    });

    it('fails with its own error', async () => {
      const { openFailing, failureCode } = await prepare();
      const file = openFailing();
      await expect(file.append([entryOf('one')])).rejects.toMatchObject({ code: failureCode });
      await expect(readTrail(file)).rejects.toMatchObject({ code: failureCode });
    });
  });
}
