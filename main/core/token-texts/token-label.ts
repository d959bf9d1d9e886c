// Finds the label of a token in a text, from what is before or after it: names of cookies, fields and variables, or words. Pure.
import { BARE, labelOf, OTHER, type TokenLabel } from './token-name';
import { recordLabel } from './token-record';

/** The position of a token. `from`: the end of the token before it. */
export interface TokenPlace {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

const MOST_CONTEXT = 600;
/** The part of it that may be a name and the start of a value. */
const MOST_NAME = 160;
/** A name, an assignment sign, and the start of a value. */
const ASSIGNED = /([\w.\- ]{1,60}?)["'`)\]*_]*\s*(?::-|[:=,\t]|=>)(?:\s*[>|][-+]?\s*\n)?\s*["'`^(<*_-]*$/;
/** A name with a type: `access_token: &str = `. */
const TYPED = /([\w.\- ]{1,60}?)\??\s*:\s*[&'\w<>[\] .|?]{1,40}=\s*["'`]*$/;
/** A name in one cell of a table, the token in the next, also as PHP writes both. */
const CELL = /([\w.\- ]{1,60}?)["'`*\s]*[|;]\s*(?:s:\d{1,6}:)?["'`*_\s]*$/;
/** A name and the bracket that the token is in: `setAccessToken("`, `access_token{"`, `access_token: ["`. */
const BRACKETED = /([\w.\- ]{1,60}?)["'`]?\s*[:=]?\s*[[({]\s*["'`]*$/;
/** A call around a value, and letters that say what kind of text it is: `Some("`, `String::from("`, `string(188) "`, `b'`. */
const WRAPPER = /(?:[\w:.!]{1,40}[[(](?:\d{1,6}\))?\s*["'`]*|(?:\b[bruf]{1,2}|[@$])["'])$/i;
/** Between the lines of a numbered list. */
const LIST_NUMBER = /\n[ \t]*\d{1,4}[.)][\s"'`]*$/;
const TAG = /<\/?[a-z][^<>]{0,200}>/gi;
/** Names that do not say which token it is. */
const GENERIC =
  /^(?:value|content(?: raw)?|token|jwt|cookie|set-cookie|header|bearer|authorization|auth|data|text|string|key|secret|val|raw|body|output|result)s?$/i;
/** A note after a token, up to the end of the line. */
const NOTE =
  /^["'`)]*[,;]?[ \t]*(?:<[-=]+|←|#|\/\/|--|\()[ \t]*(?:my |the )?([\w.-]+(?: [\w.-]+){0,3})[ \t]*\)?[ \t]*(?:\r?\n|$)/;
const MOST_NOTE = 100;

/** The label of the token at `place`. */
export function labelAt(text: string, { from, start, end }: TokenPlace): TokenLabel {
  const before = text.slice(Math.max(from, start - MOST_CONTEXT), start);
  const near = before.slice(-MOST_NAME);
  const unwrapped = near.replace(WRAPPER, '');
  const assigned = nameBy(ASSIGNED, near) ?? (unwrapped === near ? undefined : nameBy(ASSIGNED, unwrapped));
  const name = assigned ?? wordsBefore(before);
  const own =
    labelOf(assigned ?? '') ??
    labelOf(nameBy(TYPED, unwrapped) ?? '') ??
    labelOf(nameBy(BRACKETED, near) ?? '') ??
    labelOf(nameBy(CELL, near) ?? '') ??
    labelOf(nameInTags(before) ?? '') ??
    labelOf(name);
  if (own) return own;
  if (name === '' || GENERIC.test(lastWord(name)))
    return recordLabel(before, text.slice(end, end + MOST_CONTEXT)) ?? BARE;
  // `some-other-token=` names another token; a sentence before a token names nothing.
  return assigned !== undefined && !name.includes(' ') ? OTHER : BARE;
}

/** The label from a note after the token, and the end of the note. */
export function labelAfter(
  text: string,
  end: number,
): { readonly label: TokenLabel; readonly end: number } | undefined {
  const note = NOTE.exec(text.slice(end, end + MOST_NOTE));
  const label = labelOf(note?.[1] ?? '');
  return note && label ? { label, end: end + note[0].length } : undefined;
}

function nameBy(pattern: RegExp, before: string): string | undefined {
  return pattern.exec(before)?.[1]?.trim();
}

/** The name in an HTML element when the next element has the token. */
function nameInTags(before: string): string | undefined {
  return /<[^<>]*>["'`\s]*$/.test(before) ? nameBy(ASSIGNED, before.replaceAll(TAG, '\t')) : undefined;
}

/** The last four words at most. */
function wordsBefore(before: string): string {
  return (
    /[\w.-]+(?: [\w.-]+){0,3}$/.exec(before.replace(LIST_NUMBER, '').replace(/[\s"'`^\\=:>*_(—–→-]+$/, ''))?.[0] ?? ''
  );
}

function lastWord(name: string): string {
  return /content raw$/i.test(name) ? 'content raw' : (name.split(/[ .]/).at(-1) ?? '');
}
