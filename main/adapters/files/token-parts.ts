// What of a large file is near something that looks like a token: a recording of a browser's traffic has tens of megabytes and a few tokens. Knows no format.

/** How every JWT of a sign-in begins: an object with quotes, encoded. */
const BEGINNING = 'eyJ';
const BEFORE_BYTES = 600;
const AFTER_BYTES = 400;
/** Of one run of letters. */
const LONGEST_RUN = 16 * 1024;
/** Of all parts: the last of the file, where the newest are. */
const MOST_BYTES = 900 * 1024;
/** After so many bytes, or beginnings, the process does something else. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;
const AT_ONCE = 500;
/** Of one part; a page full of tokens is several. */
const LONGEST_PART = 64 * 1024;
/** Shorter runs are no token. */
const LEAST_RUN = 20;

/** The parts, each once, with a line break between them. Leaves main free in between. */
export async function tokenParts(bytes: Buffer): Promise<string> {
  const parts: string[] = [];
  const known = new Set<string>();
  let length = 0;
  let found = 0;
  const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const keep = (part: string): void => {
    if (known.has(part)) return;
    known.add(part);
    parts.push(part);
    length += part.length;
    while (length > MOST_BYTES && parts.length > 1) length -= parts.shift()?.length ?? 0;
  };
  for (let from = 0; from < bytes.length; ) {
    const window = bytes.subarray(from, from + BYTES_AT_ONCE);
    const at = window.indexOf(BEGINNING);
    if (at < 0) {
      // One may lie across the end.
      from += Math.max(1, window.length - BEGINNING.length + 1);
      await rest();
      continue;
    }
    const first = from + at;
    let end = endOfRun(bytes, first);
    const isRun = end - first >= LEAST_RUN;
    // Both tokens of a cookie header are one part.
    for (
      let next = isRun ? nextNear(bytes, end) : -1;
      next >= 0 && end - first < LONGEST_PART;
      next = nextNear(bytes, end)
    ) {
      end = endOfRun(bytes, next);
    }
    if (isRun) keep(bytes.toString('utf8', Math.max(0, first - BEFORE_BYTES), end + AFTER_BYTES));
    from = end;
    if (++found % AT_ONCE === 0) await rest();
  }
  return parts.join('\n');
}

/** The next beginning, near enough to belong to the same part; below 0 where there is none. */
function nextNear(bytes: Buffer, end: number): number {
  const at = bytes.subarray(end, end + AFTER_BYTES).indexOf(BEGINNING);
  return at < 0 ? at : end + at;
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
