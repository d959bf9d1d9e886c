// What a token of a text says of itself, and which of several is the newest. Pure.
import { decodeBase64UrlText } from '../base/base64url';
import { Secret } from '../base/secret';
import { type JwtClaims, readJwtClaims } from '../tokens/jwt-claims';
import type { FaultyToken, LabelledToken } from '../token-texts/labelled-tokens';

/** A token with its claims. */
export interface KnownToken extends LabelledToken {
  /** What its own claims say that it is. */
  readonly kind: 'access' | 'refresh' | undefined;
  /** Whose it is by its claims: Axiom's, or another issuer's. */
  readonly maker: 'axiom' | 'other' | undefined;
  readonly account: string | undefined;
  readonly issuedAtMs: number | undefined;
  readonly expiresAtMs: number | undefined;
}

/** A refresh token lives for weeks, an access token for minutes. */
const LONG_LIFE_MS = 86_400_000;
/** What lives no longer is surely no refresh token, and what lives so long no access token. */
const SURELY_SHORT_MS = 1_800_000;
const SURELY_LONG_MS = 7 * LONG_LIFE_MS;
/** Both tokens of one answer are issued within it. */
const ONE_ANSWER_MS = 5_000;
/** Of a token, in a damaged copy of it. */
const LEAST_OF_COPY = 0.7;

/** Reads its claims; times are judged at `nowMs`. */
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

/** One for each text, where it stands last; a name of one copy counts for all, the surest first. */
export function distinctTokens(tokens: readonly KnownToken[]): readonly KnownToken[] {
  const byText = new Map<string, KnownToken>();
  for (const token of tokens) {
    const former = byText.get(token.text);
    const isSurer = !former || former.rank < token.rank || (former.role === 'other' && token.role === 'bare');
    byText.set(token.text, { ...(isSurer ? token : former), at: token.at });
  }
  return [...byText.values()];
}

/** What its name has beside the words that all names of Axiom's tokens have. */
export function ownFamily({ family }: KnownToken): string {
  return family.replace(/axiom[-_]?/, '');
}

/** Whether something damaged may be a newer token than `token`: by when it was issued, where its claims are whole, else by its place or its name. */
export function mayBeNewer(fault: FaultyToken, token: KnownToken, nowMs: number): boolean {
  const letters = fault.remnant.split('..', 1)[0] ?? '';
  const isCopy = token.text.includes(letters) || letters.includes(token.text);
  if (isCopy && letters.length >= LEAST_OF_COPY * token.text.length) return false;
  const { issuedAtMs } = claimsLeft(fault, nowMs);
  if (issuedAtMs !== undefined && token.issuedAtMs !== undefined) return issuedAtMs >= token.issuedAtMs;
  return fault.at > token.at || fault.family !== token.family;
}

/** Whether its claims say that something damaged is a newer token of the same account. */
export function isSurelyNewer(fault: FaultyToken, token: KnownToken, nowMs: number): boolean {
  const { issuedAtMs, accountId } = claimsLeft(fault, nowMs);
  if (issuedAtMs === undefined || token.issuedAtMs === undefined || accountId === undefined) return false;
  return accountId === token.account && issuedAtMs > token.issuedAtMs;
}

/** What something damaged without a name was by how long it was to live; `undefined` where its claims are lost. */
export function kindLeft(fault: FaultyToken, nowMs: number): KnownToken['kind'] {
  const { issuedAtMs, expiresAtMs } = claimsLeft(fault, nowMs);
  if (fault.role !== 'bare' || issuedAtMs === undefined || expiresAtMs === undefined) return undefined;
  return expiresAtMs - issuedAtMs < LONG_LIFE_MS ? 'access' : 'refresh';
}

/** Of a token that has lost letters of its end. */
function claimsLeft({ remnant }: FaultyToken, nowMs: number): Partial<JwtClaims> {
  const [header, claims] = remnant.split('.', 2);
  return readJwtClaims(new Secret(`${header}.${claims}.x`), nowMs) ?? {};
}

/** The one that was issued last, of tokens of one account; `undefined` where nothing tells. */
export function newestOf(tokens: readonly KnownToken[]): KnownToken | undefined {
  const [first, second] = [...tokens].sort((a, b) => (b.issuedAtMs ?? 0) - (a.issuedAtMs ?? 0));
  if (!second) return first;
  const isOneAccount = new Set(tokens.map(({ account }) => account)).size === 1;
  return isOneAccount && second.issuedAtMs !== undefined && first?.issuedAtMs !== second.issuedAtMs ? first : undefined;
}

/** Whether the first of two tokens is the refresh token: by their claims, else by the later end; no end counts as the latest. */
export function isRefreshFirst(first: KnownToken, second: KnownToken): boolean {
  if (first.kind !== second.kind) return first.kind === 'refresh' || second.kind === 'access';
  return (first.expiresAtMs ?? Infinity) > (second.expiresAtMs ?? Infinity);
}

/** Whether names that call the first the access token are surely wrong: each says so itself, or the first outlives the second by far. */
export function isSwapped(access: KnownToken, refresh: KnownToken): boolean {
  // Beside one that says nothing of itself, the other tells.
  if (!access.isJwt || !refresh.isJwt) return sureKind(refresh) === 'access' || sureKind(access) === 'refresh';
  if (access.kind !== undefined || refresh.kind !== undefined) {
    return access.kind !== 'access' && refresh.kind !== 'refresh';
  }
  const [accessLife, refreshLife] = [lifeOf(access), lifeOf(refresh)];
  return (
    accessLife !== undefined && refreshLife !== undefined && accessLife >= LONG_LIFE_MS && refreshLife < LONG_LIFE_MS
  );
}

/** Whether it lives long enough to be a refresh token. */
export function isLongLived(token: KnownToken): boolean {
  return token.kind === 'refresh' || (token.kind === undefined && (lifeOf(token) ?? 0) >= LONG_LIFE_MS);
}

function lifeOf({ issuedAtMs, expiresAtMs }: KnownToken): number | undefined {
  return issuedAtMs === undefined || expiresAtMs === undefined ? undefined : expiresAtMs - issuedAtMs;
}

/** Whether one answer of the server brought both, by when they were issued; `undefined` where one does not say when it was. */
export function cameTogether(one: KnownToken, two: KnownToken): boolean | undefined {
  if (one.issuedAtMs === undefined || two.issuedAtMs === undefined) return undefined;
  return Math.abs(one.issuedAtMs - two.issuedAtMs) <= ONE_ANSWER_MS;
}

/** What both of two tokens surely are; `undefined` where one may be either. */
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
