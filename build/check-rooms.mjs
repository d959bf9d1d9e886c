// Checks the sources against the allowed imports in rooms.mjs. Run by `npm run lint` and by `npm test`.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findWrongArrows } from './room-arrows.mjs';
import { projectRoot } from './project-root.mjs';
import { runMain } from './run-main.mjs';
import { SetupError } from './setup-error.mjs';
import { ROOMS } from './rooms.mjs';

/**
 * The sources that belong to rooms, by path from the project's root.
 * @returns {Promise<import('./room-arrows.mjs').SourceFile[]>}
 */
export async function readSources(/** @type {string} */ root) {
  const found = await Promise.all(
    ['main', 'preload', 'renderer'].map(async (place) =>
      (await readdir(join(root, place), { recursive: true })).map((path) => `${place}/${path.replaceAll('\\', '/')}`),
    ),
  );
  const paths = found.flat().filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runMain(async () => {
    const wrong = findWrongArrows(await readSources(projectRoot), ROOMS);
    if (wrong.length === 0) return;
    throw new SetupError(
      `Imports that the rooms do not allow:\n${wrong.join('\n')}`,
      'Give the file what it needs through a port or a parameter, or put it where it belongs; ARCHITECTURE.md shows the rooms.',
    );
  });
}
