// Encodes raw pixels as PNG and decodes a PNG. Used to save and to recognise tray icons.
// Supports the format of tray icons only: 8 bits per channel, RGB or RGBA, not interlaced.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** @typedef {{width: number, height: number, rgba: Buffer}} Pixels rows from top to bottom, alpha not premultiplied */

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** @param {Pixels} pixels */
export function encodePng({ width, height, rgba }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = 6;
  const rows = [];
  for (let y = 0; y < height; y += 1) rows.push(Buffer.of(0), rgba.subarray(y * width * 4, (y + 1) * width * 4));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {Buffer} png
 * @returns {Pixels} throws on any other kind of PNG
 */
export function decodePng(png) {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = png[25] === 6 ? 4 : png[25] === 2 ? 3 : 0;
  if (png[24] !== 8 || channels === 0 || png[28] !== 0) throw new Error('only 8-bit RGB(A) PNG without interlacing');
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  if (channels === 4) return { width, height, rgba: raw };
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let i = 0; i < width * height; i += 1) raw.copy(rgba, i * 4, i * 3, i * 3 + 3);
  return { width, height, rgba };
}

/** @param {Buffer} data @param {number} stride @param {number} height @param {number} step bytes per pixel */
function unfilter(data, stride, height, step) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const predict = PREDICTORS[data[y * (stride + 1)] ?? 0] ?? zero;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = y > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (out[at - stride - step] ?? 0) : 0;
      out[at] = ((data[y * (stride + 1) + 1 + x] ?? 0) + predict(left, up, corner)) & 255;
    }
  }
  return out;
}

const zero = () => 0;

/** By the number of the filter: what it predicts from the bytes to the left, above, and above to the left. @type {readonly ((left: number, up: number, corner: number) => number)[]} */
const PREDICTORS = [zero, (left) => left, (_left, up) => up, (left, up) => (left + up) >> 1, paeth];

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
