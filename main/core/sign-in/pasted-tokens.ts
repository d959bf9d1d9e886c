// Finds the token pairs in a text that the user brings (pasted, from a file, from the environment), one for each account. Pure; no error may quote the secret text.
import { AxiomTokenError } from '../base/errors';
import { parseTime } from '../base/rfc3339';
import { Secret } from '../base/secret';
import { type AuthTokens, createAuthTokens } from '../tokens/auth-tokens';
import { cameTogether, distinctTokens, type KnownToken, knowToken, ownFamily } from './known-token';
import { findTokens, type LabelledToken } from '../token-texts/labelled-tokens';
import { pairOf } from './pair-choice';
import { sameTwiceRefusal, severalRefusal } from './paste-refusals';
import { unwrapText } from '../token-texts/unwrapped-text';

/** A pair that was found. */
export interface PastedPair {
  readonly tokens: AuthTokens;
  /** Whether the text also has older tokens of the same account. */
  readonly isNewestOfSeveral: boolean;
}

/** In characters. Larger files are first searched part by part: `token-parts.ts`. */
export const MAX_TEXT_LENGTH = 1024 * 1024;

/**
 * The token pairs in a text, received at `nowMs`: one for each account in it, at least one.
 * @throws AxiomTokenError `INVALID_TOKEN` (a token is missing, damaged or a placeholder; there are several tokens and it is not clear which two are the pair), `SECRET_TOO_LARGE`
 */
export function parsePastedTokens(text: Secret, nowMs: number): readonly PastedPair[] {
  const pasted = text.expose();
  if (pasted.length > MAX_TEXT_LENGTH) {
    throw new AxiomTokenError('SECRET_TOO_LARGE', {
      message: 'This text is too long to search.',
      remedy: 'Save it as a file and open that, or copy only the part with the tokens.',
    });
  }
  const plain = unwrapText(pasted);
  const { tokens, isTooMuch, ...found } = findTokens(plain);
  if (isTooMuch) throw severalRefusal();
  const known = distinctTokens(tokens.map((token) => knowToken(token, nowMs)));
  const all = withAccountsOfAnswers(withAccountsOfFamilies(withoutStrangers(known)));
  const isOneTwice = isNamedBoth(tokens);
  if (all.length === 1 && isOneTwice) throw sameTwiceRefusal();
  const around = { ...found, all, isOneTwice, nowMs };
  const expiresAtMs = notedExpiry(plain);
  return byAccount(all).map((group) => {
    const [access, refresh] = pairOf(group, around);
    const pair = {
      accessToken: new Secret(access.text),
      refreshToken: new Secret(refresh.text),
      receivedAtMs: nowMs,
      expiresAtMs,
    };
    const others = group.filter((token) => token !== access && token !== refresh && token.isJwt && token.rank >= 2);
    return { tokens: createAuthTokens(pair), isNewestOfSeveral: others.length > 0 };
  });
}

/** Gives a token without an account the account of the others with its prefix: `BOT1_AXIOM_REFRESH_TOKEN` belongs to `BOT1_AXIOM_ACCESS_TOKEN`. */
function withAccountsOfFamilies(all: readonly KnownToken[]): readonly KnownToken[] {
  return all.map((token) => {
    const family = ownFamily(token);
    if (token.account !== undefined || token.rank < 2 || family === '') return token;
    const others = all.filter((other) => other.rank >= 2 && ownFamily(other) === family);
    const [account, second] = new Set(others.flatMap((other) => other.account ?? []));
    return second === undefined ? { ...token, account } : token;
  });
}

/** If the text has Axiom tokens, drops unnamed tokens that are of other services. */
function withoutStrangers(all: readonly KnownToken[]): readonly KnownToken[] {
  const ours = all.filter(({ maker }) => maker === 'axiom');
  const accounts = new Set(ours.flatMap(({ account }) => account ?? []));
  const isStranger = ({ role, maker, account }: KnownToken) =>
    role === 'bare' && (maker === 'other' || (maker === undefined && account !== undefined && !accounts.has(account)));
  return ours.length === 0 ? all : all.filter((token) => !isStranger(token));
}

/** If there are several accounts, gives a token without an account the account of the tokens that came in the same answer. */
function withAccountsOfAnswers(all: readonly KnownToken[]): readonly KnownToken[] {
  const accounts = new Set(all.flatMap(({ account }) => account ?? []));
  if (accounts.size < 2) return all;
  return all.map((token) => {
    if (token.account !== undefined || token.issuedAtMs === undefined || token.maker === 'other') return token;
    const near = all.filter((other) => cameTogether(token, other));
    const [only, second] = new Set(near.flatMap((other) => other.account ?? []));
    return second === undefined ? { ...token, account: only } : token;
  });
}

/** Groups the tokens by account; those without an account join every group. One group when there is at most one account. */
function byAccount(all: readonly KnownToken[]): readonly (readonly KnownToken[])[] {
  const named = all.filter(({ rank }) => rank >= 2);
  const surest = named.filter(({ rank }) => rank === 3).some(({ account }) => account !== undefined) ? 3 : 2;
  const telling = (named.length > 0 ? named.filter(({ rank }) => rank >= surest) : all).filter(
    ({ role }) => named.length > 0 || role === 'bare',
  );
  const accounts = new Set(telling.flatMap(({ account }) => (account === undefined ? [] : [account])));
  if (accounts.size === 0) return [all];
  const groups = [...accounts].map((account) =>
    all.filter((token) => token.account === account || token.account === undefined),
  );
  // If there are several accounts, it is not known to which one a token without an account belongs.
  if (
    groups.length > 1 &&
    groups.some((group) =>
      group.some(({ account, rank, role }) => account === undefined && (rank >= 2 || role === 'bare')),
    )
  )
    throw severalRefusal();
  return groups;
}

/** Whether one token is named both the access token and the refresh token. */
function isNamedBoth(tokens: readonly LabelledToken[]): boolean {
  const of = (wanted: string) => tokens.filter(({ rank, role }) => rank >= 2 && role === wanted);
  const accesses = new Set(of('access').map(({ text }) => text));
  return of('refresh').some(({ text }) => accesses.has(text));
}

/** An expiry that a client has noted beside its tokens. */
function notedExpiry(text: string): number | undefined {
  const noted = /\bexpires_?at["']?\s*[:=]\s*["']?([^"',}\s]+)/i.exec(text)?.[1];
  return noted === undefined ? undefined : parseTime(Number.isNaN(Number(noted)) ? noted : Number(noted));
}
