// The text of a file that a person chose, whatever program wrote it.

type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** A multiple of two; after so many bytes, the process does something else. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;

/** UTF-16 where its mark, or a zero beside nearly every letter, says so; else UTF-8. Windows PowerShell writes the former by itself. */
export function decodeText(bytes: Buffer): string {
  return decodeAs(encodingOf(bytes), bytes);
}

/** The same text in UTF-8: the same bytes where they are. Leaves main free in between. */
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

/** Whether of each two bytes that at `offset` is zero, nearly always, and the other is not. */
function isMostlyZero(bytes: Buffer, offset: 0 | 1): boolean {
  const pairs = Math.min(500, bytes.length >> 1);
  let zeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[2 * pair + offset] === 0 && bytes[2 * pair + 1 - offset] !== 0) zeros++;
  }
  return pairs > 8 && zeros > 0.9 * pairs;
}
