// What a value is that stands behind the name of a token and is no JWT: an opaque token, what is left of a JWT, or no token at all. Pure; no result quotes it.
import { decodeBase64UrlText } from '../base/base64url';
import { HELD_TOKEN } from '../base/held-token';

/** What is wrong with such a value. */
export type ValueFault =
  /** What is left of a JWT. */
  | 'damaged'
  | 'shortened'
  /** What example files have. */
  | 'placeholder'
  /** What this app writes in place of a refresh token that it keeps. */
  | 'held'
  /** Dots or stars in place of letters. */
  | 'masked'
  /** A path, a variable, a call, an address, a number or a date. */
  | 'elsewhere';

/** The beginning of a JWT, each letter as two digits. */
const HEXADECIMAL = /^65794a/i;
const MASKED = /[•●∙█▪]|\*{3}/;
const PLACEHOLDER =
  /^(?:<.*>?|\$.*|\*+|x{3,}|null|none|undefined|(?:your|my|insert|paste|replace|enter|put|change|todo|example)[\w.-]*|[\w.-]*(?:placeholder|token_?here|here|\.{3}|…))$/i;
/** Long, with a digit, and of letters that tokens have. */
const OPAQUE = /^(?=.*\d)[A-Za-z0-9+/_=.~-]{16,}$/;
/** How opaque tokens of other services begin: Google, GitHub, GitLab, Slack, Stripe, axiom.co. */
const OF_OTHERS = /^(?:ya29\.|1\/\/|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|[sr]k[-_]|xa[ap]t-|AKIA)/;

/** Behind one blank or line break: more letters of its kind, up to the next blank. */
const GOES_ON = /^[ \t]*(?:\r?\n[ \t]*| )(?=[^\s=]*\d)[A-Za-z0-9+/_.~-]{8,}={0,2}["']?(?:[\s,;]|$)/;

const NUMBER_OR_DATE = /^[\d:._+TZ-]+$/;
const PATH = /^(?:(?:~|\.{1,2})?[/\\][\w.-]+[/\\]|[A-Za-z]:[/\\]|[a-z]{2,12}\/[\w-]{2})/;
const ADDRESS = /^[a-z][a-z0-9+-]{1,20}:/i;
/** Of templates, shells and Windows. */
const FILLED_IN_LATER = /^(?:\{\{|\$\(|`|%\w+%)/;
const FILE_NAME = /^[\w-]+\.(?:json|txt|env|enc|ya?ml|toml|ini|key|pem|jwt|js|ts|py|rs|sh)$/i;
/** `settings.REFRESH_TOKEN`, `process.env.TOKEN`. */
const CHAIN_OF_NAMES = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;
/** Brackets of a call or a list, but for those around the token itself or its length. */
const CALL = /^[([{](?!\s*(?:\\*["'\d]|e[wy]))/;
/** As no random letters between two signs are. */
const PLAIN_WORD =
  /^(?:access|refresh|auth|tokens?|jwt|test|dummy|fake|sample|example|placeholder|your|here|goes|replace|changeme|insert|secret|value|todo|cookies?|x{3,})$/i;
const FEW_LETTERS = 5;
/** Letters that are looked at to tell text from chance. */
const MOST_DECODED = 64;
const LEAST_DECODED = 8;

/** Judges `value`; `rest` is what follows it. `undefined`: it is a word like any other. */
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

/** Of the segments before a signature. */
const MOST_BEFORE_SIGNATURE = 8;

/**
 * Whether a value may be a piece of a JWT with a signature of `length` letters: base64url letters of chance, hardly more of them. Hexadecimal digits, or letters of one case,
 * are not of chance.
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

/** What stands behind the last dot of a JWT. */
function endsLikeSignature(value: string): boolean {
  const last = value.slice(value.lastIndexOf('.') + 1);
  return last.length >= 16 && /[a-z]/.test(last) && /[A-Z]/.test(last) && /\d/.test(last);
}

function isExample(value: string): boolean {
  return new Set(value).size < FEW_LETTERS || value.split(/[-_.\d/]+/).some((word) => PLAIN_WORD.test(word));
}

/** Whether its letters are text in base64, wherever it was cut: a piece of a header, of claims, or of a token that is packed once more. */
function hidesText(value: string): boolean {
  const start = value.slice(0, MOST_DECODED).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return [0, 1, 2, 3].some((offset) => {
    const letters = start.slice(offset);
    const bytes = decodeBase64UrlText(letters.slice(0, letters.length - (letters.length % 4))) ?? '';
    return bytes.length >= LEAST_DECODED && bytes.replaceAll(/[^ -~]/g, '').length >= 0.9 * bytes.length;
  });
}
