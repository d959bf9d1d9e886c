// The server of the shared model: many sign-ins of one account side by side. A refresh token can be used once; sending it again ends its sign-in.
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { AxiomTokenError } from '../../main/core/base/errors';
import type { FakeClock } from '../support/fakes/clock/fake-clock';
import type { ScriptedAuthGateway } from '../support/fakes/auth-gateway/scripted-auth-gateway';
import { makeTokens } from '../support/make-jwt';

interface SignIn {
  readonly pairs: AuthTokens[];
  isOver: boolean;
}

/** The sign-in of a pair, and its number in it, from 0. */
export interface Issued {
  readonly signIn: number;
  readonly at: number;
}

export class SharedServer {
  readonly #clock: FakeClock;
  readonly #signIns: SignIn[] = [];
  readonly #issued = new Map<string, Issued>();
  /** Refresh tokens that were sent after they had been exchanged. */
  readonly breaches: string[] = [];
  /** The computer's clock minus the server's time. */
  clockErrorMs = 0;

  constructor(clock: FakeClock, gateway: ScriptedAuthGateway) {
    this.#clock = clock;
    gateway.otherwise = async (sent) => {
      const tokens = this.#refresh(sent);
      return { tokens, host: 'api.axiom.trade', durationMs: 40, serverOffsetMs: -this.clockErrorMs };
    };
  }

  /** A pair of a new sign-in; earlier sign-ins stay valid. */
  signIn(): AuthTokens {
    this.#signIns.push({ pairs: [], isOver: false });
    return this.#issue(this.#signIns.length - 1);
  }

  /** The first pair that was ever issued. */
  get oldest(): AuthTokens | undefined {
    return this.#signIns[0]?.pairs[0];
  }

  /** @throws Error for a pair that is not from this server */
  issued({ refreshToken }: AuthTokens): Issued {
    const issued = this.#issued.get(refreshToken.expose());
    if (!issued) throw new Error('A refresh token that the server never issued.');
    return issued;
  }

  /** Whether this pair can be refreshed. */
  isGood(tokens: AuthTokens): boolean {
    const { signIn, at } = this.issued(tokens);
    const { isOver, pairs } = this.#signIns[signIn] as SignIn;
    return !isOver && at === pairs.length - 1;
  }

  /** How many sign-ins there were. */
  get count(): number {
    return this.#signIns.length;
  }

  #refresh(sent: AuthTokens): AuthTokens {
    const { signIn, at } = this.issued(sent);
    if (this.isGood(sent)) return this.#issue(signIn);
    const known = this.#signIns[signIn] as SignIn;
    if (at < known.pairs.length - 1) {
      this.breaches.push(`pair ${at} of sign-in ${signIn} was sent again`);
      known.isOver = true;
    }
    throw new AxiomTokenError('UNAUTHORIZED');
  }

  #issue(signIn: number): AuthTokens {
    const { pairs } = this.#signIns[signIn] as SignIn;
    const made = makeTokens(this.#clock.nowMs() - this.clockErrorMs);
    const tokens = { ...made, receivedAtMs: this.#clock.nowMs() };
    this.#issued.set(tokens.refreshToken.expose(), { signIn, at: pairs.length });
    pairs.push(tokens);
    return tokens;
  }
}
