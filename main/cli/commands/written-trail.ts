// Writes the audit trail into a file; an existing file is never replaced.
import { resolve } from 'node:path';
import { writeFileAtomically } from '../../adapters/files/atomic-file';

/** Mode 0600, whole or not at all. @throws AxiomTokenError `STORAGE_*` */
export async function writeTrailFile(path: string, text: string): Promise<void> {
  await writeFileAtomically(resolve(path), Buffer.from(text, 'utf8'), { replace: false });
}
