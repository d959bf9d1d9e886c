// What Axiom's server can be asked. Implemented by the Axiom client over HTTP; replaced in tests by a scripted one.
import type { AuthTokens } from '../tokens/auth-tokens';
import type { Secret } from '../base/secret';

/** What step 1 of the password sign-in gives and step 2 needs. Kept in memory only. */
export interface OtpChallenge {
  readonly email: string;
  /** PBKDF2 of the password, as good as the password itself. */
  readonly hashedPassword: Secret;
  readonly otpToken: Secret;
}

/** A verified answer that carried tokens, with how it came. */
export interface IssuedTokens {
  readonly tokens: AuthTokens;
  /** Host that answered, for the trail ("api6.axiom.trade"). */
  readonly host: string;
  /** From the first byte sent to the last byte read. */
  readonly durationMs: number;
  /** Server time minus local time, from the `Date` header; absent when there was none. */
  readonly serverOffsetMs?: number;
}

/**
 * The server's calls. Failures are `AxiomTokenError`s as the table in the protocol notes tells them apart: `INVALID_CREDENTIALS`, `INVALID_OTP`,
 * `UNAUTHORIZED`, `BROWSER_REQUIRED`, `RATE_LIMITED` (with `retryAfterMs`), `NETWORK`, `TIMEOUT`, `BAD_RESPONSE`, `WRONG_ACCOUNT`.
 */
export interface AuthGateway {
  /** The site that the tokens belong to, e.g. `https://axiom.trade`. */
  readonly origin: string;
  /** Step 1: sends e-mail and password; the server then mails a 6-digit code. */
  startPasswordSignIn(email: string, password: Secret): Promise<OtpChallenge>;
  /** Step 2: exchanges the code for tokens. A wrong code (`INVALID_OTP`) may be corrected with the same challenge. */
  completePasswordSignIn(challenge: OtpChallenge, code: string): Promise<IssuedTokens>;
  /**
   * Asks for a new access token. The result holds the refresh token that is valid from now on, a new one if the server rotated it.
   * Every other outcome throws and means: keep what you have.
   */
  refresh(current: AuthTokens): Promise<IssuedTokens>;
}
