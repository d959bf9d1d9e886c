import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng } from '../../../build/virtual-desktop/png-pixels.mjs';

const IHDR_AT = 16;

/** Bytes without a visible pattern, the same in each run. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state >> 16;
    }),
  );
}

/** A row before compression, by the five filters of the PNG specification. */
function filtered(rows: readonly Buffer[], kinds: readonly number[], step: number): Buffer {
  return Buffer.concat(
    rows.map((row, y) => {
      const above = rows[y - 1];
      const bytes = [...row].map((value, x) => {
        const left = x >= step ? Number(row[x - step]) : 0;
        const up = above?.[x] ?? 0;
        const corner = x >= step ? (above?.[x - step] ?? 0) : 0;
        const estimate = left + up - corner;
        const nearest = [left, up, corner].reduce((best, other) =>
          Math.abs(estimate - other) < Math.abs(estimate - best) ? other : best,
        );
        return value - Number([0, left, up, Math.floor((left + up) / 2), nearest][Number(kinds[y])]);
      });
      return Buffer.from([Number(kinds[y]), ...bytes]);
    }),
  );
}

/** A PNG of these rows. Its data are in two chunks, as in large pictures; its checksums are wrong, because nobody reads them. */
function png(rows: readonly Buffer[], kinds: readonly number[], channels: 3 | 4): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(Number(rows[0]?.length) / channels, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, channels === 4 ? 6 : 2], 8);
  const data = deflateSync(filtered(rows, kinds, channels));
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Title\0IDAT')),
    chunk('IDAT', data.subarray(0, 10)),
    chunk('IDAT', data.subarray(10)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('pixels', () => {
  it('are unchanged after a PNG was written and read again', () => {
    const rgba = Buffer.from(Array.from({ length: 5 * 4 * 4 }, (_, i) => (i * 37) % 256));
    expect(decodePng(encodePng({ width: 5, height: 4, rgba }))).toEqual({ width: 5, height: 4, rgba });
  });

  it('are not guessed from a file that is no PNG', () => {
    expect(() => decodePng(Buffer.from('GIF89a and more bytes than a header'))).toThrow('not a PNG');
  });

  it.each([
    ['none', [0]],
    ['left', [1]],
    ['above', [2]],
    ['mean', [3]],
    ['Paeth', [4]],
    ['another one for each row', [4, 1, 3, 0, 2]],
  ])('are read from rows that were filtered by: %s', (_name, kinds) => {
    const [width, height] = [40, 40];
    const rgba = noise(width * height * 4);
    const rows = Array.from({ length: height }, (_, y) => rgba.subarray(y * width * 4, (y + 1) * width * 4));
    const kindOf = rows.map((_row, y) => Number(kinds[y % kinds.length]));
    expect(decodePng(png(rows, kindOf, 4))).toEqual({ width, height, rgba });
  });

  it('without transparency are read as solid', () => {
    const rows = [Buffer.from([1, 2, 3, 4, 5, 6]), Buffer.from([7, 8, 9, 10, 11, 12])];
    expect(decodePng(png(rows, [1, 4], 3))).toEqual({
      width: 2,
      height: 2,
      rgba: Buffer.from([1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255]),
    });
  });

  it.each([
    ['16 bits a channel', 8, 16],
    ['a palette', 9, 3],
    ['grey', 9, 0],
    ['interlaced rows', 12, 1],
  ])('are refused from a PNG with %s', (_what, at, value) => {
    const file = encodePng({ width: 2, height: 2, rgba: noise(16) });
    file[IHDR_AT + at] = value;
    expect(() => decodePng(file)).toThrow('only 8-bit RGB(A) PNG without interlacing');
  });
});
