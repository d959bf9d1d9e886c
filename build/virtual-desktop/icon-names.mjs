// Finds the name of the project's tray icon in a picture, so that a tray can be described as text.
// Used by `npm start` without a display and by tests. Compares pixels, because a tray has no icon names.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodePng } from './png-pixels.mjs';

/** Electron's premultiplied colours change a channel by a few steps; two icons differ by much more. */
const MAX_MEAN_DIFFERENCE = 3;

/** @typedef {import('./png-pixels.mjs').Pixels} Pixels */

/**
 * Reads the tray icons in `dir` (`tray-*.png`, without macOS templates).
 * @param {string} dir
 * @returns {Promise<(pixels: Pixels) => string | undefined>} the name without "tray-", scale and ".png", undefined for a
 *   picture that is none of them
 */
export async function openIconNames(dir) {
  const names = (await readdir(dir)).filter((name) => /^tray-.*\.png$/.test(name) && !name.includes('Template'));
  const icons = await Promise.all(
    names.map(async (name) => ({
      name: basename(name, '.png')
        .replace(/^tray-/, '')
        .replace(/@\dx$/, ''),
      pixels: decodePng(await readFile(join(dir, name))),
    })),
  );
  return (pixels) => {
    const ranked = icons
      .filter((icon) => icon.pixels.width === pixels.width && icon.pixels.height === pixels.height)
      .map((icon) => ({ name: icon.name, difference: meanDifference(icon.pixels.rgba, pixels.rgba) }))
      .sort((a, b) => a.difference - b.difference);
    const best = ranked[0];
    return best !== undefined && best.difference <= MAX_MEAN_DIFFERENCE ? best.name : undefined;
  };
}

/** Mean difference of a channel, colours weighted by their alpha. @param {Buffer} a @param {Buffer} b */
function meanDifference(a, b) {
  let sum = 0;
  for (let at = 0; at < a.length; at += 4) {
    const [alphaA, alphaB] = [a[at + 3] ?? 0, b[at + 3] ?? 0];
    sum += Math.abs(alphaA - alphaB);
    for (let channel = 0; channel < 3; channel += 1) {
      sum += Math.abs(((a[at + channel] ?? 0) * alphaA - (b[at + channel] ?? 0) * alphaB) / 255);
    }
  }
  return sum / a.length;
}
