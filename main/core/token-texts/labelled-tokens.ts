// Finds every token in a text with its name: in cookies, JSON of any program, dotenv lines, tables, source code, sentences. Knows no files. Does not choose
// between tokens; pasted-tokens.ts does. Pure.
import { namedValues } from './named-values';
import type { ValueFault } from './opaque-value';
import { commentsOf } from './text-comments';
import { headingLabels } from './token-headings';
import { labelAt, labelAfter, type TokenPlace } from './token-label';
import type { TokenLabel } from './token-name';
import { MOST_JOINED_LINES, type ReadRun, readRun } from './token-run';
import type { TokenFault } from './token-text';

/** A token with its label. */
export interface LabelledToken extends TokenLabel {
  readonly text: string;
  /** Its position in the text. */
  readonly at: number;
  /** Whether it is a JWT; otherwise it is an opaque value that only its name shows to be a token. */
  readonly isJwt: boolean;
}

/** Something that should have been a token. */
export interface FaultyToken extends TokenLabel {
  readonly fault: TokenFault | ValueFault;
  readonly at: number;
  /** The text that is there instead of the token, or what is left of it. */
  readonly remnant: string;
}

/** Everything that was found. */
export interface FoundTokens {
  /** Whether the text has too many tokens; the rest was not searched. */
  readonly isTooMuch: boolean;
  readonly tokens: readonly LabelledToken[];
  readonly faults: readonly FaultyToken[];
  /** How many tokens are commented out and therefore ignored. */
  readonly commented: number;
}

interface FoundRun extends TokenPlace {
  readonly read: ReadRun;
  readonly label: TokenLabel;
}

/** Segments of base64url characters between dots; "=" is padding only before a dot or at the end. */
const RUN = /[A-Za-z0-9_-]+={0,2}(?:\.(?:[A-Za-z0-9_-]+={0,2})?)*/g;
/** Markdown marks before a token that are base64url characters themselves. */
const MARKS_BEFORE = /^[_-]{1,3}(?=e[wy])/;
/** The limits: different tokens, and positions of tokens. */
const MOST_TOKENS = 200;
const MOST_PLACES = 3_000;
/** A shorter run is not a token or a recognisable part of one. */
const LEAST_RUN = 20;

/** Finds the tokens in a text. Lines and blocks that are commented out are ignored. */
export function findTokens(text: string): FoundTokens {
  const { runs, covered, isTooMuch, commented } = findRuns(text);
  const headings = headingLabels(text, runs);
  const tokens: LabelledToken[] = [];
  const faults: FaultyToken[] = [];
  runs.forEach(({ start, read, label: own }, index) => {
    const label = headings[index] ?? own;
    if ('text' in read) tokens.push({ ...label, text: read.text, at: start, isJwt: true });
    else faults.push({ ...label, fault: read.fault, at: start, remnant: read.remnant });
  });
  // JWTs were read above; they may begin up to three Markdown marks later.
  const isTaken = (at: number) => [0, 1, 2, 3].some((marks) => covered.has(at + marks));
  const isComment = commentsOf(text);
  for (const { nameAt, at, label, value, judged } of namedValues(text, isTaken)) {
    if (isComment(nameAt)) continue;
    if (judged === 'opaque') tokens.push({ ...label, text: value, at, isJwt: false });
    else faults.push({ ...label, fault: judged, at, remnant: value });
  }
  return { tokens, faults, isTooMuch, commented };
}

interface FoundRuns {
  readonly runs: readonly FoundRun[];
  readonly covered: ReadonlySet<number>;
  readonly isTooMuch: boolean;
  readonly commented: number;
}

function findRuns(text: string): FoundRuns {
  const runs: FoundRun[] = [];
  const covered = new Set<number>();
  const distinct = new Set<string>();
  const budget = { lines: MOST_JOINED_LINES };
  const isComment = commentsOf(text);
  let from = 0;
  let isTooMuch = false;
  let commented = 0;
  RUN.lastIndex = 0;
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
    if (isStruckOut(text, start, read.end)) continue;
    const place = { from, start: match.index, end: read.end };
    const { label, end } = labelAround(text, place);
    from = end;
    if (isComment(start)) commented++;
    else runs.push({ ...place, start, read, label });
  }
  return { runs, covered, isTooMuch, commented };
}

/** Whether the token is struck out in Markdown. */
function isStruckOut(text: string, start: number, end: number): boolean {
  return text.slice(start - 2, start) === '~~' && text.slice(end, end + 2) === '~~';
}

/** The label of a token: from the text before it or, if its own line has none, from a note after it. */
function labelAround(text: string, place: TokenPlace): { readonly label: TokenLabel; readonly end: number } {
  const note = labelAfter(text, place.end);
  if (!note) return { label: labelAt(text, place), end: place.end };
  const lineStart = Math.max(place.from, text.lastIndexOf('\n', place.start) + 1);
  const own = labelAt(text, { ...place, from: lineStart });
  return { label: own.rank > 0 ? own : note.label, end: note.end };
}
