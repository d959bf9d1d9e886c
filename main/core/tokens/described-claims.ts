// The claims of a token, made safe to show: names and values of its payload. Pure. Anybody may have written the payload, so it can contain anything, and the
// result must not contain anything that could be used instead of a token.
import type { Secret } from '../base/secret';
import { readJwtPayload } from './jwt-claims';
import { shownAccount } from './shown-account';

/** One claim. `atMs`: the time in `exp`, `iat` or `nbf`, by the server's clock; absent for other claims and for numbers that are not dates. */
export interface DescribedClaim {
  readonly name: string;
  /** At most 120 characters; "…" for what is not shown. */
  readonly value: string;
  readonly atMs?: number;
}

/** The claims in their order. */
export interface DescribedToken {
  readonly claims: readonly DescribedClaim[];
  /** How many further claims there are. */
  readonly leftOut: number;
}

/** How many claims are shown; the rest is counted. */
export const MOST_CLAIMS = 30;

const MOST_LETTERS = 120;
const MOST_NAME_LETTERS = 40;
/** Limits inside a claim: levels of nesting, and entries of a list or object. */
const MOST_DEEP = 2;
const MOST_INSIDE = 8;
const HIDDEN = '…';

const TIMES: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf']);
/** The last second of the year 9999; a later time is not a real date. */
const LAST_S = 253_402_300_799;

/** Claims that name an account. They are shown if they are a plain id, even if that is as long as a token. */
const ACCOUNTS: ReadonlySet<string> = new Set(['sub', 'authenticatedUserId']);
/** Names of claims that may be a secret, or identify a session. */
const SECRET_NAME = /^(jti|sid|nonce|cnf|otp|pin)$|token|session|secret|passw|passphrase|key|hash|csrf|signature/i;
/** Three parts between dots, or a run of characters longer than any word. */
const TOKEN_LIKE = /[\w-]{4,}\.[\w-]{4,}\.[\w-]{4,}|[\w+/=-]{32,}/;

/**
 * The claims of a JWT; `undefined` for other text. They are shortened, and invisible characters and those that change the direction of writing are replaced.
 * "…" replaces ids of the token or its session, texts over 120 characters, and everything that looks like a token or contains one of `pair`.
 */
export function describeClaims(token: Secret, pair: readonly Secret[]): DescribedToken | undefined {
  const payload = readJwtPayload(token);
  if (!payload) return undefined;
  const own = pair.map((secret) => secret.expose());
  const isSecret = (text: string): boolean => TOKEN_LIKE.test(text) || own.some((known) => text.includes(known));
  const all = Object.entries(payload);
  const claims = all.slice(0, MOST_CLAIMS).map(([name, value]) => ({
    name: isSecret(name) ? HIDDEN : cut(visible(name), MOST_NAME_LETTERS),
    value: inWords(name, value, isSecret),
    ...momentOf(name, value),
  }));
  return { claims, leftOut: all.length - claims.length };
}

type IsSecret = (text: string) => boolean;

function inWords(name: string, value: unknown, isSecret: IsSecret): string {
  const account = ACCOUNTS.has(name) && typeof value === 'string' ? shownAccount(value) : undefined;
  if (account !== undefined) return account;
  const shown = withoutSecrets(name, value, isSecret, 0);
  if (typeof shown === 'string') return shown;
  return typeof shown === 'number' ? String(shown) : cut(visible(JSON.stringify(shown)), MOST_LETTERS);
}

function withoutSecrets(name: string, value: unknown, isSecret: IsSecret, depth: number): unknown {
  if (typeof value === 'boolean' || value === null) return value;
  if (SECRET_NAME.test(name)) return HIDDEN;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return isLong(value) || isSecret(value) ? HIDDEN : visible(value);
  if (depth === MOST_DEEP) return HIDDEN;
  const inside = Object.entries(value as object);
  const shown = inside.slice(0, MOST_INSIDE).map(([key, each]) => {
    const words = withoutSecrets(key, each, isSecret, depth + 1);
    return [isSecret(key) || isLong(key) ? HIDDEN : visible(key), words] as const;
  });
  const rest = inside.length > shown.length ? [[HIDDEN, HIDDEN] as const] : [];
  if (Array.isArray(value)) return [...shown, ...rest].map(([, each]) => each);
  return Object.fromEntries([...shown, ...rest]);
}

function momentOf(name: string, value: unknown): { readonly atMs?: number } {
  if (!TIMES.has(name) || typeof value !== 'number' || !(value >= 0 && value <= LAST_S)) return {};
  return { atMs: Math.floor(value * 1000) };
}

/** Replaces what cannot be shown safely: control characters, marks that change the direction of writing, lone surrogates, stacks of accents. */
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+|\p{M}{3,}/gu, '\uFFFD');
}

function isLong(text: string): boolean {
  return text.length > MOST_LETTERS;
}

/** Cuts the text to `most` characters, never inside a surrogate pair. */
function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}
