// The claims of a token as lines of name and value. Pure; used by claims-card.tsx.
import type { DescribedToken } from '../../preload/contract/described-tokens-schema';
import type { DateTexts } from '../text/date-texts';

/** One line. `aside`: quieter text after the value. */
export interface ClaimLine {
  readonly name: string;
  readonly value: string;
  readonly aside: string | undefined;
}

/** The lines of a token, and a note about claims that are not shown. */
export interface ClaimLines {
  readonly lines: readonly ClaimLine[];
  readonly note: string | undefined;
}

/** A time is shown as date and time, with its number beside it. `undefined`: the token is not a JWT. */
export function claimLines(token: DescribedToken | undefined, dates: DateTexts): ClaimLines {
  if (!token) return { lines: [], note: 'Not a JWT: it has no claims that can be read.' };
  const { claims, leftOut } = token;
  const lines = claims.map(({ name, value, atMs }) =>
    atMs === undefined ? { name, value, aside: undefined } : { name, value: dates.fullDate(atMs), aside: value },
  );
  if (lines.length === 0) return { lines, note: 'It has no claims.' };
  return { lines, note: leftOut === 0 ? undefined : `${leftOut} more ${leftOut === 1 ? 'is' : 'are'} not shown.` };
}
