// Chooses the pair among all tokens of a text that a person brings: pasted, from a file, from the environment. Names tell first, then what the tokens say of
// themselves. Pure; the text is a secret, so no error may quote it.
import { AxiomTokenError } from '../base/errors';
import { parseTime } from '../base/rfc3339';
import { Secret } from '../base/secret';
import { type AuthTokens, createAuthTokens } from '../tokens/auth-tokens';
import {
  distinctTokens,
  isLongLived,
  isRefreshFirst,
  isSwapped,
  type KnownToken,
  knowToken,
  newestOf,
} from './known-token';
import { type FaultyToken, findTokens } from './labelled-tokens';
import { faultRefusal, missingRefusal, sameTwiceRefusal, severalRefusal } from './paste-refusals';
import { unwrapText } from './unwrapped-text';

/** A pair that was found. */
export interface PastedPair {
  readonly tokens: AuthTokens;
  /** Whether older ones of the same account are in the text, too. */
  readonly isNewestOfSeveral: boolean;
}

/** In characters. More is looked through by parts first: `token-parts.ts`. */
export const MAX_TEXT_LENGTH = 1024 * 1024;

type Pair = readonly [access: KnownToken, refresh: KnownToken];

/**
 * The pairs of a text, received at `nowMs`: one for each account in it, at least one.
 * @throws AxiomTokenError `INVALID_TOKEN` (one is missing, damaged or a placeholder; several that nothing tells apart), `SECRET_TOO_LARGE`
 */
export function parsePastedTokens(text: Secret, nowMs: number): readonly PastedPair[] {
  const pasted = text.expose();
  if (pasted.length > MAX_TEXT_LENGTH) {
    throw new AxiomTokenError('SECRET_TOO_LARGE', {
      message: 'This text is too long to be looked through.',
      remedy: 'Save it as a file and open that, or copy only the part with the tokens.',
    });
  }
  const plain = unwrapText(pasted);
  const { tokens, faults, isTooMuch } = findTokens(plain);
  if (isTooMuch) throw severalRefusal();
  const all = distinctTokens(tokens.map((token) => knowToken(token, nowMs)));
  const names = new Set(tokens.filter(({ rank }) => rank >= 2).map(({ role }) => role));
  if (all.length === 1 && names.size === 2) throw sameTwiceRefusal();
  const expiresAtMs = notedExpiry(plain);
  return byAccount(all).map((group) => {
    const [access, refresh] = pairOf(group, faults);
    refuseBetterFault(access, faults, 'access');
    refuseBetterFault(refresh, faults, 'refresh');
    const pair = {
      accessToken: new Secret(access.text),
      refreshToken: new Secret(refresh.text),
      receivedAtMs: nowMs,
      expiresAtMs,
    };
    const others = group.filter((token) => token !== access && token !== refresh && token.rank >= 2);
    return { tokens: createAuthTokens(pair), isNewestOfSeveral: others.length > 0 };
  });
}

/** The tokens of each account, with those that name none; one group where there is one account or none. */
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
  // Tokens that name no account are nobody's where there are several.
  if (
    groups.length > 1 &&
    groups.some((group) => group.some(({ account, rank }) => account === undefined && rank >= 2))
  )
    throw severalRefusal();
  return groups;
}

function pairOf(group: readonly KnownToken[], faults: readonly FaultyToken[]): Pair {
  const named = (role: 'access' | 'refresh') => group.filter((token) => token.role === role && token.rank >= 2);
  const [accesses, refreshes] = [named('access'), named('refresh')];
  const bare = group.filter(({ role }) => role === 'bare');
  if (accesses.length > 0 && refreshes.length > 0) return inOrder(one(accesses), one(refreshes));
  if (accesses.length > 0) return [one(accesses), rest(bare, 'refresh', faults)];
  if (refreshes.length > 0) return [rest(bare, 'access', faults), one(refreshes)];
  return pairOfFamily(group) ?? pairOfBare(bare, faults);
}

/** What is called by the same names, though not by Axiom's. */
function pairOfFamily(group: readonly KnownToken[]): Pair | undefined {
  const weak = group.filter(({ rank }) => rank === 1);
  const families = [...new Set(weak.map(({ family }) => family))].flatMap((family) => {
    const of = (role: 'access' | 'refresh') => weak.filter((token) => token.family === family && token.role === role);
    const [access, refresh] = [of('access'), of('refresh')];
    return access.length > 0 && refresh.length > 0 ? [[one(access), one(refresh)] as const] : [];
  });
  if (families.length > 1) throw severalRefusal();
  return families[0];
}

function pairOfBare(bare: readonly KnownToken[], faults: readonly FaultyToken[]): Pair {
  const [first, second, third] = bare;
  if (!first || !second) throw missing(first ? 'one' : 'both', faults);
  if (!third) return isRefreshFirst(first, second) ? [second, first] : [first, second];
  const [long, short] = [bare.filter(isLongLived), bare.filter((token) => !isLongLived(token))];
  if (long.length === 0 || short.length === 0) throw severalRefusal();
  return [one(short), one(long)];
}

function inOrder(access: KnownToken, refresh: KnownToken): Pair {
  if (access.text === refresh.text) throw sameTwiceRefusal();
  return isSwapped(access, refresh) ? [refresh, access] : [access, refresh];
}

function one(tokens: readonly KnownToken[]): KnownToken {
  const newest = newestOf(tokens);
  if (!newest) throw severalRefusal();
  return newest;
}

/** The token without a name that is left for a role. */
function rest(bare: readonly KnownToken[], role: 'access' | 'refresh', faults: readonly FaultyToken[]): KnownToken {
  const [only, second] = bare;
  if (only && !second) return only;
  throw missing(role, faults);
}

/** Something that was to be the missing token says more than that it is missing. */
function missing(which: 'access' | 'refresh' | 'one' | 'both', faults: readonly FaultyToken[]): AxiomTokenError {
  const fault =
    faults.find(({ role }) => role === which) ??
    (which === 'access' || which === 'refresh' ? faults.find(({ role }) => role === 'bare') : faults[0]);
  return fault ? faultRefusal(fault) : missingRefusal(which);
}

/** A damaged token with a surer name is the one that was meant. */
function refuseBetterFault(chosen: KnownToken, faults: readonly FaultyToken[], role: 'access' | 'refresh'): void {
  const better = faults.find((fault) => fault.role === role && fault.rank > chosen.rank);
  if (better) throw faultRefusal(better);
}

/** An expiry that a client has noted beside its tokens. */
function notedExpiry(text: string): number | undefined {
  const noted = /\bexpires_?at["']?\s*[:=]\s*["']?([^"',}\s]+)/i.exec(text)?.[1];
  return noted === undefined ? undefined : parseTime(Number.isNaN(Number(noted)) ? noted : Number(noted));
}
