import { describe, expect, it } from 'vitest';
import {
  type Area,
  frameOffset,
  openingBounds,
  type WindowPlace,
} from '../../../../../main/desktop/shell/windows/opening-bounds';

const PRIMARY: Area = { x: 0, y: 30, width: 1280, height: 770 };
const LEFT: Area = { x: -1920, y: 0, width: 1920, height: 1080 };
const TINY: Area = { x: 0, y: 0, width: 300, height: 380 };

const at = (x: number, y: number, width = 800, height = 600, isMaximized = false): WindowPlace => ({
  x,
  y,
  width,
  height,
  isMaximized,
});

describe('the window opens', () => {
  it.each<[what: string, area: Area, size: object]>([
    ['in its own size', PRIMARY, { width: 960, height: 720 }],
    ['no larger than a small display', { ...PRIMARY, width: 800, height: 500 }, { width: 800, height: 500 }],
    ['no smaller than it is usable', TINY, { width: 320, height: 400 }],
  ])('the first time %s, where the system wants it', (_what, area, size) => {
    expect(openingBounds(undefined, [area, LEFT])).toEqual({ ...size, isMaximized: false });
  });

  it.each<[what: string, saved: WindowPlace, workAreas: [Area, ...Area[]], bounds: object]>([
    ['where it was', at(100, 50), [PRIMARY], at(100, 50)],
    ['where it was on another display', at(-1000, 50), [PRIMARY, LEFT], at(-1000, 50)],
    [
      'maximised, with its size and place for later',
      at(100, 50, 800, 600, true),
      [PRIMARY],
      at(100, 50, 800, 600, true),
    ],
    ['whole on the display that had most of it', at(-200, 50), [PRIMARY, LEFT], at(0, 50)],
    ['whole on another display that had most of it', at(-700, 50), [PRIMARY, LEFT], at(-800, 50)],
    ['with its title below the bar of the desktop', at(100, 0), [PRIMARY], at(100, 30)],
    ['with its lower right corner in sight', at(1200, 790), [PRIMARY], at(480, 200)],
    [
      'no larger than its display',
      at(-1900, 10, 1900, 1000),
      [{ ...LEFT, width: 1600, height: 900 }],
      at(-1920, 0, 1600, 900),
    ],
    ['no smaller than it is usable', at(100, 50, 10, 10), [PRIMARY], at(100, 50, 320, 400)],
    ['at the corner of a display that is too small', at(10, 10), [TINY], at(0, 0, 320, 400)],
  ])('%s', (_what, saved, workAreas, bounds) => {
    expect(openingBounds(saved, workAreas)).toEqual(bounds);
  });

  it.each<[what: string, saved: WindowPlace, size: object]>([
    ['is gone', at(-1000, 50), { width: 800, height: 600, isMaximized: false }],
    ['is gone, and was larger', at(-1920, 0, 1920, 1080, true), { width: 1280, height: 770, isMaximized: true }],
    ['ends where the window began', at(1280, 50), { width: 800, height: 600, isMaximized: false }],
    ['ends above it', at(0, 800), { width: 800, height: 600, isMaximized: false }],
  ])('where the system wants it when its display %s', (_what, saved, size) => {
    expect(openingBounds(saved, [PRIMARY])).toEqual(size);
  });
});

it.each<[what: string, reported: [x: number, y: number], offset: [x: number, y: number]]>([
  ['that is where it was asked to be', [60, 80], [0, 0]],
  ['whose frame is where it was asked to be', [61, 100], [1, 20]],
  ['that was moved to the left', [59, 100], [0, 0]],
  ['that was moved up', [61, 79], [0, 0]],
  ['that was moved far to the right', [161, 100], [0, 0]],
  ['that was moved far down', [61, 181], [0, 0]],
])('of a window %s the frame is taken off', (_what, [x, y], [offsetX, offsetY]) => {
  expect(frameOffset({ x: 60, y: 80 }, { x, y })).toEqual({ x: offsetX, y: offsetY });
});
