// Reads the pictures of a macOS icon file, for tests: PNGs, and packed channels for the kinds without PNG, by the format's description.
import { decodePng, type Pixels } from '../../build/virtual-desktop/png-pixels.mjs';

/** The kinds with packed channels. */
const SIDES: Readonly<Record<string, number>> = { ic04: 16, ic05: 32 };

/** The pictures by their kind, in the order of the file. */
export function readIcns(file: Buffer): Map<string, Pixels> {
  if (file.toString('latin1', 0, 4) !== 'icns' || file.readUInt32BE(4) !== file.length)
    throw new Error('not an icon file');
  const pictures = new Map<string, Pixels>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const kind = file.toString('latin1', at, at + 4);
    const content = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
    const side = SIDES[kind];
    pictures.set(kind, side === undefined ? decodePng(content) : unpacked(content, side));
  }
  return pictures;
}

function unpacked(content: Buffer, side: number): Pixels {
  if (content.toString('latin1', 0, 4) !== 'ARGB') throw new Error('not packed channels');
  const pixels = side * side;
  const planes: number[] = [];
  for (let at = 4; at < content.length; ) {
    const control = content[at] ?? 0;
    if (control < 0x80) planes.push(...content.subarray(at + 1, at + 2 + control));
    else planes.push(...Array<number>(control - 125).fill(content[at + 1] ?? 0));
    at += control < 0x80 ? control + 2 : 2;
  }
  if (planes.length !== pixels * 4) throw new Error(`${planes.length} bytes for ${pixels} pixels`);
  const rgba = Buffer.from(
    Array.from({ length: pixels }, (_, at) => [1, 2, 3, 0].map((plane) => planes[plane * pixels + at] ?? 0)).flat(),
  );
  return { width: side, height: side, rgba };
}
