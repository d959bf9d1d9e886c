// An AuthGateway that answers refreshes as a test says and records them. Without a script it answers like a server without faults: a fresh
// access token and a rotated refresh token.
import { AxiomTokenError, type ErrorCode, type ErrorDetails } from '../../../../main/core/base/errors';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { AuthGateway, IssuedTokens, OtpChallenge } from '../../../../main/core/ports/auth-gateway';
import type { FakeClock } from '../clock/fake-clock';
import { makeTokens } from '../../make-jwt';

/** One answer of the script. */
export type RefreshStep = (current: AuthTokens) => Promise<IssuedTokens>;

export class ScriptedAuthGateway implements AuthGateway {
  readonly origin = 'https://axiom.trade';
  /** Every refresh: its time by the monotonic clock, and its tokens. */
  readonly asked: { readonly atMs: number; readonly current: AuthTokens }[] = [];
  /** One step per call; when it is empty `otherwise` answers. */
  readonly script: RefreshStep[] = [];
  otherwise: RefreshStep;
  readonly #clock: FakeClock;

  constructor(clock: FakeClock, lifetimeMs = 15 * 60_000) {
    this.#clock = clock;
    this.otherwise = async () => this.issue(lifetimeMs);
  }

  /** A success with new tokens. */
  issue(lifetimeMs = 15 * 60_000): IssuedTokens {
    return { tokens: makeTokens(this.#clock.nowMs(), lifetimeMs), host: 'api.axiom.trade', durationMs: 40 };
  }

  /** From now on the server is unreachable, so that a new sign-in stays untested. */
  goOffline(): void {
    this.otherwise = failing('NETWORK', { unsent: true });
  }

  /** A step that waits until it is released with an answer. */
  held(): { readonly step: RefreshStep; readonly release: (answer: IssuedTokens | AxiomTokenError) => void } {
    let release = (_answer: IssuedTokens | AxiomTokenError): void => undefined;
    const answered = new Promise<IssuedTokens>((resolve, reject) => {
      release = (answer) => (answer instanceof AxiomTokenError ? reject(answer) : resolve(answer));
    });
    return { step: () => answered, release };
  }

  refresh(current: AuthTokens): Promise<IssuedTokens> {
    this.asked.push({ atMs: this.#clock.monotonicMs(), current });
    return (this.script.shift() ?? this.otherwise)(current);
  }

  startPasswordSignIn(): Promise<OtpChallenge> {
    return Promise.reject(new AxiomTokenError('INTERNAL'));
  }

  completePasswordSignIn(): Promise<IssuedTokens> {
    return Promise.reject(new AxiomTokenError('INTERNAL'));
  }
}

/** A step that fails. */
export function failing(code: ErrorCode, details?: ErrorDetails): RefreshStep {
  return () => Promise.reject(new AxiomTokenError(code, details));
}
