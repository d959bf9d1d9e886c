// Finds every token in a text, with what the text calls it: cookies, JSON of any program, dotenv lines, tables, source code, sentences. Knows no files and chooses
// nothing; pasted-tokens.ts does. Pure.
import { readTokenText, type TokenFault } from './token-text';
import { type TokenLabel, labelAt, labelOf } from './token-label';

/** A token and its label, in the order of the text. */
export interface LabelledToken extends TokenLabel {
  readonly text: string;
  /** A JWT; otherwise a value that only its name makes a token. */
  readonly isJwt: boolean;
}

/** Something that was to be a token. */
export interface FaultyToken extends TokenLabel {
  readonly fault: TokenFault | 'placeholder';
}

/** All that was found. */
export interface FoundTokens {
  /** Whether there is more than anybody means: the rest was not looked at. */
  readonly isTooMuch: boolean;
  readonly tokens: readonly LabelledToken[];
  readonly faults: readonly FaultyToken[];
}

/** Segments of base64url letters between dots; a sign of equality is padding only before a dot or the end. */
const RUN = /[A-Za-z0-9_-]+={0,2}(?:\.(?:[A-Za-z0-9_-]+={0,2})?)*/g;
/** Marks of Markdown around a token, of which some are base64url letters themselves. */
const MARKS_BEFORE = /^[_-]{1,3}(?=e[wy])/;
/** From a line to its continuation: quotes, a joining sign, the break, quotes or quote marks of a mail. */
const LINE_BREAK = /^["'`]?[ \t]*[+\\|`]?[ \t]*\r?\n[ \t]*(?:[>|][ \t]*)*["'`]?/;
/** A token of 16 KiB in lines of 60 letters. */
const MOST_LINES = 280;
/** Of all tokens of a text together: what looks broken in a hundred places is no text with two tokens. */
const MOST_JOINED_LINES = 4 * MOST_LINES;
/** Different ones, and places at which one stands. */
const MOST_TOKENS = 200;
const MOST_PLACES = 3_000;
/** Names with a value that is no JWT. */
const MOST_NAMED = 400;
/** Shorter runs are no token, and no part of one that could be told. */
const LEAST_RUN = 20;
const COMMENT = /^\s*(?:#(?!HttpOnly_)|\/\/|;|--\s|rem\s)/i;
/** A name's end and a value that is no JWT. The name's beginning is looked for backwards: a search for it from the front would take forever in a long word. */
const NAMED_VALUE =
  /(?:access|refresh|auth)[-_ ]?token["'\]]{0,3}\s{0,9}(?::-|[:=]|=>)\s{0,9}["']?(\$\{[^}]{0,60}\}|[^\s"'`;,&{}()[\]]{3,16384})/gi;
const MOST_NAME = 60;
const PLACEHOLDER =
  /^(?:<.*>?|\$.*|\*+|x{3,}|null|none|undefined|(?:your|my|insert|paste|replace|enter|put|change|todo|example)[\w.-]*|[\w.-]*(?:placeholder|token_?here|here|\.{3}|…))$/i;
/** What is left of a JWT. */
const WAS_JWT = /eyJ|^ey[A-J]|\..*\./;
/** A value of which only its name says that it is a token: long, and not a word. */
const OPAQUE = /^(?=.*\d)[A-Za-z0-9+/_=.~-]{16,}$/;

/** How opaque tokens of other services begin: Google, GitHub, GitLab, Slack, Stripe, axiom.co. */
const OF_OTHERS = /^(?:ya29\.|1\/\/|gh[a-z]_|github_pat_|glpat-|xox[a-z]-|[sr]k[-_]|xa[ap]t-|AKIA)/;
/** Of the beginning of a line: a mark of a comment comes soon, or not at all. */
const MOST_INDENT = 200;

/** Finds them. Lines that are commented out do not count. */
export function findTokens(text: string): FoundTokens {
  const tokens: LabelledToken[] = [];
  const faults: FaultyToken[] = [];
  let from = 0;
  RUN.lastIndex = 0;
  const covered = new Set<number>();
  const distinct = new Set<string>();
  const budget = { lines: MOST_JOINED_LINES };
  let isTooMuch = false;
  let named = 0;
  const isComment = commentsOf(text);
  const isNamedInComment = commentsOf(text);
  for (let match = RUN.exec(text); match; match = RUN.exec(text)) {
    if (match[0].length < LEAST_RUN) continue;
    const marks = MARKS_BEFORE.exec(match[0])?.[0] ?? '';
    const start = match.index + marks.length;
    const read = readRun(text, start, match.index + match[0].length, marks, budget);
    if (!read) continue;
    distinct.add(match[0]);
    isTooMuch = distinct.size > MOST_TOKENS || covered.size >= MOST_PLACES;
    if (isTooMuch) break;
    RUN.lastIndex = read.end;
    covered.add(start);
    const label = labelAt(text, { from, start: match.index, end: read.end });
    from = read.end;
    if (isComment(start)) continue;
    if ('text' in read) tokens.push({ ...label, text: read.text, isJwt: true });
    else faults.push({ ...label, fault: read.fault });
  }
  for (const { 0: all, 1: value = '', index } of text.matchAll(NAMED_VALUE)) {
    // Tokens were read above, with a mark before them or without.
    const start = index + all.length - value.length;
    if (++named > MOST_NAMED) break;
    if (isNamedInComment(index) || [0, 1, 2, 3].some((marks) => covered.has(start + marks))) continue;
    const prefix = /[\w.-]*$/.exec(text.slice(Math.max(0, index - MOST_NAME), index))?.[0] ?? '';
    const label = labelOf(prefix + /^\w+[-_ ]?token/i.exec(all)?.[0]);
    if (!label || label.rank < 2) continue;
    if (PLACEHOLDER.test(value)) faults.push({ ...label, fault: 'placeholder' });
    else if (WAS_JWT.test(value)) faults.push({ ...label, fault: 'damaged' });
    else if (OPAQUE.test(value) && !OF_OTHERS.test(value)) tokens.push({ ...label, text: value, isJwt: false });
  }
  return { tokens, faults, isTooMuch };
}

type ReadRun = { readonly end: number } & ({ readonly text: string } | { readonly fault: TokenFault });

/** The token that begins at `start`, over several lines where one does not have all of it. `undefined`: there is none. */
function readRun(
  text: string,
  start: number,
  firstEnd: number,
  marks: string,
  budget: { lines: number },
): ReadRun | undefined {
  const first = text.slice(start, firstEnd);
  const ownMarks = marks.startsWith('_') && first.endsWith(marks) ? first.slice(0, -marks.length) : first;
  const read = readTokenText(ownMarks.replace(/(?<!\.)\.$/, ''));
  if (read?.kind === 'token')
    return text[firstEnd] === '…' ? { end: firstEnd, fault: 'shortened' } : { end: firstEnd, text: read.text };
  const next = text.slice(firstEnd, firstEnd + 1);
  if (next === '…') return { end: firstEnd, fault: 'shortened' };
  const mayGoOn = /^e[wy]/.test(first) && (!read || read.fault === 'cut' || read.fault === 'damaged');
  const joined = mayGoOn ? joinLines(text, start, firstEnd, budget) : undefined;
  if (joined) return joined;
  if (!read) return undefined;
  return { end: firstEnd, fault: read.fault === 'cut' && goesOn(text, firstEnd) ? 'broken' : read.fault };
}

/** Whether the next line is of the same kind: letters of a token to its end, and not the beginning of another one. */
function goesOn(text: string, end: number): boolean {
  const rest = text.slice(end, end + 2_000);
  const gap = LINE_BREAK.exec(rest)?.[0];
  return gap !== undefined && /^(?!e[wy])[\w.-]{4,}={0,2}["'`]?[ \t]*(?:\r?\n|$)/.test(rest.slice(gap.length));
}

function joinLines(text: string, start: number, firstEnd: number, budget: { lines: number }): ReadRun | undefined {
  let joined = text.slice(start, firstEnd);
  let end = firstEnd;
  let dots = joined.split('.').length - 1;
  for (let line = 0; line < MOST_LINES && budget.lines > 0; line++) {
    budget.lines--;
    const gap = LINE_BREAK.exec(text.slice(end, end + 200))?.[0];
    if (gap === undefined) return undefined;
    const part = /^[A-Za-z0-9_.=-]+/.exec(text.slice(end + gap.length, end + gap.length + 20_000))?.[0];
    if (part === undefined) return undefined;
    joined += part;
    end += gap.length + part.length;
    dots += part.split('.').length - 1;
    if (dots > 2) return undefined;
    const read = dots === 2 ? readTokenText(joined) : undefined;
    if (read?.kind === 'token') return { end, text: read.text };
  }
  return undefined;
}

/** Tells of places in their order whether their line is commented out; each line is looked for once, however many places are in it. */
function commentsOf(text: string): (at: number) => boolean {
  let lineStart = 0;
  let from = 0;
  return (at) => {
    const lastBreak = text.slice(from, at).lastIndexOf('\n');
    if (lastBreak >= 0) lineStart = from + lastBreak + 1;
    from = Math.max(from, at);
    return COMMENT.test(text.slice(lineStart, Math.min(at, lineStart + MOST_INDENT)));
  };
}
