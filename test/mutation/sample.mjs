// @ts-check
// A random share of the core, as windows of lines: a run over all of it takes many hours. Used by run.mjs.
import { createHash } from 'node:crypto';

/** Long enough for most statements: a change across the edge of a window is not made. */
const WINDOW_LINES = 12;

/**
 * Windows of these files as Stryker's option `mutate` takes them. The same `seed` gives the same windows.
 * @param {readonly {path: string, lines: number}[]} files
 * @param {number} share from 0 to 1
 * @param {number} seed
 */
export function sampleOf(files, share, seed) {
  return files.flatMap(({ path, lines }) => {
    const windows = [];
    for (let first = 1; first <= lines; first += WINDOW_LINES)
      if (numberOf(`${seed} ${path} ${first}`) < share)
        windows.push(`${path}:${first}-${Math.min(lines, first + WINDOW_LINES - 1)}`);
    return windows;
  });
}

/** A pseudo-random number in [0, 1). */
function numberOf(/** @type {string} */ name) {
  return createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;
}
