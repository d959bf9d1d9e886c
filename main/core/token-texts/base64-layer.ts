// Decodes base64 around tokens, in single values (as in Kubernetes secrets) or around a whole text. Pure.
import { decodeBase64UrlText } from '../base/base64url';

/** A long run of base64. Not beside a dot, because the segments of a JWT are base64 too. */
const VALUE = /(?<![\w+/.-])[A-Za-z0-9+/_-]{100,}={0,2}(?![\w+/.=-])/g;
/** A text that is only base64, after its line breaks are removed. */
const WHOLE = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** How many characters are decoded first, to skip what is not text. */
const LEAST = 64;
/** Matches the middle of a JWT. */
const TOKEN = /\.e[wy][\w-]{10}/;
/** Matches the base64 form of the beginning of a JWT, in each of its three possible alignments. */
const HIDDEN_TOKEN = /ZXlK|V5S|leU[o-r]/;
const TEXT = /^[\s -~]*$/;

/** The text with base64 around tokens decoded. */
export function undoBase64(text: string): string {
  const values = text.replaceAll(VALUE, (value) => decoded(value) ?? value);
  if (values !== text) return values;
  const inRow = text.replaceAll(/\s+/g, '');
  return WHOLE.test(inRow) ? (decoded(inRow) ?? text) : text;
}

function decoded(value: string): string | undefined {
  const letters = value.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  if (letters.length < LEAST || !HIDDEN_TOKEN.test(letters)) return undefined;
  if (!TEXT.test(decodeBase64UrlText(letters.slice(0, LEAST)) ?? '\0')) return undefined;
  const inside = decodeBase64UrlText(letters);
  return inside !== undefined && TOKEN.test(inside) ? inside : undefined;
}
