// The audit trail in `trail.jsonl` and, when that is full, `trail.jsonl.1` and so on. The lines are numbered across all processes that share the data folder.
import { createInTurn } from '../../core/flow/in-turn';
import type { TrailFile, UnnumberedEntry } from '../../handout/handout-state';
import type { TrailEntry } from '../../handout/trail-entry';
import { identify } from '../files/atomic-file';
import { createLineFile } from '../files/line-file';
import { type SharedFileParts, underLock } from './shared-file';
import { LARGEST_ID, readTrailLine, writeTrailLine } from './trail-line';

/** About 2,500 lines for each file. */
const SIZE = { largestBytes: 1024 * 1024, fileCount: 4 };

export interface TrailFilesParts extends SharedFileParts {
  /** For tests. */
  readonly size?: typeof SIZE;
}

export function createTrailFiles(parts: TrailFilesParts): TrailFile {
  const { path, size = SIZE } = parts;
  const inTurn = createInTurn();
  /** A new instance for each change, because the last write of another process may have been cut off since. */
  const lines = () => createLineFile({ path, ...size });
  /** The number of the last line, and the identity of the file at that time. */
  let last: { readonly id: number; readonly identity: string } | undefined;

  /** The last number used. The next `count` numbers after it are valid too. */
  const lastId = async (count: number): Promise<number> => {
    const hasRoomAfter = (id: number): boolean => id + count <= LARGEST_ID;
    if (last && hasRoomAfter(last.id) && last.identity === (await identify(path))) return last.id;
    let damaged = 0;
    for await (const line of lines().newestFirst()) {
      const entry = readTrailLine(line);
      // A damaged line had a number too. It is not used again, so that the gap shows that a line is missing. The same
      // holds for a line whose number is too large.
      if (entry && hasRoomAfter(entry.id + damaged)) return entry.id + damaged;
      damaged++;
    }
    return damaged;
  };

  const append = async (entries: readonly UnnumberedEntry[]): Promise<void> => {
    const before = await lastId(entries.length);
    last = undefined;
    await lines().append(entries.map((entry, index) => writeTrailLine({ ...entry, id: before + index + 1 })));
    const identity = await identify(path);
    if (identity !== undefined) last = { id: before + entries.length, identity };
  };

  return {
    rest: () => new Promise((resolve) => setImmediate(resolve)),
    append: (entries) => inTurn(() => underLock('trail', parts, () => append(entries))),
    async *newestFirst(): AsyncGenerator<TrailEntry> {
      let previous: { readonly id: number; readonly line: string } | undefined;
      for await (const line of lines().newestFirst()) {
        const entry = readTrailLine(line);
        // A file that is rotated during reading is read twice, so lines with higher numbers are skipped. Equal numbers may stay: two processes without a lock may have used the same one.
        if (!entry || (previous && (entry.id > previous.id || line === previous.line))) continue;
        previous = { id: entry.id, line };
        yield entry;
      }
    },
  };
}
