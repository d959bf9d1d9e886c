// Writes the audit trail into a file, in the same form as the window does; an existing file is never replaced.
import { extname, resolve } from 'node:path';
import { writeFileAtomically } from '../../adapters/files/atomic-file';
import type { TrailEntry } from '../../handout/trail-entry';
import { trailCsv, trailJsonLines } from '../../handout/trail-export';

/**
 * A table if the path ends in `.csv`, else JSON lines. Mode 0600, whole or not at all. See {@link trailCsv}. @throws
 * AxiomTokenError `STORAGE_*`
 */
export async function writeTrailFile(
  path: string,
  newestFirst: readonly TrailEntry[],
  nameOf: (profileId: string) => string,
): Promise<void> {
  const isTable = extname(path).toLowerCase() === '.csv';
  const text = isTable ? trailCsv(newestFirst, nameOf) : trailJsonLines(newestFirst);
  await writeFileAtomically(resolve(path), Buffer.from(text, 'utf8'), { replace: false });
}
