// Writes Windows' icon file: one picture in several sizes, from which Windows picks one. Used by render.mjs.
// Contains bitmaps, because not every program reads small PNGs; only the largest is a PNG, as Windows requires.
import { encodePng } from '../virtual-desktop/png-pixels.mjs';

/** @typedef {import('../virtual-desktop/png-pixels.mjs').Pixels} Pixels */

const FILE_HEADER = 6;
const ENTRY = 16;
const BITMAP_HEADER = 40;

/** From this size on a picture is a PNG. Its side is stored as 0, because there is only one byte for it. */
const LARGEST = 256;

/**
 * The bytes of the file.
 * @param {readonly Pixels[]} pictures square, up to 256 pixels
 */
export function encodeIco(pictures) {
  const head = Buffer.alloc(FILE_HEADER + ENTRY * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  const parts = pictures.map((picture) => (picture.width < LARGEST ? toBitmap(picture) : encodePng(picture)));
  let at = head.length;
  for (const [index, { width, height }] of pictures.entries()) {
    const entry = FILE_HEADER + ENTRY * index;
    const length = parts[index]?.length ?? 0;
    head.writeUInt8(width % LARGEST, entry);
    head.writeUInt8(height % LARGEST, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += length;
  }
  return Buffer.concat([head, ...parts]);
}

/** Rows from bottom to top in the order blue, green, red; then a 1-bit mask, which is unused because there is alpha. */
function toBitmap(/** @type {Pixels} */ { width, height, rgba }) {
  const maskRow = Math.ceil(width / 32) * 4;
  const bitmap = Buffer.alloc(BITMAP_HEADER + rgba.length + maskRow * height);
  bitmap.writeUInt32LE(BITMAP_HEADER, 0);
  bitmap.writeInt32LE(width, 4);
  // Twice the height, because picture and mask count.
  bitmap.writeInt32LE(height * 2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(32, 14);
  bitmap.writeUInt32LE(rgba.length + maskRow * height, 20);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const to = BITMAP_HEADER + ((height - 1 - y) * width + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4);
      bitmap.set([blue, green, red, alpha], to);
    }
  }
  return bitmap;
}
