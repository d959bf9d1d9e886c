// Reads one token of a text from its first character on: whole, joined from several lines, or with what is wrong with it. Pure.
import { isTokenRest, readTokenText, type TokenFault } from './token-text';

/** The end of the token, and its text or its fault. `remnant`: what is left of a damaged token. */
export type ReadRun = { readonly end: number } & (
  | { readonly text: string }
  | { readonly fault: TokenFault; readonly remnant: string }
);

/** How many lines may still be joined in this text. */
export interface JoinBudget {
  lines: number;
}

/** What may be between two lines of one token: quotes, a joining sign, the line break, a joining sign, quote marks of a mail, quotes. */
const LINE_BREAK = /^["'`]?[ \t]*[+\\|`]?[ \t]*\r?\n[ \t]*(?:[>|+][ \t]*)*["'`]?/;
const BLANKS = /^[ \t]+/;
/** Words, names, lines of dashes and numbers: the next line of a text, not the rest of a token. */
const NO_REST = /^(?:(?:[A-Z]?[a-z]{3,}|[A-Z]{3,})(?:[-_](?:[A-Z]?[a-z]+|[A-Z]+))*=?|[-_=]+|\d{2,})$/;
/** What follows a name, a word or a flag, but not a token. */
const NO_END = /^(?:["'`]?[ \t]*[:=]|[ \t]*[\w(]|[ \t]+["'`$<{[-]|[,;]\w|[ \t]*\|[ \t]*[^\s|])/;
/** Fewer characters could just as well be a word. */
const LEAST_PART = 16;
/** What follows a quoted text in a list of quoted texts. */
const NEXT_CELL = /^["'`][,;]["'`\w]/;
/** Enough for a token of 16 KiB in lines of 60 characters. */
const MOST_LINES = 280;
/** The limit for all tokens of a text together: a text with a hundred broken tokens is not searched to the end. */
export const MOST_JOINED_LINES = 4 * MOST_LINES;
/** How many blanks may be inside one token. */
const MOST_BLANKS = 20;
const MOST_AFTER = 40;

/** Reads the token that begins at `start`, also over several lines. `undefined`: there is none. */
export function readRun(
  text: string,
  start: number,
  firstEnd: number,
  marks: string,
  budget: JoinBudget,
): ReadRun | undefined {
  const first = text.slice(start, firstEnd);
  const ownMarks = marks.startsWith('_') && first.endsWith(marks) ? first.slice(0, -marks.length) : first;
  const read = readTokenText(ownMarks.replace(/(?<!\.)\.$/, ''));
  const faulty = (fault: TokenFault): ReadRun => ({ end: firstEnd, fault, remnant: first });
  if (text[firstEnd] === '…' && (read || /^e[wy]/.test(first))) return faulty('shortened');
  if (read?.kind === 'token') return { end: firstEnd, text: read.text };
  const mayGoOn = /^e[wy]/.test(first) && (!read || read.fault === 'cut' || read.fault === 'damaged');
  if (mayGoOn) {
    const joined = joinParts(text, start, firstEnd, LINE_BREAK, MOST_LINES, budget);
    if (joined) return joined;
    const spaced = joinParts(text, start, firstEnd, BLANKS, MOST_BLANKS, budget);
    if (spaced) return { end: spaced.end, fault: 'spaced', remnant: spaced.text };
  }
  if (!read) return isTokenRest(first) ? faulty('damaged') : undefined;
  return faulty(read.fault === 'cut' && goesOn(text, firstEnd) ? 'broken' : read.fault);
}

/** Whether the next line has only characters of a token, and is not the beginning of another one. */
function goesOn(text: string, end: number): boolean {
  const rest = text.slice(end, end + 2_000);
  const gap = LINE_BREAK.exec(rest)?.[0];
  return gap !== undefined && /^(?!e[wy])[\w.-]{4,}={0,2}["'`]?[ \t]*(?:\r?\n|$)/.test(rest.slice(gap.length));
}

interface Part {
  readonly at: number;
  readonly letters: string;
}

/**
 * Whether the parts are certainly the rest of the token, and not a word, a name or a flag that happens to have the right length: the lines have equal lengths
 * and the last is not longer, or all parts are long and look random. A part that is the whole signature does not count: it may be of another token.
 */
function isRestOf(
  text: string,
  [start, firstEnd]: readonly [number, number],
  parts: readonly Part[],
  gap: RegExp,
): boolean {
  if (gap !== LINE_BREAK) return true;
  const widths = [start, ...parts.map(({ at }) => at)].map((at) => lineWidth(text, at));
  const lengths = [firstEnd - start, ...parts.map(({ letters }) => letters.length)];
  if (parts.length > 1 && (areOneWidth(widths) || areOneWidth(lengths))) return true;
  const isAfterClaims = text.slice(start, parts.at(-1)?.at).trimEnd().endsWith('.');
  return !isAfterClaims && parts.every(({ letters }) => isByChance(letters));
}

/** Whether all have the same width, except the last one, which may be shorter. */
function areOneWidth([first = 0, ...others]: readonly number[]): boolean {
  return others.slice(0, -1).every((width) => width === first) && (others.at(-1) ?? 0) <= first;
}

function lineWidth(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length : end).trimEnd().length;
}

function isByChance(letters: string): boolean {
  return (
    letters.length >= LEAST_PART &&
    /[a-z]/.test(letters) &&
    /[A-Z]/.test(letters) &&
    !/^(?:--|__)/.test(letters) &&
    !NO_REST.test(letters)
  );
}

/** Joins the parts from `start` on, each after a `gap`, into a whole token; `undefined` when they do not make one. */
function joinParts(
  text: string,
  start: number,
  firstEnd: number,
  gap: RegExp,
  most: number,
  budget: JoinBudget,
): { readonly end: number; readonly text: string } | undefined {
  let joined = text.slice(start, firstEnd);
  let end = firstEnd;
  let dots = joined.split('.').length - 1;
  const parts: Part[] = [];
  for (let part = 0; part < most && budget.lines > 0; part++) {
    const between = gap.exec(text.slice(end, end + 200))?.[0];
    if (between === undefined) return undefined;
    budget.lines--;
    const next = /^[A-Za-z0-9_.=-]+/.exec(text.slice(end + between.length, end + between.length + 20_000))?.[0];
    if (next === undefined) return undefined;
    parts.push({ at: end + between.length, letters: next });
    joined += next;
    end += between.length + next.length;
    dots += next.split('.').length - 1;
    if (dots > 2) return undefined;
    const read = dots === 2 ? readTokenText(joined) : undefined;
    if (read?.kind === 'token') {
      const after = text.slice(end, end + MOST_AFTER);
      const isOther = NO_END.test(after) || (/["'`]$/.test(between) && NEXT_CELL.test(after));
      return isOther || !isRestOf(text, [start, firstEnd], parts, gap) ? undefined : { end, text: read.text };
    }
  }
  return undefined;
}
