// Writes a small file atomically: a reader sees the old or the new content, never a part, even after a kill.
import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a temporary file in the same folder, then renames it. */
export async function writeAtomically(/** @type {string} */ path, /** @type {string | Uint8Array} */ content) {
  const partial = `${path}.partial-${process.pid}`;
  await writeFile(partial, content);
  await rename(partial, path).catch(async (error) => {
    await rm(partial, { force: true });
    throw error;
  });
}
