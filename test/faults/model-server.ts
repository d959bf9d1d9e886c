// The model's server: one session per account, refresh tokens that rotate and can be used once. It answers as the network state says, and reports the pairs that the client
// has received.
import { type AuthTokens, joinTokens } from '../../main/core/tokens/auth-tokens';
import { type Moment, momentNow } from '../../main/core/time/elapsed-time';
import { AxiomTokenError } from '../../main/core/base/errors';
import type { AuthGateway, IssuedTokens } from '../../main/core/ports/auth-gateway';
import type { FakeClock } from '../support/fakes/clock/fake-clock';
import { makeTokens } from '../support/make-jwt';
import type { Life } from './model-places';

/** The result of a refresh. `lost-answer`: the server rotates, but the client never gets the answer. */
export const NETWORK_STATES = [
  'fine',
  'no-network',
  'lost-answer',
  'refused',
  'broken',
  'rate-limited',
  'held',
] as const;
export type NetworkState = (typeof NETWORK_STATES)[number];

interface Session {
  readonly current: AuthTokens;
  readonly former: AuthTokens | undefined;
}

export class ModelServer {
  networkState: NetworkState = 'fine';
  /** Forbidden actions of a client. */
  readonly breaches: string[] = [];
  /** Each refresh token for which a client has received a newer one. */
  readonly #exchanged = new Set<string>();
  /** The valid pair of each account, and the one before it. */
  readonly #sessions = new Map<string, Session>();
  /** Times of refusals, by the computer's clock and by the server's. */
  readonly refusals: (Moment & { readonly serverMs: number })[] = [];
  readonly #clock: FakeClock;
  readonly #nowMs: () => number;
  #held: (() => void)[] = [];

  /** `nowMs`: the server's time, whatever the computer's clock says. */
  constructor(clock: FakeClock, nowMs: () => number) {
    this.#clock = clock;
    this.#nowMs = nowMs;
  }

  /** Server time minus the computer's time. */
  get offsetMs(): number {
    return this.#nowMs() - this.#clock.nowMs();
  }

  /** A pair of a new session. */
  signIn(account = 'account-1'): AuthTokens {
    this.#sessions.delete(account);
    return this.#issue(account);
  }

  /** The next pair for this refresh token, or `undefined` if it is no longer valid. */
  rotate(refreshToken: string): AuthTokens | undefined {
    for (const [account, { current }] of this.#sessions)
      if (current.refreshToken.expose() === refreshToken) return this.#issue(account);
    return undefined;
  }

  /** The used-up pair before this one with a new access token, as a client has it that keeps its old refresh token. */
  renewFormer(tokens: AuthTokens): AuthTokens | undefined {
    const account = tokens.authenticatedUserId ?? '';
    const session = this.#sessions.get(account);
    if (!session?.former || !session.current.refreshToken.equals(tokens.refreshToken)) return undefined;
    // Of two pairs issued in one second nobody can tell which is used up.
    if (session.former.issuedAtMs === session.current.issuedAtMs) return undefined;
    return joinTokens(this.#make(account), session.former);
  }

  /** Whether a client was refused twice, 30 s apart. After a clock was set back, the core counts whole seconds. */
  get hasRefusedTwice(): boolean {
    return this.refusals.some((first, at) =>
      this.refusals.slice(at).some(({ monotonicMs, wallMs, serverMs }) => {
        const elapsedMs = Math.max(monotonicMs - first.monotonicMs, serverMs - first.serverMs);
        return elapsedMs > 29_000 || wallMs - first.wallMs >= 30_000;
      }),
    );
  }

  /** Whether a client has a newer pair for this one. */
  wasExchanged(tokens: AuthTokens | undefined): boolean {
    return tokens !== undefined && this.#exchanged.has(tokens.refreshToken.expose());
  }

  /** Whether this pair may be replaced by the one before it: it was refused twice, or is used up. */
  mayGiveWay(tokens: AuthTokens | undefined): boolean {
    return this.hasRefusedTwice || this.wasExchanged(tokens);
  }

  /** Delivers the delayed answers. */
  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const go of held) go();
  }

  /** `begin` is called when a refresh is requested; its result gets the pair when it reaches the client. */
  open(life: Life, begin: (sent: AuthTokens) => (tokens: AuthTokens) => void): AuthGateway {
    const refuse = () => Promise.reject(new AxiomTokenError('INTERNAL'));
    return {
      origin: 'https://axiom.trade',
      startPasswordSignIn: refuse,
      completePasswordSignIn: refuse,
      refresh: (current) => this.#refresh(life, current, begin(current)),
    };
  }

  async #refresh(life: Life, sent: AuthTokens, received: (tokens: AuthTokens) => void): Promise<IssuedTokens> {
    const { networkState } = this;
    const name = sent.refreshToken.expose();
    if (this.#exchanged.has(name)) this.breaches.push('a refresh token was sent after it had been exchanged');
    if (networkState === 'no-network') throw new AxiomTokenError('NETWORK', { unsent: true });
    if (networkState === 'broken') throw new AxiomTokenError('BAD_RESPONSE');
    if (networkState === 'rate-limited') throw new AxiomTokenError('RATE_LIMITED', { retryAfterMs: 60_000 });
    const tokens = networkState === 'refused' ? undefined : this.rotate(name);
    if (networkState === 'lost-answer') throw new AxiomTokenError('TIMEOUT');
    if (networkState === 'held') await new Promise<void>((go) => this.#held.push(go));
    if (life.isOver) return new Promise(() => undefined);
    if (!tokens) {
      this.refusals.push({ ...momentNow(this.#clock), serverMs: this.#nowMs() });
      throw new AxiomTokenError('UNAUTHORIZED');
    }
    this.#exchanged.add(name);
    received(tokens);
    return { tokens, host: 'api.axiom.trade', durationMs: 40, serverOffsetMs: this.offsetMs };
  }

  #issue(account: string): AuthTokens {
    const tokens = this.#make(account);
    this.#sessions.set(account, { current: tokens, former: this.#sessions.get(account)?.current });
    return tokens;
  }

  #make(account: string): AuthTokens {
    return { ...makeTokens(this.#nowMs(), undefined, account), receivedAtMs: this.#clock.nowMs() };
  }
}
