// Takes off what lies around a text that a person brings, layer by layer: escapes of JSON, addresses, HTML and shells, invisible characters. Base64url letters
// are in none of them, so that a token inside stays as it is. Pure.

import { undoBase64 } from './base64-layer';

/** More layers than any program puts around a token. */
const MOST_LAYERS = 6;

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '/': '/', '`': '`' };

/** Signs of typesetting, of other scripts and of drawn tables, and what they stand for. */
const PLAIN_SIGNS: readonly (readonly [signs: RegExp, plain: string])[] = [
  [/[“”„«»]/g, '"'],
  [/[‘’‚‹›]/g, "'"],
  [/[│┃║]/g, '|'],
  [/：/g, ':'],
  [/＝/g, '='],
  [/；/g, ';'],
  [/，/g, ','],
];
const ESCAPE = String.fromCharCode(27);
/** Colours of a terminal. */
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,20}[A-Za-z]`, 'g');

const LAYERS: readonly ((text: string) => string)[] = [
  // Byte order mark, zero-width characters, soft hyphens.
  (text) => text.replaceAll(/[\uFEFF\u200B-\u200F\u2060\u00AD]/g, ''),
  (text) => text.replaceAll(COLOUR, ''),
  (text) => PLAIN_SIGNS.reduce((inner, [signs, plain]) => inner.replaceAll(signs, plain), text),
  // What XML puts around text.
  (text) => text.replaceAll(/<!\[CDATA\[|\]\]>/g, ''),
  // Marks that Markdown does not mean.
  (text) => text.replaceAll(/\\(?=[_*~.|-])/g, ''),
  // A caret before a sign, as cmd.exe escapes it, also at the end of a line.
  (text) => text.replaceAll(/\^(?=[^\w\s])|\^(?=\r?\n)/g, ''),
  (text) =>
    text.replaceAll(
      /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrt"'/`]))/g,
      (_all, four?: string, two?: string, sign?: string) =>
        sign === undefined ? String.fromCharCode(Number.parseInt(four ?? two ?? '', 16)) : (ESCAPED[sign] ?? sign),
    ),
  (text) => text.replaceAll(/(?:%[89a-f][0-9a-f])+/gi, decodeBytes),
  (text) =>
    text.replaceAll(/%([2-7][0-9a-fA-F]|0[9aAdD])/g, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
  (text) =>
    text.replaceAll(
      /&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|(quot|apos|amp|lt|gt|nbsp));/gi,
      (_all, decimal?: string, hex?: string, name?: string) =>
        name === undefined
          ? String.fromCharCode(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
          : (NAMED_ENTITIES[name.toLowerCase()] ?? ''),
    ),
  undoBase64,
];

/** The text without its layers. */
export function unwrapText(text: string): string {
  let current = text;
  for (let round = 0; round < MOST_LAYERS; round++) {
    const next = LAYERS.reduce((inner, layer) => layer(inner), current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** What is no text is a gap: nothing of a token. */
function decodeBytes(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return ' ';
  }
}
