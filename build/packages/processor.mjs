// Reads from the first bytes of a program or library which processor it is made for.
import { open } from 'node:fs/promises';

/** The processor numbers of Mach-O and PE. @type {Readonly<Record<number, string>>} */
const MACH_O = { 0x01000007: 'x64', 0x0100000c: 'arm64' };
/** @type {Readonly<Record<number, string>>} */
const PE = { 0x8664: 'x64', 0xaa64: 'arm64' };

const MACH_O_64_BIT = 0xfeedfacf;

/** "darwin-x64" and the like, as in Node; `undefined` for anything else than a single-processor program of macOS or Windows. */
export async function processorOf(/** @type {string} */ path) {
  const file = await open(path);
  try {
    const head = new DataView((await file.read(Buffer.alloc(4096), 0, 4096, 0)).buffer.buffer);
    if (head.getUint32(0, true) === MACH_O_64_BIT) return nameOf('darwin', MACH_O[head.getUint32(4, true)]);
    if (head.getUint16(0) !== 0x4d5a) return undefined;
    const start = head.getUint32(0x3c, true);
    return start > 4000 || head.getUint32(start) !== 0x50450000
      ? undefined
      : nameOf('win32', PE[head.getUint16(start + 4, true)]);
  } finally {
    await file.close();
  }
}

const nameOf = (/** @type {string} */ system, /** @type {string | undefined} */ processor) =>
  processor === undefined ? undefined : `${system}-${processor}`;
