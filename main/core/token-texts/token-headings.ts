// Finds labels in headings that name both tokens before both: the columns of a table, a sentence, the left side of an assignment. Pure.
import type { TokenPlace } from './token-label';
import { labelOf, OTHER, type TokenLabel } from './token-name';

/** How much of the text before a token is searched. */
const MOST_BEFORE = 2_000;
/** A name in a heading, or two words in a sentence. */
const NAME = /[\w.-]{0,40}(?:access|refresh)(?:[-_ ]?(?:token|jwt)s?)?\b/gi;
/** What may be between two names that belong together; below, how far the first token may be from the first name. */
const BETWEEN_NAMES = /^[^=:{}<>]{1,40}$/;
const MOST_AFTER_NAMES = 200;
/** What may be between two tokens that belong together. */
const BETWEEN_TOKENS = /^[^A-Za-z0-9]{1,40}$/;
/** The token has a name of its own on its line. */
const ASSIGNED = /[:=]>?[ \t]*["'`([]*$/;
const DELIMITERS = ['\t', ';', '|', ','] as const;
const MOST_HEADING_LINES = 10;

interface Columns {
  readonly delimiter: string;
  /** The label of each column; `undefined` for a column without a token. */
  readonly labels: readonly (TokenLabel | undefined)[];
}

/** For each place, in their order, the label from a heading; `undefined` when no heading names it. */
export function headingLabels(text: string, places: readonly TokenPlace[]): readonly (TokenLabel | undefined)[] {
  const labels: (TokenLabel | undefined)[] = places.map(() => undefined);
  let columns: Columns | undefined;
  let column = 0;
  places.forEach((place, index) => {
    const end = places[index - 1]?.end ?? 0;
    const gap = text.slice(Math.max(end, place.start - MOST_BEFORE), place.start);
    const lineStart = gap.lastIndexOf('\n') + 1;
    if (lineStart > 0) {
      columns = columnsIn(gap.slice(0, lineStart)) ?? columns;
      column = 0;
    }
    if (columns) column += gap.slice(lineStart).split(columns.delimiter).length - 1;
    const inColumn =
      columns && !ASSIGNED.test(gap) && labelInColumn(columns, column, text.slice(place.end, place.end + 4));
    if (inColumn) labels[index] = inColumn;
    if (labels[index] !== undefined) return;
    const next = places[index + 1];
    const both = next && namesOfTwo(gap, text.slice(place.end, Math.min(next.start, place.end + 60)));
    if (both) [labels[index], labels[index + 1]] = both;
  });
  return labels;
}

/** The columns of the last line that names both tokens in separate cells. */
function columnsIn(gap: string): Columns | undefined {
  const lines = gap.split('\n').slice(-MOST_HEADING_LINES).reverse();
  for (const line of lines) {
    if (!/access|auth/i.test(line) || !/refresh/i.test(line)) continue;
    for (const delimiter of DELIMITERS) {
      const labels = line.split(delimiter).map(labelOfCell);
      if (['access', 'refresh'].every((role) => labels.some((label) => label?.role === role)))
        return { delimiter, labels };
    }
  }
  return undefined;
}

function labelOfCell(cell: string): TokenLabel | undefined {
  const name = cell.replaceAll(/^[^\w-]+|[^\w-]+$/g, '');
  return /^[\w .-]{1,60}$/.test(name) ? labelOf(name) : undefined;
}

/** The label of a token in a column; only if the next cell follows the token, or it is the last in its row. */
function labelInColumn({ delimiter, labels }: Columns, column: number, after: string): TokenLabel | undefined {
  if (column >= labels.length) return undefined;
  const isLast = column === labels.length - 1;
  const follows = after.replace(/^["'` ]+/, '').charAt(0);
  if (isLast ? labels.length < 2 : follows !== delimiter) return undefined;
  return labels[column] ?? OTHER;
}

/** The labels for two names that are followed by two tokens. */
function namesOfTwo(before: string, between: string): readonly [TokenLabel, TokenLabel] | undefined {
  if (!BETWEEN_TOKENS.test(between)) return undefined;
  const [one, two] = [...before.matchAll(NAME)].slice(-2);
  if (!one || !two || before.length - two.index > MOST_AFTER_NAMES) return undefined;
  const labels = [one, two].map(([name]) => labelOf(name.replace(/(?<=token|jwt)s$/i, '')));
  const isPair = labels[0] && labels[1] && labels[0].role !== labels[1].role;
  if (!isPair || !BETWEEN_NAMES.test(before.slice(one.index + one[0].length, two.index))) return undefined;
  return [labels[0] as TokenLabel, labels[1] as TokenLabel];
}
