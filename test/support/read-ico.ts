// Reads the pictures of a Windows icon file, for tests: 32-bit bitmaps, and the largest as a PNG, as build/icons/ico.mjs writes them.
import { decodePng, type Pixels } from '../../build/virtual-desktop/png-pixels.mjs';

/** The pictures in the order of the file. */
export function readIco(file: Buffer): Pixels[] {
  if (file.readUInt32LE(0) !== 0x10000) throw new Error('not an icon file');
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [length, at] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)];
    const bitmap = file.subarray(at, at + length);
    // A side of 256 does not fit into its byte and is stored as 0.
    if (file[entry] === 0 && file[entry + 1] === 0) return decodePng(bitmap);
    const [header, width, height] = [bitmap.readUInt32LE(0), bitmap.readInt32LE(4), bitmap.readInt32LE(8) / 2];
    const maskLength = Math.ceil(width / 32) * 4 * height;
    const isWhole = length === header + width * height * 4 + maskLength && bitmap.length === length;
    if (!isWhole || width !== file[entry] || height !== file[entry + 1] || bitmap.readUInt16LE(14) !== 32) {
      throw new Error(`picture ${index} is not what the list of pictures says`);
    }
    const rgba = Buffer.alloc(width * height * 4);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const from = header + ((height - 1 - y) * width + x) * 4;
        const [blue = 0, green = 0, red = 0, alpha = 0] = bitmap.subarray(from, from + 4);
        rgba.set([red, green, blue, alpha], (y * width + x) * 4);
      }
    }
    return { width, height, rgba };
  });
}
