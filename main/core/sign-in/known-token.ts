// What a token of a text says of itself, and which of several is the newest. Pure.
import { decodeBase64UrlText } from '../base/base64url';
import { Secret } from '../base/secret';
import { readJwtClaims } from '../tokens/jwt-claims';
import type { LabelledToken } from './labelled-tokens';

/** A token with its claims. */
export interface KnownToken extends LabelledToken {
  /** What its own claims say that it is. */
  readonly kind: 'access' | 'refresh' | undefined;
  readonly account: string | undefined;
  readonly issuedAtMs: number | undefined;
  readonly expiresAtMs: number | undefined;
}

/** A refresh token lives for weeks, an access token for minutes. */
const LONG_LIFE_MS = 86_400_000;

/** Reads its claims; times are judged at `nowMs`. */
export function knowToken(token: LabelledToken, nowMs: number): KnownToken {
  const claims = readJwtClaims(new Secret(token.text), nowMs);
  return {
    ...token,
    kind: kindOf(token.text),
    account: claims?.accountId,
    issuedAtMs: claims?.issuedAtMs,
    expiresAtMs: claims?.expiresAtMs,
  };
}

/** One for each text; a name of one copy counts for all, the surest first. */
export function distinctTokens(tokens: readonly KnownToken[]): readonly KnownToken[] {
  const byText = new Map<string, KnownToken>();
  for (const token of tokens) {
    const former = byText.get(token.text);
    if (!former || former.rank < token.rank || (former.role === 'other' && token.role === 'bare'))
      byText.set(token.text, token);
  }
  return [...byText.values()];
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

function kindOf(text: string): KnownToken['kind'] {
  const payload = decodeBase64UrlText(text.split('.')[1] ?? '') ?? '';
  if (/refresh/i.test(payload)) return 'refresh';
  return /"(?:typ|type|token_type|tokenType|use|token_use|kind)"\s*:\s*"access/i.test(payload) ? 'access' : undefined;
}
