// The password sign-in in two steps: holds the challenge of step 1 until the code of step 2 arrives, in memory, for at most 15 minutes.
// Used by the sign-in handlers and the demo. Knows neither HTTP nor stores.
import { AxiomTokenError } from '../base/errors';
import type { AuthGateway, OtpChallenge } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { Secret } from '../base/secret';
import type { TokenManager } from '../storage/token-manager';

/** The profile to sign in, and the server. */
export interface SignInTarget {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
}

const CHALLENGE_LIFE_MS = 15 * 60_000;

export class PasswordSignIn {
  readonly #clock: Clock;
  #pending: { readonly target: SignInTarget; readonly challenge: OtpChallenge; readonly startedMs: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Step 1: the server checks e-mail and password and sends a code by e-mail. @throws as {@link AuthGateway.startPasswordSignIn} */
  async start(target: SignInTarget, email: string, password: Secret): Promise<void> {
    const challenge = await target.gateway.startPasswordSignIn(email, password);
    this.#pending = { target, challenge, startedMs: this.#clock.monotonicMs() };
  }

  /**
   * Step 2: exchanges the code for tokens and gives them to the profile's manager. After a wrong code call it again.
   * @throws as {@link AuthGateway.completePasswordSignIn} and {@link TokenManager.setTokens}; `OTP_REQUIRED` when step 1 is missing or too long ago
   */
  async complete(code: string): Promise<SignInTarget> {
    const pending = this.#pending;
    if (!pending || this.#clock.monotonicMs() > pending.startedMs + CHALLENGE_LIFE_MS) {
      this.cancel();
      throw new AxiomTokenError('OTP_REQUIRED', {
        message: 'This sign-in was started too long ago.',
        remedy: 'Type e-mail and password again; Axiom then sends a new code.',
      });
    }
    const { target, challenge } = pending;
    const issued = await target.gateway.completePasswordSignIn(challenge, code);
    if (this.#pending !== pending) throw new AxiomTokenError('CANCELLED');
    await target.manager.setTokens(issued.tokens, { email: challenge.email, serverOffsetMs: issued.serverOffsetMs });
    this.cancel();
    return target;
  }

  /** Forgets a started sign-in. */
  cancel(): void {
    this.#pending = undefined;
  }
}
