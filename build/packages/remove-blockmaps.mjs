// electron-builder's last step: removes blockmaps for partial updates, because nothing here updates itself. Named in electron-builder.config.mjs.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Called by electron-builder with its result. Adds no artefacts.
 * @param {{outDir: string}} result
 * @returns {Promise<string[]>}
 */
export async function afterAllArtifactBuild({ outDir }) {
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.blockmap')) await rm(join(outDir, name));
  }
  return [];
}
