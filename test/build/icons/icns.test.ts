import { describe, expect, it } from 'vitest';
import { encodeIcns } from '../../../build/icons/icns.mjs';
import { inShort } from '../../support/pixels-in-short';
import { readIcns } from '../../support/read-icns';

type Paint = (at: number) => readonly [number, number, number, number];

const picture = (side: number, paint: Paint) => ({
  width: side,
  height: side,
  rgba: Buffer.from(Array.from({ length: side * side }, (_, at) => paint(at)).flat()),
});

const PAINTS: readonly (readonly [string, Paint])[] = [
  ['no two neighbours of one colour', (at) => [at % 256, (at * 7) % 256, 255 - (at % 256), (at * 3) % 256]],
  ['one colour', () => [1, 2, 3, 255]],
  ['pairs, which are no run', (at) => [(at >> 1) % 256, 0, (at >> 1) % 7, 255]],
  ['runs of three, and one over the longest', (at) => [Math.floor(at / 3) % 256, Math.floor(at / 131), 0, at % 2]],
];

describe('the icon file of macOS', () => {
  it.each(PAINTS)('holds pictures of %s as they were', (_what, paint) => {
    const pictures = [16, 32, 64, 128].map((side) => picture(side, paint));
    const [small, middle, large, largest] = pictures.map(inShort);
    expect([...readIcns(encodeIcns(pictures))].map(([kind, read]) => [kind, inShort(read)])).toEqual([
      ['ic04', small],
      ['ic05', middle],
      ['ic11', middle],
      ['ic12', large],
      ['ic07', largest],
    ]);
  });

  it('begins as the format says, and packs runs', () => {
    const file = encodeIcns([picture(16, () => [9, 9, 9, 255])]);
    // 256 equal bytes: 130, then 126, in each of four channels.
    const channel = (byte: string) => `ff${byte}fb${byte}`;
    const packed = Buffer.from('ARGB').toString('hex') + channel('ff') + channel('09').repeat(3);
    expect(file.toString('hex')).toBe(
      `${Buffer.from('icns').toString('hex')}00000024${Buffer.from('ic04').toString('hex')}0000001c${packed}`,
    );
  });
});
