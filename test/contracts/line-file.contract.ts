// The contract of every LineFile.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../main/core/base/errors';
import type { LineFile } from '../../main/core/ports/line-file';

export interface LineFileUnderTest {
  /** The same file, opened again. */
  readonly open: () => LineFile;
  /** A file that can be neither read nor written. */
  readonly openFailing: () => LineFile;
  readonly failureCode: ErrorCode;
}

export async function readAll(file: LineFile): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of file.newestFirst()) lines.push(line);
  return lines;
}

export function describeLineFile(name: string, prepare: () => Promise<LineFileUnderTest>): void {
  describe(`a line file: ${name}`, () => {
    it('has nothing at first', async () => {
      const { open } = await prepare();
      expect(await readAll(open())).toEqual([]);
    });

    it('gives the newest lines first, also those of before', async () => {
      const { open } = await prepare();
      await open().append(['one', 'two']);
      const file = open();
      await file.append(['drei – ü']);
      expect(await readAll(file)).toEqual(['drei – ü', 'two', 'one']);
      expect(await readAll(open())).toEqual(['drei – ü', 'two', 'one']);
    });

    it('gives what was there when the reading began', async () => {
      const { open } = await prepare();
      const file = open();
      await file.append(['one']);
      const seen: string[] = [];
      for await (const line of file.newestFirst()) {
        seen.push(line);
        await file.append(['more']);
      }
      expect([seen, await readAll(file)]).toEqual([['one'], ['more', 'one']]);
    });

    it('reads many lines as they were written', async () => {
      const { open } = await prepare();
      const lines = Array.from({ length: 6000 }, (_, index) => `${index} ${'ä'.repeat(index % 40)}`);
      await open().append(lines);
      expect(await readAll(open())).toEqual([...lines].reverse());
    });

    it('fails with its own error, for writing and for reading', async () => {
      const { openFailing, failureCode } = await prepare();
      const file = openFailing();
      await expect(file.append(['one'])).rejects.toMatchObject({ code: failureCode });
      await expect(readAll(file)).rejects.toMatchObject({ code: failureCode });
    });
  });
}
