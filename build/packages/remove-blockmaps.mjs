// electron-builder's last step: removes the files for updates in parts, because nothing here updates itself. Named in electron-builder.config.mjs.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Called by electron-builder with its result. Adds no artefact.
 * @param {{outDir: string}} result
 * @returns {Promise<string[]>}
 */
export async function afterAllArtifactBuild({ outDir }) {
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.blockmap')) await rm(join(outDir, name));
  }
  return [];
}
