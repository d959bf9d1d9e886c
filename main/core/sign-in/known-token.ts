// Reads the claims of a token that was found in a text, and compares such tokens: which is the newest, which kind, which belong together. Pure.
import { decodeBase64UrlText } from '../base/base64url';
import { Secret } from '../base/secret';
import { type JwtClaims, readJwtClaims } from '../tokens/jwt-claims';
import type { FaultyToken, LabelledToken } from '../token-texts/labelled-tokens';

/** A token with its claims. */
export interface KnownToken extends LabelledToken {
  /** The kind of token by its claims; `undefined` when they do not say. */
  readonly kind: 'access' | 'refresh' | undefined;
  /** The issuer by its claims: Axiom or another one; `undefined` when they do not say. */
  readonly maker: 'axiom' | 'other' | undefined;
  readonly account: string | undefined;
  readonly issuedAtMs: number | undefined;
  readonly expiresAtMs: number | undefined;
}

/** The limit between the lifetimes of access tokens (minutes) and of refresh tokens (weeks). */
const LONG_LIFE_MS = 86_400_000;
/**
 * A token with at most this lifetime is certainly an access token; one with at least {@link SURELY_LONG_MS} is
 * certainly a refresh token.
 */
const SURELY_SHORT_MS = 1_800_000;
const SURELY_LONG_MS = 7 * LONG_LIFE_MS;
/** Both tokens of one answer are issued within this time. */
const ONE_ANSWER_MS = 5_000;
/** The smallest part of a token that counts as a damaged copy of it. */
const LEAST_OF_COPY = 0.7;

/** Adds the token's claims, read at the time `nowMs`. */
export function knowToken(token: LabelledToken, nowMs: number): KnownToken {
  const claims = readJwtClaims(new Secret(token.text), nowMs);
  const payload = decodeBase64UrlText(token.text.split('.')[1] ?? '') ?? '';
  return {
    ...token,
    kind: kindOf(payload),
    maker: makerOf(payload),
    account: claims?.accountId,
    issuedAtMs: claims?.issuedAtMs,
    expiresAtMs: claims?.expiresAtMs,
  };
}

/** One token for each text, with the position of its last copy and the most certain name of all copies. */
export function distinctTokens(tokens: readonly KnownToken[]): readonly KnownToken[] {
  const byText = new Map<string, KnownToken>();
  for (const token of tokens) {
    const former = byText.get(token.text);
    const isSurer = !former || former.rank < token.rank || (former.role === 'other' && token.role === 'bare');
    byText.set(token.text, { ...(isSurer ? token : former), at: token.at });
  }
  return [...byText.values()];
}

/** The part of its name that is its own, such as "BOT1_", without the words that all names of Axiom tokens have. */
export function ownFamily({ family }: KnownToken): string {
  return family.replace(/axiom[-_]?/, '');
}

/** Whether a damaged token may be newer than `token`: by its time of issue if its claims are readable, else by its position or name. */
export function mayBeNewer(fault: FaultyToken, token: KnownToken, nowMs: number): boolean {
  const letters = fault.remnant.split('..', 1)[0] ?? '';
  const isCopy = token.text.includes(letters) || letters.includes(token.text);
  if (isCopy && letters.length >= LEAST_OF_COPY * token.text.length) return false;
  const { issuedAtMs } = claimsLeft(fault, nowMs);
  if (issuedAtMs !== undefined && token.issuedAtMs !== undefined) return issuedAtMs >= token.issuedAtMs;
  return fault.at > token.at || fault.family !== token.family;
}

/** Whether the claims of a damaged token prove that it is a newer token of the same account. */
export function isSurelyNewer(fault: FaultyToken, token: KnownToken, nowMs: number): boolean {
  const { issuedAtMs, accountId } = claimsLeft(fault, nowMs);
  if (issuedAtMs === undefined || token.issuedAtMs === undefined || accountId === undefined) return false;
  return accountId === token.account && issuedAtMs > token.issuedAtMs;
}

/** The kind of a damaged token without a name, by its lifetime; `undefined` when its claims are not readable. */
export function kindOfDamaged(fault: FaultyToken, nowMs: number): KnownToken['kind'] {
  const { issuedAtMs, expiresAtMs } = claimsLeft(fault, nowMs);
  if (fault.role !== 'bare' || issuedAtMs === undefined || expiresAtMs === undefined) return undefined;
  return expiresAtMs - issuedAtMs < LONG_LIFE_MS ? 'access' : 'refresh';
}

/** The claims of a token whose end is missing. */
function claimsLeft({ remnant }: FaultyToken, nowMs: number): Partial<JwtClaims> {
  const [header, claims] = remnant.split('.', 2);
  return readJwtClaims(new Secret(`${header}.${claims}.x`), nowMs) ?? {};
}

/** The token that was issued last; `undefined` when that is not known or they are of several accounts. */
export function newestOf(tokens: readonly KnownToken[]): KnownToken | undefined {
  const [first, second] = [...tokens].sort((a, b) => (b.issuedAtMs ?? 0) - (a.issuedAtMs ?? 0));
  if (!second) return first;
  const isOneAccount = new Set(tokens.map(({ account }) => account)).size === 1;
  return isOneAccount && second.issuedAtMs !== undefined && first?.issuedAtMs !== second.issuedAtMs ? first : undefined;
}

/** Whether the first of two tokens is the refresh token: by their claims, else by the later expiry; no expiry counts as the latest. */
export function isRefreshFirst(first: KnownToken, second: KnownToken): boolean {
  if (first.kind !== second.kind) return first.kind === 'refresh' || second.kind === 'access';
  return (first.expiresAtMs ?? Infinity) > (second.expiresAtMs ?? Infinity);
}

/**
 * Whether the names of the two tokens are certainly swapped: their own claims say so, or the "access token" has a
 * much longer lifetime.
 */
export function isSwapped(access: KnownToken, refresh: KnownToken): boolean {
  // If one of them has no claims, the claims of the other decide.
  if (!access.isJwt || !refresh.isJwt) return sureKind(refresh) === 'access' || sureKind(access) === 'refresh';
  if (access.kind !== undefined || refresh.kind !== undefined) {
    return access.kind !== 'access' && refresh.kind !== 'refresh';
  }
  const [accessLife, refreshLife] = [lifeOf(access), lifeOf(refresh)];
  return (
    accessLife !== undefined && refreshLife !== undefined && accessLife >= LONG_LIFE_MS && refreshLife < LONG_LIFE_MS
  );
}

/** Whether its lifetime is long enough for a refresh token. */
export function isLongLived(token: KnownToken): boolean {
  return token.kind === 'refresh' || (token.kind === undefined && (lifeOf(token) ?? 0) >= LONG_LIFE_MS);
}

function lifeOf({ issuedAtMs, expiresAtMs }: KnownToken): number | undefined {
  return issuedAtMs === undefined || expiresAtMs === undefined ? undefined : expiresAtMs - issuedAtMs;
}

/** Whether both tokens came in one answer of the server, by their time of issue; `undefined` when one has none. */
export function cameTogether(one: KnownToken, two: KnownToken): boolean | undefined {
  if (one.issuedAtMs === undefined || two.issuedAtMs === undefined) return undefined;
  return Math.abs(one.issuedAtMs - two.issuedAtMs) <= ONE_ANSWER_MS;
}

/** The kind that both tokens certainly are; `undefined` when they differ or are not certain. */
export function commonKind(one: KnownToken, two: KnownToken): KnownToken['kind'] {
  const [first, second] = [sureKind(one), sureKind(two)];
  return first === second ? first : undefined;
}

function sureKind(token: KnownToken): KnownToken['kind'] {
  const byLife = kindByLife(lifeOf(token));
  if (token.kind === undefined || byLife === undefined) return token.kind ?? byLife;
  return token.kind === byLife ? byLife : undefined;
}

function kindByLife(lifeMs: number | undefined): KnownToken['kind'] {
  if (lifeMs === undefined) return undefined;
  if (lifeMs <= SURELY_SHORT_MS) return 'access';
  return lifeMs >= SURELY_LONG_MS ? 'refresh' : undefined;
}

function kindOf(payload: string): KnownToken['kind'] {
  if (/refresh/i.test(payload)) return 'refresh';
  if (/"isAdmin"\s*:/.test(payload)) return 'access';
  return /"(?:typ|type|token_type|tokenType|use|token_use|kind)"\s*:\s*"access/i.test(payload) ? 'access' : undefined;
}

function makerOf(payload: string): KnownToken['maker'] {
  const issuer = /"iss"\s*:\s*"([^"]*)/.exec(payload)?.[1];
  if (/"(?:authenticatedUserId|refreshTokenId)"\s*:/.test(payload) || /axiom/i.test(issuer ?? '')) return 'axiom';
  return issuer ? 'other' : undefined;
}
