// Removes all blocks, as a person would in the window; no program's call can do that.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Kept {
  readonly consents: readonly { readonly decision: string }[];
}

/** Works on the data folder, whether an app runs there or not. */
export async function endBlocks(dataDirectory: string): Promise<void> {
  const path = join(dataDirectory, 'consents.json');
  const kept = JSON.parse(await readFile(path, 'utf8')) as Kept;
  const consents = kept.consents.filter(({ decision }) => decision !== 'deny');
  await writeFile(path, JSON.stringify({ ...kept, consents }));
}
