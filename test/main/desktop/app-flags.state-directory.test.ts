// No test or script may start the app with the real state folder of whoever runs it: wherever it gets a data folder, it gets a state folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PROJECT = join(import.meta.dirname, '../../..');
/** Opens its own page in Electron, not the app. */
const NOT_THE_APP = new Set(['build/icons/render.mjs']);

async function startersIn(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(join(PROJECT, folder), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs|js)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).slice(PROJECT.length + 1))
    .filter((path) => !path.includes('node_modules'));
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(PROJECT, path), 'utf8') })),
  );
  // The text with the folder inserted.
  return files.filter(({ path, text }) => text.includes('--user-data-dir=$' + '{') && !NOT_THE_APP.has(path));
}

it('every start of the app names both folders', async () => {
  const starters = [...(await startersIn('build')), ...(await startersIn('test'))];
  expect(starters.length).toBeGreaterThan(5);
  const careless = starters.filter(({ text }) => !text.includes('--state-directory='));
  expect(careless.map(({ path }) => path)).toEqual([]);
});
