// Decodes the text of a file that the user chose, in UTF-8 or UTF-16.

type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** How many bytes are decoded before other work of the process gets a turn. A multiple of two. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;

/** The text. UTF-16 if it has a byte order mark or a zero byte beside nearly every letter (Windows PowerShell writes it by default), else UTF-8. */
export function decodeText(bytes: Buffer): string {
  return decodeAs(encodingOf(bytes), bytes);
}

/** The same text as UTF-8 bytes; the same buffer if it is UTF-8 already. Lets other work of the main process run in between. */
export async function utf8Of(bytes: Buffer): Promise<Buffer> {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf8') return bytes;
  const parts: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
    parts.push(Buffer.from(decodeAs(encoding, bytes.subarray(from, from + BYTES_AT_ONCE))));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(parts);
}

function decodeAs(encoding: Encoding, bytes: Buffer): string {
  if (encoding !== 'utf16be') return bytes.toString(encoding);
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}

function encodingOf(bytes: Buffer): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf16le';
  if ((first === 0xfe && second === 0xff) || isMostlyZero(bytes, 0)) return 'utf16be';
  return isMostlyZero(bytes, 1) ? 'utf16le' : 'utf8';
}

/** Whether in nearly every pair of bytes the byte at `offset` is zero and the other one is not. */
function isMostlyZero(bytes: Buffer, offset: 0 | 1): boolean {
  const pairs = Math.min(500, bytes.length >> 1);
  let zeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[2 * pair + offset] === 0 && bytes[2 * pair + 1 - offset] !== 0) zeros++;
  }
  return pairs > 8 && zeros > 0.9 * pairs;
}
