// What a text that was found on the disk holds of Axiom's tokens: whose they are, whether they can be imported, whether there is anything else beside them, and in which
// lines they stand. Pure; no result quotes the text.
import { AxiomTokenError } from '../base/errors';
import { Secret } from '../base/secret';
import { type KnownToken, knowToken } from '../sign-in/known-token';
import { findTokens } from '../sign-in/labelled-tokens';
import { MAX_TEXT_LENGTH, parsePastedTokens } from '../sign-in/pasted-tokens';
import { labelOf } from '../sign-in/token-name';
import { unwrapText } from '../sign-in/unwrapped-text';
import { readJwtClaims } from '../tokens/jwt-claims';
import { shownAccount } from '../tokens/shown-account';
import { holdsOnlyTokens } from './only-tokens';

/** Where a token stands. */
export interface TokenLine {
  /** From 1 on. */
  readonly line: number;
  /** What the line calls it; absent where that is not the name of a token. */
  readonly name?: string;
}

/** What a text holds. */
export interface LeftoverContent {
  /** As the tokens name them, each once; none whose name cannot be shown. */
  readonly accounts: readonly string[];
  /** When the newest token was issued, epoch milliseconds. */
  readonly issuedAtMs: number | undefined;
  /** Why no pair can be taken from it, in words; `undefined` when one can. */
  readonly importRefusal: string | undefined;
  readonly holdsOnlyTokens: boolean;
  readonly lines: readonly TokenLine[];
}

/** How a text counts. */
export interface LeftoverRules {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /**
   * Which tokens count that neither a name nor what they say makes Axiom's: `plain-names` those that are just called "access_token" and the like, where a
   * person named the folder; `all` also those without a name, in a client's own file.
   */
  readonly believes: 'all' | 'plain-names' | 'axiom-only';
}

const MOST_ACCOUNTS = 8;
const MOST_LINES = 20;

/** What `text` holds; `undefined` when no token of Axiom's is in it. */
export function readLeftover(text: Secret, rules: LeftoverRules): LeftoverContent | undefined {
  const content = text.expose();
  if (content.length > MAX_TEXT_LENGTH) return undefined;
  const tokens = findTokens(unwrapText(content)).tokens.map((token) => knowToken(token, rules.nowMs));
  const counted = tokens.filter((token) => counts(token, rules));
  if (counted.length === 0) return undefined;
  const issued = counted.flatMap(({ issuedAtMs }) => issuedAtMs ?? []);
  const accounts = new Set(counted.flatMap(({ account }) => shownAccount(account) ?? []));
  const texts = new Set(counted.map((token) => token.text));
  return {
    accounts: [...accounts].slice(0, MOST_ACCOUNTS),
    issuedAtMs: issued.length === 0 ? undefined : Math.max(...issued),
    importRefusal: importRefusal(text, rules.nowMs),
    holdsOnlyTokens: holdsOnlyTokens(content, texts),
    lines: linesOf(content, texts),
  };
}

function counts(token: KnownToken, { nowMs, believes }: LeftoverRules): boolean {
  if (token.rank === 3) return true;
  if (believes === 'all' && (token.rank === 2 || token.role === 'bare')) return true;
  if (!token.isJwt) return false;
  if (believes === 'plain-names' && token.rank === 2) return true;
  return readJwtClaims(new Secret(token.text), nowMs)?.authenticatedUserId !== undefined;
}

function importRefusal(text: Secret, nowMs: number): string | undefined {
  try {
    parsePastedTokens(text, nowMs);
    return undefined;
  } catch (error) {
    if (error instanceof AxiomTokenError) return error.message;
    throw error;
  }
}

function linesOf(content: string, texts: ReadonlySet<string>): readonly TokenLine[] {
  const found: TokenLine[] = [];
  content.split('\n').forEach((line, index) => {
    for (const text of texts) {
      const at = line.indexOf(text);
      if (at < 0 || found.length >= MOST_LINES) continue;
      const name = /([\w.-]{1,60})["'\]]{0,3}\s*(?::=|[:=]|=>)\s*["'`]?$/.exec(
        line.slice(Math.max(0, at - 80), at),
      )?.[1];
      const isTokenName = name !== undefined && labelOf(name) !== undefined;
      found.push({ line: index + 1, ...(isTokenName ? { name } : {}) });
    }
  });
  return found;
}
