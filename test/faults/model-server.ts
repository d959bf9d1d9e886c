// The model's server: one session, refresh tokens that rotate and are good once. It answers as the weather says, and tells the world what the client
// has received.
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { type Moment, momentNow } from '../../main/core/time/elapsed-time';
import { AxiomTokenError } from '../../main/core/base/errors';
import type { AuthGateway, IssuedTokens } from '../../main/core/ports/auth-gateway';
import type { FakeClock } from '../support/fakes/clock/fake-clock';
import { makeTokens } from '../support/make-jwt';
import type { Life } from './model-places';

/** What becomes of a refresh. `lost-answer`: the server rotates, the client never learns of it. */
export const WEATHERS = ['fine', 'no-network', 'lost-answer', 'refused', 'broken', 'rate-limited', 'held'] as const;
export type Weather = (typeof WEATHERS)[number];

export class ModelServer {
  weather: Weather = 'fine';
  /** The refresh token that is good now. */
  current: string | undefined;
  /** When a client was refused. */
  readonly refusals: Moment[] = [];
  readonly #clock: FakeClock;
  readonly #nowMs: () => number;
  #held: (() => void)[] = [];

  /** `nowMs`: the server's own time, whatever the clock of the computer says. */
  constructor(clock: FakeClock, nowMs: () => number) {
    this.#clock = clock;
    this.#nowMs = nowMs;
  }

  /** Its time minus that of the computer. */
  get offsetMs(): number {
    return this.#nowMs() - this.#clock.nowMs();
  }

  /** A pair of a new session. */
  signIn(): AuthTokens {
    return this.#issue();
  }

  /** The pair after the one with this refresh token, or `undefined` when that one is not good any more. */
  rotate(refreshToken: string): AuthTokens | undefined {
    return refreshToken === this.current ? this.#issue() : undefined;
  }

  /** The answers that were held back arrive. */
  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const go of held) go();
  }

  /** `begin` is called when a refresh is asked for; its result is told of the pair when that reaches the client. */
  open(life: Life, begin: () => (tokens: AuthTokens) => void): AuthGateway {
    const refuse = () => Promise.reject(new AxiomTokenError('INTERNAL'));
    return {
      origin: 'https://axiom.trade',
      startPasswordSignIn: refuse,
      completePasswordSignIn: refuse,
      refresh: (current) => this.#refresh(life, current, begin()),
    };
  }

  async #refresh(life: Life, sent: AuthTokens, received: (tokens: AuthTokens) => void): Promise<IssuedTokens> {
    const { weather } = this;
    if (weather === 'no-network') throw new AxiomTokenError('NETWORK', { unsent: true });
    if (weather === 'broken') throw new AxiomTokenError('BAD_RESPONSE');
    if (weather === 'rate-limited') throw new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 60_000 });
    const tokens = weather === 'refused' ? undefined : this.rotate(sent.refreshToken.expose());
    if (weather === 'lost-answer') throw new AxiomTokenError('TIMEOUT');
    if (weather === 'held') await new Promise<void>((go) => this.#held.push(go));
    if (life.isOver) return new Promise(() => undefined);
    if (!tokens) {
      this.refusals.push(momentNow(this.#clock));
      throw new AxiomTokenError('UNAUTHORIZED');
    }
    received(tokens);
    return { tokens, host: 'api.axiom.trade', durationMs: 40, serverOffsetMs: this.offsetMs };
  }

  #issue(): AuthTokens {
    const tokens = { ...makeTokens(this.#nowMs()), receivedAtMs: this.#clock.nowMs() };
    this.current = tokens.refreshToken.expose();
    return tokens;
  }
}
