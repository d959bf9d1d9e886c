// The committed icons match their drawings: each is drawn again by the project's Electron and compared.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { drawIcons } from '../../build/icons/render.mjs';
import { decodePng, type Pixels } from '../../build/virtual-desktop/png-pixels.mjs';
import { readIcns } from '../support/read-icns';
import { readIco } from '../support/read-ico';

const ICONS = join(import.meta.dirname, '../../build/icons');
/** How much versions of Chromium may differ in rounding an edge. */
const EDGE = 24;

let drawn: Map<string, Buffer>;
beforeAll(() => {
  drawn = drawIcons();
});

function pictures(name: string, bytes: Buffer): readonly Pixels[] {
  if (name.endsWith('.icns')) return [...readIcns(bytes).values()];
  return name.endsWith('.ico') ? readIco(bytes) : [decodePng(bytes)];
}

/** The largest difference of a pixel as a person sees it: colours are weighted by opacity. */
function difference(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return 255;
  const solid = ({ rgba }: Pixels, at: number) => (rgba[at] ?? 0) * ((rgba[at - (at % 4) + 3] ?? 0) / 255);
  return a.rgba.reduce((most, alpha, at) => {
    const apart = at % 4 === 3 ? Math.abs(alpha - (b.rgba[at] ?? 0)) : Math.abs(solid(a, at) - solid(b, at));
    return Math.max(most, apart);
  }, 0);
}

it('there is a file for each picture that is drawn, and no other', async () => {
  const files = (await readdir(ICONS)).filter((name) => /\.(png|ico|icns)$/.test(name));
  expect(files.sort()).toEqual([...drawn.keys()].sort());
});

it('each is drawn from its source: launcher, windows, packages, notifications and tray', async () => {
  const different: string[] = [];
  for (const [name, bytes] of drawn) {
    const now = pictures(name, bytes);
    const kept = pictures(name, await readFile(join(ICONS, name)));
    const isSame = now.length === kept.length && now.every((each, at) => difference(each, kept[at] ?? each) <= EDGE);
    if (!isSame) different.push(name);
  }
  expect(different).toEqual([]);
});

it('notices a different drawing', () => {
  const [check, alert] = ['tray-ring-check-good.png', 'tray-ring-alert-attention.png'].map((name) =>
    decodePng(drawn.get(name) ?? Buffer.alloc(0)),
  );
  if (!check || !alert) throw new Error('both are drawn');
  expect(difference(check, alert)).toBeGreaterThan(EDGE);
});
