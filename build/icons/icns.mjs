// Writes macOS's icon file: one picture in several sizes, from which macOS picks one. Used by render.mjs.
// Contains PNGs, except for the two smallest at single scale, which macOS shows wrongly as PNGs.
import { encodePng } from '../virtual-desktop/png-pixels.mjs';

/** @typedef {import('../virtual-desktop/png-pixels.mjs').Pixels} Pixels */

/** Picture kinds by side in pixels, for displays of single and double scale. @type {Record<number, readonly string[]>} */
const KINDS = {
  16: ['ic04'],
  32: ['ic05', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** Kinds that are not PNGs. */
const PACKED = ['ic04', 'ic05'];

/**
 * The bytes of the file.
 * @param {readonly Pixels[]} pictures square, with sides of 16, 32 and so on to 1024
 */
export function encodeIcns(pictures) {
  const parts = pictures.flatMap((picture) =>
    (KINDS[picture.width] ?? []).map((kind) =>
      block(kind, PACKED.includes(kind) ? packed(picture) : encodePng(picture)),
    ),
  );
  return block('icns', Buffer.concat(parts));
}

/** A block: kind, length including these eight bytes, content. */
function block(/** @type {string} */ kind, /** @type {Buffer} */ content) {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}

/** All alpha bytes, then all red, green and blue bytes, each packed. */
function packed(/** @type {Pixels} */ { rgba }) {
  const channel = (/** @type {number} */ at) => packBytes(rgba.filter((_value, index) => index % 4 === at));
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), ...[3, 0, 1, 2].map(channel)]);
}

const LEAST_RUN = 3;
const LONGEST_RUN = 130;
const LONGEST_PLAIN = 128;

/** Run-length encoding: 3 to 130 equal bytes become their number plus 125 and the byte; up to 128 other bytes become their number minus one and the bytes. */
function packBytes(/** @type {Uint8Array} */ bytes) {
  const runAt = (/** @type {number} */ at) => {
    let end = at;
    while (end < bytes.length && end - at < LONGEST_RUN && bytes[end] === bytes[at]) end += 1;
    return end - at;
  };
  const out = [];
  for (let at = 0; at < bytes.length; ) {
    const run = runAt(at);
    if (run >= LEAST_RUN) {
      out.push(run + 125, bytes[at] ?? 0);
      at += run;
      continue;
    }
    let end = at + 1;
    while (end < bytes.length && end - at < LONGEST_PLAIN && runAt(end) < LEAST_RUN) end += 1;
    out.push(end - at - 1, ...bytes.subarray(at, end));
    at = end;
  }
  return Buffer.from(out);
}
