// The text of a file that a person chose, whatever program wrote it. Pure.

/** UTF-16 where its mark, or a zero beside nearly every letter, says so; else UTF-8. Windows PowerShell writes the former by itself. */
export function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le');
  const isBigEndian = first === 0xfe && second === 0xff;
  if (isBigEndian || isMostlyZero(bytes, 0))
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return isMostlyZero(bytes, 1) ? bytes.toString('utf16le') : bytes.toString('utf8');
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
