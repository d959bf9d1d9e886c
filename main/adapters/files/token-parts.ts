// What of a large file is near something that looks like a token: a recording of a browser's traffic has tens of megabytes and a few tokens. Knows no format.

interface Numbered {
  readonly part: string;
  /** Its place among all. */
  readonly number: number;
}

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

/** Names that are Axiom's own: parts with them count before others. */
const OWN_NAME = /auth[-_](?:access|refresh)[-_]token|axiom_(?:access|auth|refresh)_token/i;
/** So many other parts are a hindrance beside parts with such names. */
const MOST_OTHERS = 50;
/** Of one line, back from a token: at its beginning it may be marked as a comment. */
const LONGEST_LINE = 64 * 1024;
const LINE_BREAK = 10;
const LINE_BEGINNING = 200;

/** The parts, each once, with a line break between them. `isComment` tells it by the beginning of a line. Leaves main free in between. */
export async function tokenParts(bytes: Buffer, isComment: (line: string) => boolean): Promise<string> {
  const kept = new KeptParts();
  let found = 0;
  const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
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
    if (isRun) kept.add(partAround(bytes, first, end, isComment));
    from = end;
    if (++found % AT_ONCE === 0) await rest();
  }
  return kept.text();
}

/** Parts in the order of the file, the last ones where there are too many. */
class KeptParts {
  readonly #known = new Set<string>();
  readonly #own = new LastParts();
  readonly #others = new LastParts();

  add(part: string): void {
    if (this.#known.has(part)) return;
    this.#known.add(part);
    (OWN_NAME.test(part) ? this.#own : this.#others).add({ part, number: this.#known.size });
  }

  text(): string {
    const [own, others] = [this.#own.parts, this.#others.parts];
    const isHindered = own.length > 0 && others.length > MOST_OTHERS;
    const kept = new LastParts();
    for (const one of [...(isHindered ? [] : others), ...own]) kept.add(one);
    return [...kept.parts]
      .sort((a, b) => a.number - b.number)
      .map(({ part }) => part)
      .join('\n');
  }
}

/** The last ones that are not too long together. */
class LastParts {
  readonly parts: Numbered[] = [];
  #length = 0;

  add(one: Numbered): void {
    this.parts.push(one);
    this.#length += one.part.length;
    while (this.#length > MOST_BYTES && this.parts.length > 1) this.#length -= this.parts.shift()?.part.length ?? 0;
  }
}

/** What is around a token; marked as a comment where its line is one and begins before that. */
function partAround(bytes: Buffer, first: number, end: number, isComment: (line: string) => boolean): string {
  const start = Math.max(0, first - BEFORE_BYTES);
  const part = bytes.toString('utf8', start, end + AFTER_BYTES);
  const before = bytes.subarray(Math.max(0, start - LONGEST_LINE), start);
  const lineStart = before.lastIndexOf(LINE_BREAK) + 1;
  const line = before.toString('latin1', lineStart, lineStart + LINE_BEGINNING);
  return isComment(line) ? `# ${part}` : part;
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
