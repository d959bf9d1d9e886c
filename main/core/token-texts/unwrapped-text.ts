// Removes encodings and escapes from a text of the user, layer by layer: of JSON, URLs, HTML and shells, invisible characters, base64. A token inside stays as
// it is, because no escape consists of base64url characters. Pure.

import { undoBase64 } from './base64-layer';

/** How many times the layers are removed: more often than any program encodes a token. */
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

/** Typographic, full-width and table-drawing characters, with their ASCII equivalents. */
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
/** Escape sequences for terminal colours. */
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]{0,20}[A-Za-z]`, 'g');

const LAYERS: readonly ((text: string) => string)[] = [
  // Byte order mark, zero-width characters, soft hyphens.
  (text) => text.replaceAll(/[\uFEFF\u200B-\u200F\u2060\u00AD]/g, ''),
  (text) => text.replaceAll(COLOUR, ''),
  (text) => PLAIN_SIGNS.reduce((inner, [signs, plain]) => inner.replaceAll(signs, plain), text),
  // CDATA sections of XML.
  (text) => text.replaceAll(/<!\[CDATA\[|\]\]>/g, ''),
  // Backslashes before Markdown marks.
  (text) => text.replaceAll(/\\(?=[_*~.|-])/g, ''),
  // Carets with which cmd.exe escapes a sign or a line break.
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

/** The text without its encodings and escapes. */
export function unwrapText(text: string): string {
  let current = text;
  for (let round = 0; round < MOST_LAYERS; round++) {
    const next = LAYERS.reduce((inner, layer) => layer(inner), current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Decodes percent-encoded bytes; bytes that are not UTF-8 become a blank, because they are not part of a token. */
function decodeBytes(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return ' ';
  }
}
