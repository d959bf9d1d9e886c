// Extracts the parts of a large file that are near something like a token: a recording of browser traffic has tens of megabytes and a few tokens. Knows no format.

interface Numbered {
  readonly part: string;
  /** Its position among all parts. */
  readonly number: number;
}

/** The beginning of every JWT: the base64url form of `{"`. */
const BEGINNING = 'eyJ';
const BEFORE_BYTES = 600;
const AFTER_BYTES = 400;
/** The longest run of token characters, in bytes. */
const LONGEST_RUN = 16 * 1024;
/** The limit for all parts together. The last ones of the file are kept, because the newest tokens are there. */
const MOST_BYTES = 900 * 1024;
/** After this many bytes, or tokens, other work of the process gets a turn. */
const BYTES_AT_ONCE = 2 * 1024 * 1024;
const AT_ONCE = 500;
/** The limit for one part; a page full of tokens becomes several parts. */
const LONGEST_PART = 64 * 1024;
/** A shorter run is not a token. */
const LEAST_RUN = 20;

/** Axiom's own names: parts with them have priority. */
const OWN_NAME = /auth[-_](?:access|refresh)[-_]token|axiom_(?:access|auth|refresh)_token/i;
/** If there are parts with such names and more other parts than this, the others are dropped. */
const MOST_OTHERS = 50;
/** How far back from a token the beginning of its line is searched, where there may be a comment mark. */
const LONGEST_LINE = 64 * 1024;
const LINE_BREAK = 10;
const LINE_BEGINNING = 200;

/** The parts, each once, joined by line breaks. `isComment`: whether a line with this beginning is a comment. Lets other work of the process run in between. */
export async function tokenParts(bytes: Buffer, isComment: (line: string) => boolean): Promise<string> {
  const kept = new KeptParts();
  let found = 0;
  const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  for (let from = 0; from < bytes.length; ) {
    const window = bytes.subarray(from, from + BYTES_AT_ONCE);
    const at = window.indexOf(BEGINNING);
    if (at < 0) {
      // A token may begin across the end of the window.
      from += Math.max(1, window.length - BEGINNING.length + 1);
      await rest();
      continue;
    }
    const first = from + at;
    let end = endOfRun(bytes, first);
    const isRun = end - first >= LEAST_RUN;
    // Tokens near each other, such as the two in a cookie header, become one part.
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

/** Collects the parts in the order of the file; keeps the last ones if there are too many. */
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

/** Keeps the last parts that together are not longer than the limit. */
class LastParts {
  readonly parts: Numbered[] = [];
  #length = 0;

  add(one: Numbered): void {
    this.parts.push(one);
    this.#length += one.part.length;
    while (this.#length > MOST_BYTES && this.parts.length > 1) this.#length -= this.parts.shift()?.part.length ?? 0;
  }
}

/** The text around the tokens; with a comment mark if their line is a comment that begins before this text. */
function partAround(bytes: Buffer, first: number, end: number, isComment: (line: string) => boolean): string {
  const start = Math.max(0, first - BEFORE_BYTES);
  const part = bytes.toString('utf8', start, end + AFTER_BYTES);
  const before = bytes.subarray(Math.max(0, start - LONGEST_LINE), start);
  const lineStart = before.lastIndexOf(LINE_BREAK) + 1;
  const line = before.toString('latin1', lineStart, lineStart + LINE_BEGINNING);
  return isComment(line) ? `# ${part}` : part;
}

/** The position of the next token that is near enough for the same part; below 0 when there is none. */
function nextNear(bytes: Buffer, end: number): number {
  const at = bytes.subarray(end, end + AFTER_BYTES).indexOf(BEGINNING);
  return at < 0 ? at : end + at;
}

/** The position of the first byte that is not a token character, a dot or padding. */
function endOfRun(bytes: Buffer, start: number): number {
  const most = Math.min(bytes.length, start + LONGEST_RUN);
  for (let at = start; at < most; at++) {
    const byte = bytes[at] ?? 0;
    const isLetter = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
    if (!isLetter && byte !== 45 && byte !== 46 && byte !== 61 && byte !== 95) return at;
  }
  return most;
}
