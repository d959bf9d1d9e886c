// Judges a value after the name of a token that is not a JWT: an opaque token, the rest of a JWT, or no token at all. Pure; no result quotes the value.
import { decodeBase64UrlText } from '../base/base64url';
import { HELD_TOKEN } from '../base/held-token';

/** What is wrong with such a value. */
export type ValueFault =
  /** The rest of a JWT. */
  | 'damaged'
  | 'shortened'
  /** A placeholder as in example files. */
  | 'placeholder'
  /** The placeholder that this app writes instead of a refresh token, HELD_TOKEN. */
  | 'held'
  /** Dots or stars instead of characters. */
  | 'masked'
  /** Not the token but a path, a variable, a call, an address, a number or a date. */
  | 'elsewhere';

/** The beginning of a JWT in hexadecimal. */
const HEXADECIMAL = /^65794a/i;
const MASKED = /[•●∙█▪]|\*{3}/;
const PLACEHOLDER =
  /^(?:<.*>?|\$.*|\*+|x{3,}|null|none|undefined|(?:your|my|insert|paste|replace|enter|put|change|todo|example)[\w.-]*|[\w.-]*(?:placeholder|token_?here|here|\.{3}|…))$/i;
/** Long, with a digit, and only with characters that tokens have. */
const OPAQUE = /^(?=.*\d)[A-Za-z0-9+/_=.~-]{16,}$/;
/** Prefixes of opaque tokens of other services: Google, GitHub, GitLab, Slack, Stripe, axiom.co. */
const OF_OTHERS = /^(?:ya29\.|1\/\/|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|[sr]k[-_]|xa[ap]t-|AKIA)/;

/** After one blank or line break: more characters of the same kind, up to the next blank. */
const GOES_ON = /^[ \t]*(?:\r?\n[ \t]*| )(?=[^\s=]*\d)[A-Za-z0-9+/_.~-]{8,}={0,2}["']?(?:[\s,;]|$)/;

const NUMBER_OR_DATE = /^[\d:._+TZ-]+$/;
const PATH = /^(?:(?:~|\.{1,2})?[/\\][\w.-]+[/\\]|[A-Za-z]:[/\\]|[a-z]{2,12}\/[\w-]{2})/;
const ADDRESS = /^[a-z][a-z0-9+-]{1,20}:/i;
/** Variables of templates, shells and Windows. */
const FILLED_IN_LATER = /^(?:\{\{|\$\(|`|%\w+%)/;
const FILE_NAME = /^[\w-]+\.(?:json|txt|env|enc|ya?ml|toml|ini|key|pem|jwt|js|ts|py|rs|sh)$/i;
/** `settings.REFRESH_TOKEN`, `process.env.TOKEN`. */
const CHAIN_OF_NAMES = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;
/** The bracket of a call or a list, but not one around the token itself or its length. */
const CALL = /^[([{](?!\s*(?:\\*["'\d]|e[wy]))/;
/** Words that random characters between two separators never form. */
const PLAIN_WORD =
  /^(?:access|refresh|auth|tokens?|jwt|test|dummy|fake|sample|example|placeholder|your|here|goes|replace|changeme|insert|secret|value|todo|cookies?|x{3,})$/i;
const FEW_LETTERS = 5;
/** How many characters are decoded to distinguish text from random bytes. */
const MOST_DECODED = 64;
const LEAST_DECODED = 8;

/** Judges `value`; `rest` is the text after it. `undefined`: an ordinary word. */
export function judgeValue(value: string, rest: string): 'opaque' | ValueFault | undefined {
  if (value === HELD_TOKEN) return 'held';
  if (MASKED.test(value)) return 'masked';
  if (/^e[wy].*(?:\.{3}|…)/.test(value)) return 'shortened';
  if (PLACEHOLDER.test(value)) return 'placeholder';
  if (/^ey[A-J]|eyJ/.test(value) || HEXADECIMAL.test(value)) return 'damaged';
  if (isElsewhere(value, rest)) return 'elsewhere';
  if (/\..*\./.test(value)) return 'damaged';
  if (!OPAQUE.test(value) || OF_OTHERS.test(value)) return undefined;
  if (GOES_ON.test(rest)) return 'damaged';
  if (isExample(value)) return 'placeholder';
  return value.includes('.') || hidesText(value) ? 'damaged' : 'opaque';
}

/** How many characters of the segments before a signature may be left. */
const MOST_BEFORE_SIGNATURE = 8;

/**
 * Whether a value may be the end of a JWT with a signature of `length` characters: random base64url characters, and hardly more of them. Hexadecimal digits, or
 * letters of one case only, do not count as random.
 */
export function maySignWith(value: string, length: number): boolean {
  return (
    value.length <= length + MOST_BEFORE_SIGNATURE &&
    /^[\w-]+$/.test(value) &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value)
  );
}

function isElsewhere(value: string, rest: string): boolean {
  if (FILLED_IN_LATER.test(value) || PATH.test(value) || ADDRESS.test(value) || FILE_NAME.test(value)) return true;
  if (NUMBER_OR_DATE.test(value) && value.length >= 8) return true;
  if (CALL.test(rest) && /^[\w$.:]+$/.test(value)) return true;
  return CHAIN_OF_NAMES.test(value) && !endsLikeSignature(value);
}

/** Whether the text after the last dot looks like the signature of a JWT. */
function endsLikeSignature(value: string): boolean {
  const last = value.slice(value.lastIndexOf('.') + 1);
  return last.length >= 16 && /[a-z]/.test(last) && /[A-Z]/.test(last) && /\d/.test(last);
}

function isExample(value: string): boolean {
  return new Set(value).size < FEW_LETTERS || value.split(/[-_.\d/]+/).some((word) => PLAIN_WORD.test(word));
}

/** Whether the value is base64 of text, at any alignment: a piece of a header, of claims, or of a token that is encoded once more. */
function hidesText(value: string): boolean {
  const start = value.slice(0, MOST_DECODED).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return [0, 1, 2, 3].some((offset) => {
    const letters = start.slice(offset);
    const bytes = decodeBase64UrlText(letters.slice(0, letters.length - (letters.length % 4))) ?? '';
    return bytes.length >= LEAST_DECODED && bytes.replaceAll(/[^ -~]/g, '').length >= 0.9 * bytes.length;
  });
}
