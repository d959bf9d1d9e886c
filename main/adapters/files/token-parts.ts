// What of a large file is near something that looks like a token: a recording of a browser's traffic has tens of megabytes and a few tokens. Knows no format.

/** How every JWT of a sign-in begins: an object with quotes, encoded. */
const BEGINNING = 'eyJ';
const BEFORE_BYTES = 600;
const AFTER_BYTES = 400;
/** Of one run of letters. */
const LONGEST_RUN = 16 * 1024;
/** Of all parts: the last of the file, where the newest are. */
const MOST_BYTES = 900 * 1024;
/** After so many the process does something else. */
const AT_ONCE = 500;

/** The parts, each once, with a line break between them. Leaves main free in between. */
export async function tokenParts(bytes: Buffer): Promise<string> {
  const parts: string[] = [];
  const known = new Set<string>();
  let length = 0;
  let found = 0;
  for (let at = bytes.indexOf(BEGINNING); at >= 0; ) {
    const start = Math.max(0, at - BEFORE_BYTES);
    let end = endOfRun(bytes, at);
    // Both tokens of a cookie header are one part.
    for (
      let next = bytes.indexOf(BEGINNING, end);
      next >= 0 && next - end < AFTER_BYTES;
      next = bytes.indexOf(BEGINNING, end)
    ) {
      end = endOfRun(bytes, next);
    }
    const part = bytes.toString('utf8', start, Math.min(bytes.length, end + AFTER_BYTES));
    if (!known.has(part)) {
      known.add(part);
      parts.push(part);
      length += part.length;
      while (length > MOST_BYTES && parts.length > 1) length -= parts.shift()?.length ?? 0;
    }
    if (++found % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    at = bytes.indexOf(BEGINNING, end);
  }
  return parts.join('\n');
}

/** The first byte that is none of a token, a dot or padding. */
function endOfRun(bytes: Buffer, start: number): number {
  const most = Math.min(bytes.length, start + LONGEST_RUN);
  for (let at = start; at < most; at++) {
    const byte = bytes[at] ?? 0;
    const isLetter = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
    if (!isLetter && byte !== 45 && byte !== 46 && byte !== 61 && byte !== 95) return at;
  }
  return most;
}
