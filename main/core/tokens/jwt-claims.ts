// Reads those claims of a JWT that the app needs. Does not check the signature: only the server can do that. Never
// throws: a missing or invalid claim is left out.
import { decodeJsonObject } from '../base/json-text';
import type { Secret } from '../base/secret';

/** The two ids that an account can have. Tokens may have either or both; the two are different texts. */
export interface AccountNames {
  /** The claim `authenticatedUserId`: Axiom's own id of the account. */
  readonly authenticatedUserId?: string;
  /** The claim `sub`. */
  readonly subject?: string;
}

/** The claims of a token. Times are epoch milliseconds of the server's clock. */
export interface JwtClaims extends AccountNames {
  readonly expiresAtMs?: number;
  readonly issuedAtMs?: number;
  /** The account the token is for: `authenticatedUserId`, else `sub`. */
  readonly accountId?: string;
}

const EARLIEST_MS = Date.UTC(2020, 0, 1);
/** A time before this version of the app was made, in epoch milliseconds. A local clock that shows less is certainly wrong: without a battery, computers start in 1970. */
export const EARLIEST_NOW_MS = Date.UTC(2026, 0, 1);
const TEN_YEARS_MS = 10 * 365.25 * 86_400_000;

/**
 * The claims of a well-formed JWT (three base64url parts, a JSON object in the middle), or `undefined` for other text.
 * A time is accepted when it is a finite number of seconds between 2020 and ten years from `nowMs`; others (texts, milliseconds) are left out. If `nowMs` is
 * before {@link EARLIEST_NOW_MS}, the clock is wrong and the latter is used.
 */
export function readJwtClaims(token: Secret, nowMs: number): JwtClaims | undefined {
  const payload = readJwtPayload(token);
  if (!payload) return undefined;
  const { exp, iat, authenticatedUserId, sub } = payload;
  const expiresAtMs = acceptedTime(exp, nowMs);
  const issuedAtMs = acceptedTime(iat, nowMs);
  const userId = accountName(authenticatedUserId);
  const subject = accountName(sub);
  const accountId = userId ?? subject;
  return {
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    ...(issuedAtMs === undefined ? {} : { issuedAtMs }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(userId === undefined ? {} : { authenticatedUserId: userId }),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** The payload of a well-formed JWT, not verified: anybody may have written it. `undefined` for other text. Never throws. */
export function readJwtPayload(token: Secret): Readonly<Record<string, unknown>> | undefined {
  const parts = token.expose().split('.');
  const [header, body, signature] = parts;
  if (parts.length !== 3 || !header || !body || !signature) return undefined;
  if (!/^[\w-]+$/.test(header) || !/^[\w-]+$/.test(signature)) return undefined;
  return decodeJsonObject(body);
}

function acceptedTime(seconds: unknown, nowMs: number): number | undefined {
  if (typeof seconds !== 'number') return undefined;
  const ms = Math.floor(seconds * 1000);
  return ms >= EARLIEST_MS && ms <= Math.max(nowMs, EARLIEST_NOW_MS) + TEN_YEARS_MS ? ms : undefined;
}

function accountName(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : undefined;
}
