// Finds every token in a text, with what the text calls it: cookies, JSON of any program, dotenv lines, tables, source code, sentences. Knows no files and chooses
// nothing; pasted-tokens.ts does. Pure.
import { namedValues } from './named-values';
import type { ValueFault } from './opaque-value';
import { commentsOf } from './text-comments';
import { headingLabels } from './token-headings';
import { labelAt, labelBehind, type TokenPlace } from './token-label';
import type { TokenLabel } from './token-name';
import { MOST_JOINED_LINES, type ReadRun, readRun } from './token-run';
import type { TokenFault } from './token-text';

/** A token and its label, in the order of the text. */
export interface LabelledToken extends TokenLabel {
  readonly text: string;
  /** Where it stands. */
  readonly at: number;
  /** A JWT; otherwise a value that only its name makes a token. */
  readonly isJwt: boolean;
}

/** Something that was to be a token. */
export interface FaultyToken extends TokenLabel {
  readonly fault: TokenFault | ValueFault;
  readonly at: number;
  /** What there is of it. */
  readonly remnant: string;
}

/** All that was found. */
export interface FoundTokens {
  /** Whether there is more than anybody means: the rest was not looked at. */
  readonly isTooMuch: boolean;
  readonly tokens: readonly LabelledToken[];
  readonly faults: readonly FaultyToken[];
  /** How many are commented out: they do not count. */
  readonly commented: number;
}

interface FoundRun extends TokenPlace {
  readonly read: ReadRun;
  readonly label: TokenLabel;
}

/** Segments of base64url letters between dots; a sign of equality is padding only before a dot or the end. */
const RUN = /[A-Za-z0-9_-]+={0,2}(?:\.(?:[A-Za-z0-9_-]+={0,2})?)*/g;
/** Marks of Markdown around a token, of which some are base64url letters themselves. */
const MARKS_BEFORE = /^[_-]{1,3}(?=e[wy])/;
/** Different ones, and places at which one stands. */
const MOST_TOKENS = 200;
const MOST_PLACES = 3_000;
/** Shorter runs are no token, and no part of one that could be told. */
const LEAST_RUN = 20;

/** Finds them. Lines and blocks that are commented out do not count. */
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
  // Tokens were read above, with a mark before them or without.
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

/** As Markdown does. */
function isStruckOut(text: string, start: number, end: number): boolean {
  return text.slice(start - 2, start) === '~~' && text.slice(end, end + 2) === '~~';
}

/** A note behind a token tells what nothing on its line before it does. */
function labelAround(text: string, place: TokenPlace): { readonly label: TokenLabel; readonly end: number } {
  const note = labelBehind(text, place.end);
  if (!note) return { label: labelAt(text, place), end: place.end };
  const lineStart = Math.max(place.from, text.lastIndexOf('\n', place.start) + 1);
  const own = labelAt(text, { ...place, from: lineStart });
  return { label: own.rank > 0 ? own : note.label, end: note.end };
}
