import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openIconNames } from '../../../build/virtual-desktop/icon-names.mjs';
import { decodePng, type Pixels } from '../../../build/virtual-desktop/png-pixels.mjs';

const ICONS = join(import.meta.dirname, '../../../build/icons');

/** An icon after Electron: its colours were premultiplied by alpha and rounded. */
function throughElectron({ width, height, rgba }: Pixels): Pixels {
  const out = Buffer.from(rgba);
  for (let at = 0; at < out.length; at += 4) {
    const alpha = out[at + 3] ?? 0;
    for (let c = at; c < at + 3; c += 1) {
      out[c] = alpha === 0 ? 0 : Math.min(255, Math.round((Math.round(((out[c] ?? 0) * alpha) / 255) * 255) / alpha));
    }
  }
  return { width, height, rgba: out };
}

describe('the names of tray icons', () => {
  it('are found again from the pixels of each icon, at both scales', async () => {
    const nameOf = await openIconNames(ICONS);
    const files = (await readdir(ICONS)).filter((name) => /^tray-.*\.png$/.test(name) && !name.includes('Template'));
    expect(files.length).toBeGreaterThanOrEqual(14);
    for (const file of files) {
      const pixels = throughElectron(decodePng(await readFile(join(ICONS, file))));
      expect(`tray-${nameOf(pixels)}`).toBe(file.replace(/(@2x)?\.png$/, ''));
    }
  });

  it('are not given to another picture', async () => {
    const nameOf = await openIconNames(ICONS);
    expect(nameOf({ width: 44, height: 44, rgba: Buffer.alloc(44 * 44 * 4, 128) })).toBeUndefined();
    expect(nameOf({ width: 3, height: 3, rgba: Buffer.alloc(36) })).toBeUndefined();
  });
});
