// Makes invalid input from valid input: changes texts and bytes in ways that parsers are known to mishandle. All randomness comes from one seeded source, so that an
// input can be reproduced by its seed.

/** A seeded random source. */
export interface RandomSource {
  /** In [0, 1). */
  readonly next: () => number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

export function createRandomSource(next: () => number): RandomSource {
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  };
}

/** Text pieces with a meaning for some parser. */
const PIECES = [
  '',
  '.',
  '..',
  '=',
  '==',
  ';',
  ',',
  '"',
  '\\',
  '\\u0000',
  '{',
  '}',
  '[',
  ']',
  ':',
  'null',
  'true',
  '-1',
  '0',
  '-0',
  '1e400',
  '1e-7',
  '9007199254740993',
  '99999999999999999999',
  '0.5',
  'NaN',
  '"__proto__":{"x":1},',
  '"constructor":1,',
  '\u0000',
  '\u007f',
  '\u0080',
  '\ud800',
  '\udfff',
  '\ufeff',
  '\u2028',
  '😀',
  '%00',
  '%',
  '\r\n',
  '\n',
  ' ',
  '\t',
  'Max-Age=0',
  'Max-Age=-1',
  'Max-Age=1e9',
  'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
  'auth-access-token=',
  'auth-refresh-token=',
  'access_token',
  'refresh_token',
  'eyJhbGciOiJIUzI1NiJ9',
  '2026-03-01T12:00:00Z',
] as const;

/** A text with one to five changes: pieces cut, doubled, swapped, inserted, characters changed. Rarely one piece is blown up, to `mostCharacters` at most. */
export function mutateText(text: string, random: RandomSource, mostCharacters: number): string {
  let changed = text;
  for (let left = 1 + random.below(5); left > 0; left--) changed = changeOnce(changed, random);
  return random.below(2_000) === 0 ? blownUp(changed, random, mostCharacters) : changed;
}

/** A text of any characters, most of them printable. */
export function anyText(random: RandomSource): string {
  const codes = Array.from({ length: random.below(120) }, () =>
    random.below(8) === 0 ? random.below(0x10000) : 0x20 + random.below(0x5f),
  );
  return String.fromCharCode(...codes);
}

function changeOnce(text: string, random: RandomSource): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + random.below(random.below(4) === 0 ? text.length + 1 : 12));
  const [before, middle, after] = [text.slice(0, at), text.slice(at, to), text.slice(to)];
  switch (random.below(8)) {
    case 0:
      return before + after;
    case 1:
      return before + middle + middle + after;
    case 2:
      return before + random.pick(PIECES) + after;
    case 3:
      return before + random.pick(PIECES) + middle + after;
    case 4:
      return after + middle + before;
    case 5:
      return before + String.fromCharCode(random.below(0x100)) + text.slice(at + 1);
    case 6:
      return before + anyText(random) + after;
    default:
      return before + String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << random.below(8))) + text.slice(at + 1);
  }
}

function blownUp(text: string, random: RandomSource, mostCharacters: number): string {
  const at = random.below(text.length + 1);
  const piece = text.slice(at, at + 1 + random.below(20)) || 'a';
  const times = Math.floor((mostCharacters - text.length) / piece.length);
  return text.slice(0, at) + piece.repeat(Math.max(0, times)) + text.slice(at);
}
