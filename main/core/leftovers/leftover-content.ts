// What a text that was found on the disk holds of Axiom's tokens: whose they are, whether they can be imported, whether there is anything else beside them, and in which
// lines they stand. Pure; no result quotes the text.
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import { type KnownToken, knowToken } from '../sign-in/known-token';
import { findTokens } from '../token-texts/labelled-tokens';
import { MAX_TEXT_LENGTH, parsePastedTokens } from '../sign-in/pasted-tokens';
import { unwrapText } from '../token-texts/unwrapped-text';
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
   * person named the folder; `all` also those without a name, in a client's own file. Never one that names another issuer.
   */
  readonly believes: 'all' | 'plain-names' | 'axiom-only';
}

const MOST_ACCOUNTS = 8;
const MOST_LINES = 20;
/** What fits into a line of a mail. */
const TELLING_LETTERS = 57;
/** What is commented out can be read as well as anything else. */
const COMMENT_MARK = /^[ \t]{0,200}(?:#(?!HttpOnly_)|\/\/|;|--|rem\b)[ \t]*|\/\*|\*\/|<!--|-->/gim;
/** The name of a token alone: what stands before it in a longer name could be anything. */
const NAME =
  /((?:AXIOM[-_])?(?:AUTH[-_]?)?(?:ACCESS|REFRESH|AUTH)[-_]?(?:TOKEN|JWT)?)["'\]]{0,3}\s*(?::=|[:=]|=>)\s*["'`]?$/i;

/** What `text` holds; `undefined` when no token of Axiom's is in it, `too-much` when there is more than can be looked through. */
export function readLeftover(text: Secret, rules: LeftoverRules): LeftoverContent | 'too-much' | undefined {
  const content = text.expose();
  if (content.length > MAX_TEXT_LENGTH) return 'too-much';
  const found = findTokens(unwrapText(content.replace(COMMENT_MARK, '')));
  const tokens = found.tokens.map((token) => knowToken(token, rules.nowMs));
  const counted = tokens.filter((token) => counts(token, rules));
  if (counted.length === 0) return found.isTooMuch ? 'too-much' : undefined;
  const issued = counted.flatMap(({ issuedAtMs }) => issuedAtMs ?? []);
  const accounts = new Set(counted.flatMap(({ account }) => shownAccount(account) ?? []));
  return {
    accounts: [...accounts].slice(0, MOST_ACCOUNTS),
    issuedAtMs: issued.length === 0 ? undefined : Math.max(...issued),
    importRefusal: importRefusal(text, rules.nowMs),
    holdsOnlyTokens: holdsOnlyTokens(content, textsOf(counted.filter(({ isJwt }) => isJwt))),
    lines: linesOf(content, textsOf(counted)),
  };
}

function textsOf(tokens: readonly KnownToken[]): ReadonlySet<string> {
  return new Set(tokens.map(({ text }) => text));
}

function counts(token: KnownToken, { believes }: LeftoverRules): boolean {
  if (token.maker === 'other') return false;
  if (token.rank === 3) return true;
  if (believes === 'all' && (token.rank === 2 || token.role === 'bare')) return true;
  if (!token.isJwt) return false;
  if (believes === 'plain-names' && token.rank === 2) return true;
  return token.maker === 'axiom';
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
  // One that is split over lines is told by where it begins.
  const beginnings = [...texts].map((text) => (content.includes(text) ? text : text.slice(0, TELLING_LETTERS)));
  const found = new Map<string, TokenLine>();
  content.split(/\r\n|\n|\r/).forEach((line, index) => {
    for (const beginning of beginnings) {
      const at = line.indexOf(beginning);
      if (at < 0 || found.size >= MOST_LINES) continue;
      const name = NAME.exec(line.slice(Math.max(0, at - 80), at))?.[1];
      found.set(`${index} ${name}`, { line: index + 1, ...(name === undefined ? {} : { name }) });
    }
  });
  return [...found.values()];
}
