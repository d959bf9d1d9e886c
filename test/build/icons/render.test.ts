import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../build/virtual-desktop/png-pixels.mjs';
import { deriveHeadline } from '../../../main/core/status/headline';
import type { Headline } from '../../../main/core/status/headline-table';
import { SESSION_FACETS, STORAGE_FACETS, TOKEN_FACETS } from '../../../main/core/status/state-facets';
import { contrast } from '../../support/contrast';

const ICONS = path.join(__dirname, '../../../build/icons');

/** Every headline that can occur. */
const headlines: Headline[] = TOKEN_FACETS.flatMap((token) =>
  SESSION_FACETS.flatMap((session) =>
    STORAGE_FACETS.map((storage) => deriveHeadline(token, session, storage, 'keychain')),
  ),
);
const coloured = [...new Set(headlines.map(({ shape, tone }) => `tray-${shape}-${tone}`))];
const templates = [...new Set(headlines.map(({ shape }) => `tray-${shape}Template`))];

const pixelsOf = (name: string) => decodePng(readFileSync(path.join(ICONS, `${name}.png`)));

/** Where the picture is, without its colour. */
function silhouette(name: string): boolean[] {
  const { rgba } = pixelsOf(name);
  return Array.from({ length: rgba.length / 4 }, (_, index) => (rgba[index * 4 + 3] ?? 0) >= 128);
}

/** How much of all that either shows only one of them shows. */
function difference(a: boolean[], b: boolean[]): number {
  const either = a.filter((isSet, index) => isSet || b[index]).length;
  return a.filter((isSet, index) => isSet !== b[index]).length / either;
}

describe('the tray icons', () => {
  it('are seven shapes, each with its tone', () => {
    expect(coloured).toHaveLength(7);
    expect(templates).toHaveLength(7);
  });

  it.each([...coloured.map((name) => [name, 22] as const), ...templates.map((name) => [name, 16] as const)])(
    '%s is %d pixels wide, and twice that at 2x',
    (name, side) => {
      expect(pixelsOf(name)).toMatchObject({ width: side, height: side });
      expect(pixelsOf(`${name}@2x`)).toMatchObject({ width: side * 2, height: side * 2 });
    },
  );

  it.each([
    ['22 px', coloured],
    ['16 px', templates],
  ])('differ from each other at %s without colour', (_size, names) => {
    const shapes = names.map(silhouette);
    for (const [index, shape] of shapes.entries()) {
      // A picture that is nearly empty or nearly full would differ from all others and still say nothing.
      const share = shape.filter(Boolean).length / shape.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.7);
      for (const [distance, otherShape] of shapes.slice(index + 1).entries()) {
        const other = names[index + 1 + distance];
        expect({ other, isTellable: difference(shape, otherShape) > 0.15 }).toEqual({ other, isTellable: true });
      }
    }
  });

  it.each(coloured)('%s stands out from light and dark panels', (name) => {
    const { rgba } = pixelsOf(`${name}@2x`);
    const solid = Array.from({ length: rgba.length / 4 }, (_, index) => [
      ...rgba.subarray(index * 4, index * 4 + 4),
    ]).find(([, , , alpha]) => alpha === 255);
    for (const panel of [
      [243, 244, 246],
      [255, 255, 255],
      [29, 32, 37],
      [0, 0, 0],
    ]) {
      expect(contrast(solid?.slice(0, 3) ?? [], panel)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(templates)('%s is black with transparency, as macOS wants it', (name) => {
    const { rgba } = pixelsOf(name);
    const colours = rgba.filter(
      (value, index) => index % 4 !== 3 && (rgba[index - (index % 4) + 3] ?? 0) > 0 && value > 0,
    );
    expect(colours).toHaveLength(0);
  });

  it("come with the app's own icon in every size that a package needs", () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(existsSync(path.join(ICONS, `app-${size}.png`))).toBe(true);
      expect(pixelsOf(`app-${size}`)).toMatchObject({ width: size, height: size });
    }
  });
});
