// Until when a sign-in lasts without a person, and from when that is worth a warning. Pure functions of tokens and the server's time.
// Window, tray and desktop notification show it; each refresh that brings a new refresh token moves it on.
import type { AuthTokens } from '../tokens/auth-tokens';
import { readJwtClaims } from '../tokens/jwt-claims';

/** The forecast of the next sign-in by hand. Times in epoch milliseconds by the server's clock. */
export interface SignInForecast {
  readonly endsAtMs: number;
  readonly warnsFromMs: number;
  /** Whether the warning is due: it has begun to be, and the end has not come. */
  readonly isWarningDue: boolean;
}

const DAY_MS = 86_400_000;
const LONGEST_WARNING_MS = 3 * DAY_MS;
/** Of a sign-in that lasts less than 30 days: its last tenth. */
const WARNED_FRACTION = 1 / 10;

/**
 * The forecast at a moment of the server's time; `undefined` when the tokens do not say when the refresh token ends. The warning comes 3 days before,
 * for shorter sign-ins in their last tenth; how long one lasts says the refresh token's own `iat`, because the pair may be younger than it.
 */
export function forecastSignIn(tokens: AuthTokens, nowMs: number): SignInForecast | undefined {
  const { refreshToken, refreshExpiresAtMs: endsAtMs } = tokens;
  if (endsAtMs === undefined) return undefined;
  const issuedAtMs = readJwtClaims(refreshToken, nowMs)?.issuedAtMs;
  const lifeMs = issuedAtMs !== undefined && issuedAtMs < endsAtMs ? endsAtMs - issuedAtMs : Infinity;
  const warnsFromMs = endsAtMs - Math.min(LONGEST_WARNING_MS, lifeMs * WARNED_FRACTION);
  return { endsAtMs, warnsFromMs, isWarningDue: nowMs >= warnsFromMs && nowMs < endsAtMs };
}
