// The password sign-in in two steps. Keeps in memory the challenge of step 1 until the code of step 2 arrives, for at
// most 15 minutes, and the new tokens until it is decided which profile gets them. Keeps only the sign-in that was
// started last. Used by the sign-in handlers and the demo. Knows neither HTTP nor stores.
import { AxiomTokenError } from '../base/errors';
import type { AuthGateway, IssuedTokens, OtpChallenge } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { Secret } from '../base/secret';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { PersonRequest } from '../storage/person-requests';
import type { TokenManager } from '../storage/token-manager';

/** The profile that gets new tokens, and the user's request for it. */
export interface Recipient {
  readonly manager: TokenManager;
  readonly request: PersonRequest;
}

/** The profile to sign in, and the server. */
export interface SignInTarget {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
}

interface Pending {
  readonly target: SignInTarget;
  readonly request: PersonRequest;
  readonly challenge: OtpChallenge;
  readonly startedMs: number;
  /** The new tokens, until it is decided which profile gets them. */
  issued?: IssuedTokens;
}

const CHALLENGE_LIFE_MS = 15 * 60_000;

export class PasswordSignIn {
  readonly #clock: Clock;
  /** The newest step 1 that still waits for the server. */
  #starting: { readonly target: SignInTarget } | undefined;
  /** The step 1 that was answered and waits for the code. */
  #pending: Pending | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Step 1: the server checks e-mail and password and sends a code by e-mail. Ends a sign-in that was started for another profile; an earlier one of the same
   * profile still accepts its code until this one is answered.
   * @throws as {@link AuthGateway.startPasswordSignIn}; `CANCELLED` when it was cancelled, or another one was started, before the answer came
   */
  async start(target: SignInTarget, email: string, password: Secret): Promise<void> {
    const starting = { target };
    const request = target.manager.requests.begin();
    this.#starting = starting;
    if (this.#pending?.target.manager !== target.manager) this.#pending = undefined;
    try {
      const challenge = await target.gateway.startPasswordSignIn(email, password);
      if (this.#starting !== starting) throw new AxiomTokenError('CANCELLED');
      this.#pending = { target, request, challenge, startedMs: this.#clock.monotonicMs() };
    } finally {
      if (this.#starting === starting) this.#starting = undefined;
    }
  }

  /**
   * Step 2: exchanges the code for tokens and saves them in the profile of step 1, or in the one that `redirect` returns. Call it again after a wrong code. Call
   * it again also when `redirect` has thrown: the code is spent then, but the tokens are still kept here, see {@link isUndecided}. Resolves to the manager that
   * has them.
   * @throws as {@link AuthGateway.completePasswordSignIn} and {@link TokenManager.setTokens}; `OTP_REQUIRED` when step 1 is missing or too long ago;
   * `CANCELLED` when it was cancelled, or another one was started, before the answer came: its tokens are dropped; as `redirect`
   */
  async complete(
    code: string,
    redirect = async (recipient: Recipient, _tokens: AuthTokens): Promise<Recipient> => recipient,
  ): Promise<TokenManager> {
    const pending = this.#pending;
    if (!pending || this.#isTooLate(pending)) {
      this.#pending = undefined;
      throw new AxiomTokenError('OTP_REQUIRED', {
        message: pending ? 'This sign-in was started too long ago.' : 'No sign-in waits for a code.',
        remedy: 'Type e-mail and password again; Axiom then sends a new code.',
      });
    }
    const { target, request, challenge } = pending;
    const issued = pending.issued ?? (await target.gateway.completePasswordSignIn(challenge, code));
    if (this.#pending !== pending) throw new AxiomTokenError('CANCELLED');
    pending.issued = issued;
    const { serverOffsetMs } = issued;
    const { manager, request: asked } = await redirect({ manager: target.manager, request }, issued.tokens);
    // Cleared before the tokens are saved, which may take long, so that a sign-in that is started meanwhile is not cleared.
    if (this.#pending === pending) this.#pending = undefined;
    await manager.setTokens(issued.tokens, { email: challenge.email, serverOffsetMs, request: asked });
    return manager;
  }

  /** Only the challenge has a time limit; tokens that wait for a decision have none. */
  #isTooLate({ issued, startedMs }: Pending): boolean {
    return issued === undefined && this.#clock.monotonicMs() > startedMs + CHALLENGE_LIFE_MS;
  }

  /** Whether new tokens wait for a decision: {@link complete} asks again, {@link cancel} forgets them. */
  get isUndecided(): boolean {
    return this.#pending?.issued !== undefined;
  }

  /** Whether a sign-in waits for the server or for its code, and would be lost when the app quits. */
  get isUnderWay(): boolean {
    return this.#starting !== undefined || (this.#pending !== undefined && !this.#isTooLate(this.#pending));
  }

  /** Forgets the started sign-in. With `profileId`: only if it is for this profile. */
  cancel(profileId?: string): void {
    const isMeant = (target: SignInTarget): boolean =>
      profileId === undefined || target.manager.profileId === profileId;
    if (this.#starting && isMeant(this.#starting.target)) this.#starting = undefined;
    if (this.#pending && isMeant(this.#pending.target)) this.#pending = undefined;
  }
}
