// Refreshes one profile's tokens: single flight, floor, backoff, and what a failure means. The scheduler wakes it, callers ask it.
// Knows nothing of HTTP or stores; deletes nothing, whatever the server says.
import * as policy from './expiry-policy';
import type { AuthTokens } from './auth-tokens';
import { ChangeEmitter } from './change-emitter';
import { type Moment, endOfWaitMs, momentNow } from './elapsed-time';
import { AxiomTokenError, toAxiomTokenError } from './errors';
import type { AuthGateway } from './ports/auth-gateway';
import type { Clock, Unsubscribe } from './ports/clock';
import type { Logger } from './ports/logger';
import type { RefreshLock } from './ports/refresh-lock';
import { type RefreshAttempt, withAttempt } from './refresh-attempts';
import { adoptIfReadable, exchangeTokens, type RefreshExchangeParts } from './refresh-exchange';
import { RefreshTrouble } from './refresh-trouble';
import { type SessionFacet, deriveSessionFacet } from './state-facets';
import type { TokenManager } from './token-manager';

export interface ProfileRefresherOptions {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Shared with other processes that know the same profiles; absent where there are none. */
  readonly lock?: RefreshLock | undefined;
}

/** Who wants the refresh: the schedule or a program waits for floor and backoff, a person only for 5 s since the last try. */
export type RefreshCause = 'automatic' | 'person';

const PERSON_FLOOR_MS = 5_000;
const LONGEST_JITTER_MS = 10_000;

export class ProfileRefresher {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly #exchange: RefreshExchangeParts;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #random: () => number;
  readonly #changes: ChangeEmitter;
  readonly #stopWatching: Unsubscribe;
  #flight: Promise<void> | undefined;
  #epoch: number;
  readonly #trouble: RefreshTrouble;
  #lastTry: Moment | undefined;
  /** When the last refresh that worked was begun. */
  #lastSuccess: Moment | undefined;
  #jitter: number;
  #attempts: readonly RefreshAttempt[] = [];

  constructor(options: ProfileRefresherOptions) {
    this.manager = options.manager;
    this.gateway = options.gateway;
    this.#exchange = options;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#random = options.random;
    this.#changes = new ChangeEmitter(options.logger);
    this.#trouble = new RefreshTrouble(options.clock, options.random);
    this.#epoch = options.manager.epoch;
    this.#jitter = options.random();
    this.#stopWatching = options.manager.onChange(() => this.#noticeManager());
  }

  /** Why the last try failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#trouble.failure;
  }

  /** The last tries, oldest first, at most 24. */
  get attempts(): readonly RefreshAttempt[] {
    return this.#attempts;
  }

  get sessionFacet(): SessionFacet {
    const refreshExpiresAtMs = this.manager.getTokens()?.refreshExpiresAtMs;
    const facts = {
      isRefreshing: this.#flight !== undefined,
      isRefused: this.#trouble.isRefused,
      ...(this.failure ? { lastFailure: this.failure.code } : {}),
      ...(refreshExpiresAtMs === undefined ? {} : { refreshExpiresAtMs }),
    };
    return deriveSessionFacet(facts, this.manager.serverNowMs());
  }

  /**
   * When it refreshes next by itself, by the local clock: the policy's time plus jitter, or the next try after a failure. `undefined` when it will
   * not: signed out, or refused by the server. A refresh token that seems to be at its end is tried: our clock may be wrong.
   */
  get nextRefreshAtMs(): number | undefined {
    const tokens = this.manager.getTokens();
    if (!tokens || this.#trouble.isRefused) return undefined;
    if (this.failure) return this.#trouble.nextTryAtMs;
    const jitterMs = this.#jitter * Math.min(LONGEST_JITTER_MS, (policy.lifetimeMs(tokens) ?? 0) / 40);
    const dueAtMs = policy.refreshDueAtMs(tokens) - this.manager.serverOffsetMs + jitterMs;
    return Math.max(dueAtMs, this.#floorEndsAtMs(tokens));
  }

  /**
   * The next moment, by the local clock, at which {@link tick} has something to do or something shown changes. `Infinity`: none, unless the clock is
   * set. `undefined` without tokens.
   */
  get nextWakeAtMs(): number | undefined {
    const tokens = this.manager.getTokens();
    if (!tokens) return undefined;
    const { serverOffsetMs } = this.manager;
    const nowMs = this.#clock.nowMs();
    const ahead = policy
      .momentsOfChangeMs(tokens)
      .map((atMs) => atMs - serverOffsetMs)
      .filter((atMs) => atMs > nowMs);
    if (!this.#flight) ahead.push(this.nextRefreshAtMs ?? Infinity);
    return Math.min(...ahead);
  }

  /** Starts the refresh that is due, if one is. Failures show in the facets. */
  tick(): void {
    const atMs = this.nextRefreshAtMs;
    if (atMs !== undefined && this.#clock.nowMs() >= atMs && !this.#flight) this.#startInBackground();
    this.#changes.emit();
  }

  /** The network or the machine is back: a wait after a temporary failure ends now. A wait that the server asked for stays. */
  hurry(): void {
    this.#trouble.endWait();
  }

  /**
   * Refreshes, or joins the refresh that runs. Within the floor nothing is sent and it resolves at once.
   * @throws AxiomTokenError as {@link AuthGateway.refresh}; `NOT_AUTHENTICATED` without tokens; the last failure while its backoff lasts (`automatic`)
   */
  refresh(cause: RefreshCause): Promise<void> {
    if (this.#flight) return this.#flight;
    const tokens = this.manager.getTokens();
    if (!tokens) return Promise.reject(this.manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED'));
    const isTooEarly = this.#clock.nowMs() < this.#earliestAtMs(cause, tokens);
    if (this.failure && (isTooEarly || (cause === 'automatic' && this.#trouble.isRefused))) {
      return Promise.reject(this.failure);
    }
    if (isTooEarly) return Promise.resolve();
    const flight = this.#fly(tokens).finally(() => {
      if (this.#flight === flight) this.#flight = undefined;
      this.#changes.emit();
    });
    this.#flight = flight;
    this.#changes.emit();
    return flight;
  }

  /**
   * The tokens in memory, if they are good or due and the server takes the access token for at least `minValidMs` more; starts the refresh of due
   * ones in the background. The way of nearly every call, so it waits for nothing and reads the clock once.
   */
  tokensAtHand(minValidMs: number): AuthTokens | undefined {
    const tokens = this.manager.getTokens();
    const nowMs = this.manager.serverNowMs();
    if (!tokens || policy.isExpired(tokens, nowMs) || !policy.isValidFor(tokens, nowMs, minValidMs)) return undefined;
    if (policy.needsRefresh(tokens, nowMs)) this.#startInBackground();
    return tokens;
  }

  /**
   * Tokens whose access token the server takes for at least `minValidMs` more. A good one at once; a due one at once while a refresh starts in the
   * background; else after a refresh; if that fails for a temporary reason, the old one as long as it is really valid for that long.
   * @throws AxiomTokenError saying why there is none: `NOT_AUTHENTICATED`, `UNAUTHORIZED`, `NETWORK`, `TOKEN_EXPIRED`, ... Never an expired token.
   */
  async getValidTokens(minValidMs: number): Promise<AuthTokens> {
    const { epoch } = this.manager;
    if (!this.manager.getTokens() && this.manager.storageFacet === 'opening') await this.manager.load();
    const before = this.tokensAtHand(minValidMs);
    if (before) return before;
    let failure: AxiomTokenError | undefined;
    try {
      await this.refresh('automatic');
    } catch (error) {
      failure = toAxiomTokenError(error);
    }
    const after = this.manager.getTokens();
    if (after && policy.isValidFor(after, this.manager.serverNowMs(), minValidMs)) return after;
    // A sign-in or sign-out came in between: what failed says nothing about the tokens that are here now.
    if (epoch !== this.manager.epoch) return this.getValidTokens(minValidMs);
    throw failure ?? new AxiomTokenError('TOKEN_EXPIRED');
  }

  /** Calls `listener` after every change of the session or the tokens. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#stopWatching();
  }

  #startInBackground(): void {
    // The failure is kept and shown; nobody waits for this promise.
    this.refresh('automatic').catch(() => undefined);
  }

  #floorEndsAtMs(tokens: AuthTokens): number {
    return this.#lastSuccess
      ? endOfWaitMs(this.#clock, this.#lastSuccess, policy.automaticRefreshFloorMs(tokens))
      : -Infinity;
  }

  /** Before when nothing is sent. A server that asked to wait is obeyed whoever asks. */
  #earliestAtMs(cause: RefreshCause, tokens: AuthTokens): number {
    if (this.failure && (cause === 'automatic' || this.failure.code === 'RATE_LIMITED'))
      return this.#trouble.nextTryAtMs;
    if (cause === 'automatic') return this.#floorEndsAtMs(tokens);
    return this.#lastTry ? endOfWaitMs(this.#clock, this.#lastTry, PERSON_FLOOR_MS) : -Infinity;
  }

  async #fly(current: AuthTokens): Promise<void> {
    const { epoch } = this.manager;
    const started = momentNow(this.#clock);
    this.#lastTry = started;
    try {
      const answer = await exchangeTokens(this.#exchange, current);
      this.#trouble.clear();
      // From its start: the machine may have slept while the answer was on its way, which was old when it came.
      this.#lastSuccess = started;
      this.#jitter = this.#random();
      if (answer) this.#remember({ atMs: started.wallMs, ...answer });
    } catch (error) {
      const failure = toAxiomTokenError(error);
      const durationMs = this.#clock.monotonicMs() - started.monotonicMs;
      this.#remember({ atMs: started.wallMs, durationMs, failureCode: failure.code });
      this.#logger.warn('a refresh failed', { profile: this.manager.profileId, code: failure.code });
      const newer = failure.code === 'UNAUTHORIZED' ? await this.#findNewer(epoch) : undefined;
      if (newer) return this.manager.isExpired() ? this.#fly(newer) : undefined;
      // After a sign-in or sign-out the answer says nothing about the tokens that are here now.
      if (epoch === this.manager.epoch) this.#trouble.add(failure);
      throw failure;
    }
  }

  /** After a refusal: another process may have rotated the token away from us; then its result lies in the store. */
  async #findNewer(epoch: number): Promise<AuthTokens | undefined> {
    if (epoch !== this.manager.epoch || !(await adoptIfReadable(this.#exchange))) return undefined;
    this.#trouble.clear();
    return this.manager.getTokens();
  }

  #noticeManager(): void {
    if (this.#epoch !== this.manager.epoch) {
      this.#epoch = this.manager.epoch;
      // What is under way belongs to tokens that are gone; nobody should join it.
      this.#flight = undefined;
      this.#trouble.clear();
      this.#lastSuccess = undefined;
      this.#lastTry = undefined;
    }
    this.#changes.emit();
  }

  #remember(attempt: RefreshAttempt): void {
    this.#attempts = withAttempt(this.#attempts, attempt);
  }
}
