// What a text calls the token at a place in it: the names of cookies, fields and variables, and words, before it or behind it. Pure.
import { BARE, labelOf, OTHER, type TokenLabel } from './token-name';
import { recordLabel } from './token-record';

/** Where the token stands, and the end of the one before it. */
export interface TokenPlace {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

const MOST_CONTEXT = 600;
/** Of it, what can be a name and what opens a value. */
const MOST_NAME = 160;
/** A name, what assigns, and whatever opens a value. */
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
/** Names that say nothing of a token but that there is one. */
const GENERIC =
  /^(?:value|content(?: raw)?|token|jwt|cookie|set-cookie|header|bearer|authorization|auth|data|text|string|key|secret|val|raw|body|output|result)s?$/i;
/** A note behind a token to the end of its line, and nothing else. */
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

/** The label that a note behind the token gives, and the note's end. */
export function labelBehind(
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

/** What stands in one element of HTML where the next one has the token. */
function nameInTags(before: string): string | undefined {
  return /<[^<>]*>["'`\s]*$/.test(before) ? nameBy(ASSIGNED, before.replaceAll(TAG, '\t')) : undefined;
}

/** Up to four words. */
function wordsBefore(before: string): string {
  return (
    /[\w.-]+(?: [\w.-]+){0,3}$/.exec(before.replace(LIST_NUMBER, '').replace(/[\s"'`^\\=:>*_(—–→-]+$/, ''))?.[0] ?? ''
  );
}

function lastWord(name: string): string {
  return /content raw$/i.test(name) ? 'content raw' : (name.split(/[ .]/).at(-1) ?? '');
}
