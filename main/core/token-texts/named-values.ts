// Finds values after the name of a token that are not JWTs: opaque tokens, and what stands where a token should be. Pure.
import { judgeValue, type ValueFault } from './opaque-value';
import { labelOf, type TokenLabel } from './token-name';

/** One such value, with the positions of its name and of itself. */
export interface NamedValue {
  readonly nameAt: number;
  readonly at: number;
  readonly label: TokenLabel;
  readonly value: string;
  readonly judged: 'opaque' | ValueFault;
}

/** The end of a name, and a value. The start of the name is searched backwards from there, because a pattern that starts with it would be very slow in a long word. */
const NAMED_VALUE =
  /(?:access|refresh|auth)[-_ ]?token["'\]]{0,3}\s{0,9}(?::-|[:=]|=>)\s{0,9}["']?(\$\{[^}]{0,60}\}|\{\{[^}]{0,80}\}\}|\$\([^)]{0,80}\)|`[^`\n]{0,80}`|[^\s"'`;,&{}()[\]]{3,16384})/gi;
const MOST_NAME = 60;
const MOST_REST = 200;
/** How many names are looked at. */
const MOST_NAMED = 400;

/** The values, except those at a position for which `isTaken` is true: those are JWTs. */
export function namedValues(text: string, isTaken: (at: number) => boolean): readonly NamedValue[] {
  const found: NamedValue[] = [];
  let looked = 0;
  for (const { 0: all, 1: value = '', index } of text.matchAll(NAMED_VALUE)) {
    if (++looked > MOST_NAMED) break;
    const at = index + all.length - value.length;
    if (isTaken(at)) continue;
    const prefix = /[\w.-]*$/.exec(text.slice(Math.max(0, index - MOST_NAME), index))?.[0] ?? '';
    const label = labelOf(prefix + /^\w+[-_ ]?token/i.exec(all)?.[0]);
    if (!label || label.rank < 2) continue;
    const judged = judgeValue(value, text.slice(at + value.length, at + value.length + MOST_REST));
    if (judged !== undefined) found.push({ nameAt: index, at, label, value, judged });
  }
  return found;
}
