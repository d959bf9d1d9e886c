// When a sign-in will end and when to warn about it. Pure functions of tokens and the server's time.
// Window, tray and desktop notification show it. Each refresh that brings a new refresh token moves the end.
import type { AuthTokens } from '../tokens/auth-tokens';
import { readJwtClaims } from '../tokens/jwt-claims';

/** When the user must sign in again. Times in epoch milliseconds by the server's clock. */
export interface SignInForecast {
  readonly endsAtMs: number;
  readonly warnsFromMs: number;
  /** True from `warnsFromMs` until `endsAtMs`. */
  readonly isWarningDue: boolean;
}

const DAY_MS = 86_400_000;
const LONGEST_WARNING_MS = 3 * DAY_MS;
/** The part of a sign-in shorter than 30 days in which the warning is shown: its last tenth. */
const WARNED_FRACTION = 1 / 10;

/**
 * The forecast at `nowMs` (server's time); `undefined` when the refresh token has no expiry, or a refresh has worked after it. The warning starts 3 days
 * before the end, or in the last tenth of a shorter sign-in. The length counts from the refresh token's own `iat`, because the access token may be newer.
 */
export function forecastSignIn(tokens: AuthTokens, nowMs: number): SignInForecast | undefined {
  const { refreshToken, refreshExpiresAtMs: endsAtMs } = tokens;
  if (endsAtMs === undefined) return undefined;
  const issuedAtMs = readJwtClaims(refreshToken, nowMs)?.issuedAtMs;
  const lifeMs = issuedAtMs !== undefined && issuedAtMs < endsAtMs ? endsAtMs - issuedAtMs : Infinity;
  const warnsFromMs = endsAtMs - Math.min(LONGEST_WARNING_MS, lifeMs * WARNED_FRACTION);
  return { endsAtMs, warnsFromMs, isWarningDue: nowMs >= warnsFromMs && nowMs < endsAtMs };
}
