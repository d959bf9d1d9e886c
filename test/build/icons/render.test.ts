import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodePng, type Pixels } from '../../../build/virtual-desktop/png-pixels.mjs';
import { deriveHeadline } from '../../../main/core/status/headline';
import type { Headline } from '../../../main/core/status/headline-table';
import { SESSION_FACETS, STORAGE_FACETS, TOKEN_FACETS } from '../../../main/core/status/state-facets';
import { contrast } from '../../support/contrast';
import { inShort } from '../../support/pixels-in-short';
import { readIcns } from '../../support/read-icns';
import { readIco } from '../../support/read-ico';

/** Sizes for the tray, from 100% to 300%. */
const WINDOWS_SIZES = [16, 20, 24, 32, 48];

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

/** Sizes for Windows. */
const icoOf = (name: string) => readIco(readFileSync(path.join(ICONS, `${name}.ico`)));

/** The covered area of a picture, without its colour. */
function silhouette({ rgba }: Pixels): boolean[] {
  return Array.from({ length: rgba.length / 4 }, (_, index) => (rgba[index * 4 + 3] ?? 0) >= 128);
}

/** The colour of opaque pixels. */
function solidColour({ rgba }: Pixels): number[] | undefined {
  const at = rgba.findIndex((value, index) => index % 4 === 3 && value === 255) - 3;
  return at < 0 ? undefined : [...rgba.subarray(at, at + 3)];
}

/** The share of the covered area that only one of the two pictures covers. */
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

  it.each(coloured)('%s has the sizes of Windows in one file, each with its tone', (name) => {
    const pictures = icoOf(name);
    expect(pictures.map(({ width, height }) => [width, height])).toEqual(WINDOWS_SIZES.map((side) => [side, side]));
    for (const picture of pictures) expect(solidColour(picture)).toEqual(solidColour(pixelsOf(name)));
  });

  it('are of seven shapes in five tones', () => {
    expect(new Set(coloured.map((name) => String(solidColour(pixelsOf(name))))).size).toBe(5);
  });

  it.each<readonly [string, string[], Pixels[]]>([
    ['22 px', coloured, coloured.map(pixelsOf)],
    ['44 px', coloured, coloured.map((name) => pixelsOf(`${name}@2x`))],
    ['16 px on macOS', templates, templates.map(pixelsOf)],
    ...WINDOWS_SIZES.map(
      (side, index) =>
        [`${side} px on Windows`, coloured, coloured.flatMap((name) => icoOf(name)[index] ?? [])] as const,
    ),
  ])('differ from each other at %s without colour', (_size, names, pictures) => {
    expect(pictures).toHaveLength(7);
    const shapes = pictures.map(silhouette);
    for (const [index, shape] of shapes.entries()) {
      // A nearly empty or nearly full picture would differ from all others and still show nothing.
      const share = shape.filter(Boolean).length / shape.length;
      expect(share).toBeGreaterThan(0.15);
      expect(share).toBeLessThan(0.7);
      for (const [distance, otherShape] of shapes.slice(index + 1).entries()) {
        const other = names[index + 1 + distance];
        expect({ other, isTellable: difference(shape, otherShape) > 0.15 }).toEqual({ other, isTellable: true });
      }
    }
  });

  it.each(coloured)('%s has enough contrast on light and dark panels', (name) => {
    const solid = solidColour(pixelsOf(`${name}@2x`));
    for (const panel of [
      [243, 244, 246],
      [255, 255, 255],
      [29, 32, 37],
      [0, 0, 0],
    ]) {
      expect(contrast(solid ?? [], panel)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(templates)('%s is black with transparency, as macOS wants it', (name) => {
    const { rgba } = pixelsOf(name);
    const colours = rgba.filter(
      (value, index) => index % 4 !== 3 && (rgba[index - (index % 4) + 3] ?? 0) > 0 && value > 0,
    );
    expect(colours).toHaveLength(0);
  });
});

describe("the app's own icon", () => {
  const drawing = readFileSync(path.join(ICONS, 'source/app.svg'), 'utf8');
  const rgb = (colour = '') => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const ground = [...drawing.matchAll(/stop-color="(#[0-9a-f]{6})"/g)].map(([, colour]) => rgb(colour));
  // The first line is the ring's track, which only supports the others.
  const shapes = [...drawing.matchAll(/stroke="(#[0-9a-f]{6})"/g)].slice(1).map(([, colour]) => rgb(colour));

  it('has a ring and a check with enough contrast on its background', () => {
    expect([ground.length, shapes.length]).toEqual([2, 2]);
    for (const shape of shapes) for (const each of ground) expect(contrast(shape, each)).toBeGreaterThanOrEqual(3);
  });

  it('has enough contrast on light panels by its background, and on dark ones by its shapes', () => {
    for (const panel of [
      [243, 244, 246],
      [255, 255, 255],
    ])
      for (const each of ground) expect(contrast(each, panel)).toBeGreaterThanOrEqual(3);
    for (const panel of [
      [29, 32, 37],
      [0, 0, 0],
    ])
      for (const shape of shapes) expect(contrast(shape, panel)).toBeGreaterThanOrEqual(3);
  });

  it.each([16, 24, 32])('reaches to its edges at %d pixels, which are whole', (size) => {
    const { rgba } = pixelsOf(`app-${size}`);
    const middle = Math.floor(size / 2);
    for (const [x, y] of [
      [middle, 0],
      [0, middle],
      [size - 1, middle],
      [middle, size - 1],
    ] as const)
      expect(rgba[(y * size + x) * 4 + 3]).toBe(255);
  });
});

describe.each(['app', 'backup'])('the icon of the %s', (name) => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])('is there for Linux at %d pixels', (size) => {
    expect(pixelsOf(`${name}-${size}`)).toMatchObject({ width: size, height: size });
  });

  it('is there for Windows from 16 to 256 pixels, as for Linux where both have a size', () => {
    const pictures = icoOf(name).map(inShort);
    expect(pictures.map(({ width }) => width)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
    for (const size of [16, 24, 32, 48, 64, 128, 256]) {
      expect(pictures.find(({ width }) => width === size)).toEqual(inShort(pixelsOf(`${name}-${size}`)));
    }
  });

  it('is there for macOS from 16 to 1024 pixels, for displays of both scales', () => {
    const pictures = readIcns(readFileSync(path.join(ICONS, `${name}.icns`)));
    expect([...pictures].map(([kind, { width }]) => `${kind} ${width}`)).toEqual([
      ...['ic04 16', 'ic05 32', 'ic11 32', 'ic12 64', 'ic07 128'],
      ...['ic08 256', 'ic13 256', 'ic09 512', 'ic14 512', 'ic10 1024'],
    ]);
  });
});

it("leaves the margin that macOS wants around the app's icon, and nothing but it", () => {
  const picture = readIcns(readFileSync(path.join(ICONS, 'app.icns'))).get('ic10');
  if (!picture) throw new Error('it is there');
  const row = silhouette(picture).slice(512 * 1024, 513 * 1024);
  expect([row.indexOf(true), row.lastIndexOf(true)]).toEqual([100, 923]);
});

describe('the icon of a backup', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])(
    'is a page at %d pixels: higher than wide, with one corner cut off',
    (size) => {
      const shape = silhouette(pixelsOf(`backup-${size}`));
      const isSet = (x: number, y: number) => shape[Math.floor(y * size) * size + Math.floor(x * size)];
      expect([isSet(0.5, 0.08), isSet(0.5, 0.94), isSet(0.06, 0.5), isSet(0.94, 0.5)]).toEqual([
        true,
        true,
        false,
        false,
      ]);
      expect([isSet(0.25, 0.1), isSet(0.8, 0.1)]).toEqual([true, false]);
    },
  );

  it.each([
    ['backup', ['#808a98']],
    ['backup-small', ['#808a98', '#14804a', '#101318']],
  ])('stands out from white by its edge, and the ring of %s from its paper', (name, strong) => {
    const drawing = readFileSync(path.join(ICONS, `source/${name}.svg`), 'utf8');
    const colours = new Set([...drawing.matchAll(/stroke="(#[0-9a-f]{6})"/g)].map(([, colour]) => String(colour)));
    expect([...colours]).toEqual(strong);
    const rgb = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    for (const colour of colours) expect(contrast(rgb(colour), [255, 255, 255])).toBeGreaterThanOrEqual(3);
  });
});
