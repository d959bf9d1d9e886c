import { createHash } from 'node:crypto';
import type { Pixels } from '../../build/virtual-desktop/png-pixels.mjs';

/** A picture to be compared as a whole: its bytes as their hash, because Vitest takes seconds to compare large pictures byte by byte. */
export function inShort({ width, height, rgba }: Pixels) {
  return { width, height, sha256: createHash('sha256').update(rgba).digest('hex') };
}
