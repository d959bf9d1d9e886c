// Describes the Axiom tokens in a text that was found on the disk: their accounts, whether they can be imported, whether the text holds anything else, and the
// lines of the tokens. Pure; no result quotes the text.
import { AxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import { type KnownToken, knowToken } from '../sign-in/known-token';
import { findTokens } from '../token-texts/labelled-tokens';
import { MAX_TEXT_LENGTH, parsePastedTokens } from '../sign-in/pasted-tokens';
import { unwrapText } from '../token-texts/unwrapped-text';
import { shownAccount } from '../tokens/shown-account';
import { holdsOnlyTokens } from './only-tokens';

/** The position of a token. */
export interface TokenLine {
  /** Counted from 1. */
  readonly line: number;
  /** The name of the token in that line; absent when the line has no name that is known for tokens. */
  readonly name?: string;
}

/** The description of a text. */
export interface LeftoverContent {
  /** The account ids that the tokens name, each once; without those that cannot be shown. */
  readonly accounts: readonly string[];
  /** The time of issue of the newest token, epoch milliseconds. */
  readonly issuedAtMs: number | undefined;
  /** Why no token pair can be imported from it, in words; `undefined` when one can. */
  readonly importRefusal: string | undefined;
  readonly holdsOnlyTokens: boolean;
  readonly lines: readonly TokenLine[];
}

/** How the tokens of a text are judged. */
export interface LeftoverRules {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /**
   * Which tokens count although neither their name nor their claims mention Axiom. `axiom-only`: none. `plain-names`: those named "access_token" and the like,
   * for a folder that the user chose. `all`: also those without a name, for a client's own file. A token that names another issuer never counts.
   */
  readonly believes: 'all' | 'plain-names' | 'axiom-only';
}

const MOST_ACCOUNTS = 8;
const MOST_LINES = 20;
/** This many characters identify a token, and fit into one line even in a mail, which splits long ones. */
const IDENTIFYING_LETTERS = 57;
/** Comment marks are removed first: a token that is commented out can be read just as well. */
const COMMENT_MARK = /^[ \t]{0,200}(?:#(?!HttpOnly_)|\/\/|;|--|rem\b)[ \t]*|\/\*|\*\/|<!--|-->/gim;
/** Matches the name of a token only: what precedes it in a longer name could be private. */
const NAME =
  /((?:AXIOM[-_])?(?:AUTH[-_]?)?(?:ACCESS|REFRESH|AUTH)[-_]?(?:TOKEN|JWT)?)["'\]]{0,3}\s*(?::=|[:=]|=>)\s*["'`]?$/i;

/** Describes `text`; `undefined` when it has no Axiom token, `too-much` when it is too long or has too many candidates to search through. */
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
  // A token that is split over lines is found by its beginning.
  const beginnings = [...texts].map((text) => (content.includes(text) ? text : text.slice(0, IDENTIFYING_LETTERS)));
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
