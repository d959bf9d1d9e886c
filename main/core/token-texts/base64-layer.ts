// Undoes base64 around tokens, as Kubernetes keeps secrets and programs pass texts on: of one value, or of a whole text. Pure.
import { decodeBase64UrlText } from '../base/base64url';

/** Base64 in a row, not beside a dot: a JWT has segments of it. */
const VALUE = /(?<![\w+/.-])[A-Za-z0-9+/_-]{100,}={0,2}(?![\w+/.=-])/g;
/** A text that is nothing else, without its breaks. */
const WHOLE = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** What is looked at first, to leave alone what is no text. */
const LEAST = 64;
/** The middle of a token. */
const TOKEN = /\.e[wy][\w-]{10}/;
/** How the beginning of one looks in base64, at each of the three places that it can have there. */
const HIDDEN_TOKEN = /ZXlK|V5S|leU[o-r]/;
const TEXT = /^[\s -~]*$/;

/** The text with what is base64 of tokens decoded. */
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
