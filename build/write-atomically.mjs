// Writes a small file so that a reader, also after a kill, sees the old content or the new one, never a part.
import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes under a temporary name in the same folder, then renames. */
export async function writeAtomically(/** @type {string} */ path, /** @type {string | Uint8Array} */ content) {
  const partial = `${path}.partial-${process.pid}`;
  await writeFile(partial, content);
  await rename(partial, path).catch(async (error) => {
    await rm(partial, { force: true });
    throw error;
  });
}
