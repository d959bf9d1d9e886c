// A token pair and the known facts about it.
// Checked where it enters (server answer, paste, file, environment), trusted everywhere else.
import { AxiomTokenError } from '../base/errors';
import { HELD_TOKEN, heldTokenRefusal } from '../base/held-token';
import { type AccountNames, readJwtClaims } from './jwt-claims';
import type { Secret } from '../base/secret';

/** One account's token pair. Times are epoch milliseconds by the server's clock; `receivedAtMs` is our clock, corrected to the server's. */
export interface AuthTokens extends AccountNames {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  /** Expiry of the access token: its own `exp` if it can be read. Absent when unknown. */
  readonly expiresAtMs?: number;
  /** The access token's `iat`; absent when it cannot be the start of the token's life. */
  readonly issuedAtMs?: number;
  /** When we received it. The lifetime counts from here when there is no `issuedAtMs`. */
  readonly receivedAtMs: number;
  /** The refresh token's own `exp`, and so the end of the sign-in. Absent when it has none, or when a refresh has worked after that time. */
  readonly refreshExpiresAtMs?: number;
  /** The account's id, only for display. Compare accounts with {@link isOtherAccount}. */
  readonly accountId?: string;
}

type Noted<Facts> = { readonly [Key in keyof Facts]?: Facts[Key] | undefined };

/** A pair, and facts about it from a cookie, a file or a stored record. These count only if the tokens' own claims do not say it. */
export interface AuthTokensInput
  extends Noted<Pick<AuthTokens, 'expiresAtMs' | 'issuedAtMs' | 'accountId' | keyof AccountNames>> {
  readonly accessToken: Secret;
  readonly refreshToken: Secret;
  readonly receivedAtMs: number;
}

/** The longest token that is accepted, in characters. */
export const MAX_TOKEN_LENGTH = 16 * 1024;

/** The last moment that a `Date` can hold (ECMA-262, Time Values). */
const LAST_DATE_MS = 8.64e15;

/** An `iat` nearer to `exp` than this is not the start of the token's life: some servers write another time there. */
const LEAST_LIFETIME_MS = 60_000;

/**
 * Checks a pair and completes it by {@link completeTokens}. A token need not be a JWT: an opaque one has an unknown expiry. A noted time that no `Date`
 * can hold is left out.
 * @throws AxiomTokenError `INVALID_TOKEN` (empty, not printable ASCII without spaces, or {@link HELD_TOKEN}), `SECRET_TOO_LARGE` (over 16 KiB),
 * `WRONG_ACCOUNT` (the two tokens name different Axiom accounts)
 */
export function createAuthTokens(input: AuthTokensInput): AuthTokens {
  checkToken(input.accessToken);
  checkToken(input.refreshToken);
  const access = readJwtClaims(input.accessToken, input.receivedAtMs);
  const refresh = readJwtClaims(input.refreshToken, input.receivedAtMs);
  refuseMixedPair(access?.authenticatedUserId, refresh?.authenticatedUserId);
  return completeTokens({
    ...input,
    receivedAtMs: wholeMs(input.receivedAtMs) ?? 0,
    expiresAtMs: wholeMs(input.expiresAtMs),
    issuedAtMs: wholeMs(input.issuedAtMs),
  });
}

/**
 * The pair with everything that the claims of its two tokens say, and with the noted facts for the rest. Refuses nothing, so that a record of an
 * earlier version of the app stays readable.
 */
export function completeTokens(input: AuthTokensInput): AuthTokens {
  const { accessToken, refreshToken, receivedAtMs } = input;
  const access = readJwtClaims(accessToken, receivedAtMs);
  const refresh = readJwtClaims(refreshToken, receivedAtMs);
  const expiresAtMs = access?.expiresAtMs ?? input.expiresAtMs;
  const issuedAtMs = access?.issuedAtMs ?? input.issuedAtMs;
  const isStart = issuedAtMs !== undefined && issuedAtMs + LEAST_LIFETIME_MS <= (expiresAtMs ?? Infinity);
  const refreshExpiresAtMs = refresh?.expiresAtMs;
  // Both times are the server's: an access token that was issued after the refresh token's expiry shows that the expiry is not real.
  const isEnd = refreshExpiresAtMs !== undefined && !((access?.issuedAtMs ?? -Infinity) >= refreshExpiresAtMs);
  const accountId = access?.accountId ?? refresh?.accountId ?? input.accountId;
  // The `sub` of a refresh token may name something else, so it counts only if the access token names no account.
  const subject = (access?.accountId === undefined ? refresh : access)?.subject ?? input.subject;
  const authenticatedUserId =
    access?.authenticatedUserId ??
    refresh?.authenticatedUserId ??
    input.authenticatedUserId ??
    // An earlier version of the app noted the id without its kind, for tokens that name no account: take it as `authenticatedUserId`.
    (subject === undefined ? input.accountId : undefined);
  return {
    accessToken,
    refreshToken,
    receivedAtMs,
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    ...(isStart ? { issuedAtMs } : {}),
    ...(isEnd ? { refreshExpiresAtMs } : {}),
    ...(accountId === undefined ? {} : { accountId }),
    ...(authenticatedUserId === undefined ? {} : { authenticatedUserId }),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** The access token of one pair and the refresh token of another pair of the same account, each with its own facts. */
export function joinTokens(ofAccess: AuthTokens, ofRefresh: AuthTokens): AuthTokens {
  return completeTokens({ ...keepNames(ofAccess, ofRefresh), refreshToken: ofRefresh.refreshToken });
}

/** The tokens, with the account names that they lack taken from `former`, a pair of the same account. */
export function keepNames(tokens: AuthTokens, former: AuthTokens): AuthTokens {
  const { accountId, authenticatedUserId, subject } = former;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(authenticatedUserId === undefined ? {} : { authenticatedUserId }),
    ...(subject === undefined ? {} : { subject }),
    ...tokens,
  };
}

/**
 * Whether these are certainly two accounts: by `authenticatedUserId` if both have it, else by `sub` if both have that. False when neither can be
 * compared.
 */
export function isOtherAccount(a: Noted<AccountNames> | undefined, b: Noted<AccountNames> | undefined): boolean {
  if (a?.authenticatedUserId !== undefined && b?.authenticatedUserId !== undefined) {
    return a.authenticatedUserId !== b.authenticatedUserId;
  }
  return a?.subject !== undefined && b?.subject !== undefined && a.subject !== b.subject;
}

/** Whether these are certainly one account, by the same names. False when neither can be compared. */
export function isSameAccount(a: Noted<AccountNames>, b: Noted<AccountNames>): boolean {
  if (a.authenticatedUserId !== undefined && b.authenticatedUserId !== undefined) {
    return a.authenticatedUserId === b.authenticatedUserId;
  }
  return a.subject !== undefined && a.subject === b.subject;
}

/** Which of the two tokens are opaque: not JWTs, so without readable claims. */
export function opaqueOnes({ accessToken, refreshToken, receivedAtMs }: AuthTokens): ('access' | 'refresh')[] {
  const isOpaque = (token: Secret): boolean => readJwtClaims(token, receivedAtMs) === undefined;
  return [
    ...(isOpaque(accessToken) ? ['access' as const] : []),
    ...(isOpaque(refreshToken) ? ['refresh' as const] : []),
  ];
}

/** Whether both pairs have the same two tokens. */
export function isSameTokens(a: AuthTokens, b: AuthTokens): boolean {
  return a.accessToken.equals(b.accessToken) && a.refreshToken.equals(b.refreshToken);
}

/** Whether a text has the form of a token: 1 to 16 Ki printable ASCII characters, no space. */
export function isTokenText(text: string): boolean {
  return text.length <= MAX_TOKEN_LENGTH && /^[\x21-\x7e]+$/.test(text);
}

function checkToken(token: Secret): void {
  const text = token.expose();
  if (text.length > MAX_TOKEN_LENGTH) throw new AxiomTokenError('SECRET_TOO_LARGE');
  if (!isTokenText(text)) throw new AxiomTokenError('INVALID_TOKEN');
  if (text === HELD_TOKEN) throw heldTokenRefusal();
}

/** Compares `authenticatedUserId` only: a `sub` may name the same account in another way. */
function refuseMixedPair(access: string | undefined, refresh: string | undefined): void {
  if (access === undefined || refresh === undefined || access === refresh) return;
  throw new AxiomTokenError('WRONG_ACCOUNT', {
    message: 'The access token and the refresh token belong to different accounts.',
    remedy: 'Take both tokens from one sign-in. Nothing was changed.',
  });
}

/** The time in whole milliseconds, or `undefined` when it is not a valid time: the record could not be read again with it. */
function wholeMs(timeMs: number | undefined): number | undefined {
  return timeMs !== undefined && timeMs >= 0 && timeMs <= LAST_DATE_MS ? Math.floor(timeMs) : undefined;
}
