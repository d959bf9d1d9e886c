// The calls to Axiom's server.
// Implemented by the Axiom client over HTTP, and by a scripted fake in tests.
import type { AuthTokens } from '../tokens/auth-tokens';
import type { Secret } from '../base/secret';

/** The result of step 1 of the password sign-in, needed for step 2. In memory only. */
export interface OtpChallenge {
  readonly email: string;
  /** PBKDF2 hash of the password. The server accepts it as the password, so it is just as secret. */
  readonly hashedPassword: Secret;
  readonly otpToken: Secret;
}

/** The clock skew that the `Date` header of an answer shows; empty when there was no header. */
export interface MeasuredServerTime {
  /** Server time minus local time. */
  readonly serverOffsetMs?: number;
  /** The same, when it is more than 12 hours and no second answer has confirmed it yet. */
  readonly unconfirmedOffsetMs?: number;
}

/** The tokens of a verified answer, and facts about the answer. */
export interface IssuedTokens extends MeasuredServerTime {
  readonly tokens: AuthTokens;
  /** The host that answered, for the list of attempts ("api6.axiom.trade"). */
  readonly host: string;
  /** From the first byte sent to the last byte read. */
  readonly durationMs: number;
}

/**
 * The server's calls. Failures are `AxiomTokenError`s, by the table in the protocol notes: `INVALID_CREDENTIALS`, `INVALID_OTP`,
 * `UNAUTHORIZED`, `BROWSER_REQUIRED`, `RATE_LIMITED` (with `retryAfterMs`), `NETWORK`, `TIMEOUT`, `BAD_RESPONSE`, `WRONG_ACCOUNT`.
 */
export interface AuthGateway {
  /** The site that the tokens belong to, e.g. `https://axiom.trade`. */
  readonly origin: string;
  /** Step 1: sends e-mail and password; the server then sends a 6-digit code by e-mail. */
  startPasswordSignIn(email: string, password: Secret): Promise<OtpChallenge>;
  /** Step 2: exchanges the code for tokens. A wrong code (`INVALID_OTP`) may be corrected with the same challenge. */
  completePasswordSignIn(challenge: OtpChallenge, code: string): Promise<IssuedTokens>;
  /**
   * Asks for a new access token. The result has the refresh token that is valid from now on: a new one if the server rotated it.
   * Every other outcome throws and means: keep the current tokens.
   */
  refresh(current: AuthTokens): Promise<IssuedTokens>;
}
