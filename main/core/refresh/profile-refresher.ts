// Refreshes one profile's tokens: single flight, refresh time, retry state, and no refresh while paused.
// TokenLifecycleManager makes it and calls `tick`. Knows neither HTTP nor stores; deletes nothing, whatever the server answers.
import * as policy from '../tokens/expiry-policy';
import type { AuthTokens } from '../tokens/auth-tokens';
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { type Pause, refuseWhilePaused, withoutRefreshWhilePaused } from './pause';
import type { AuthGateway } from '../ports/auth-gateway';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { failedAttempt } from './refresh-attempts';
import { RefreshHistory } from './refresh-history';
import { recordAskedWait, recordFailure } from './record-failure';
import { reloadIfReadable, runRefresh, type RefreshParts } from './run-refresh';
import { RefreshTiming } from './refresh-timing';
import { RefreshRetryState } from './refresh-retry-state';
import { SingleFlight } from '../flow/single-flight';
import { withTimeOfIssue } from './time-of-issue';
import { type SessionFacet, deriveSessionFacet } from '../status/state-facets';
import type { TokenManager } from '../storage/token-manager';

export interface ProfileRefresherOptions extends Pick<RefreshParts, 'managers' | 'askedWait'> {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Whether the user has paused everything; shared by all profiles. */
  readonly pause: Pause;
}

/** Who asks for the refresh. `automatic` (schedule or program): minimum interval and backoff apply. `person`: only 5 s since the last attempt must have passed. */
export type RefreshCause = 'automatic' | 'person';

export class ProfileRefresher {
  readonly manager: TokenManager;
  /** Corrects the clock skew in each answer by the time of issue of its tokens. */
  readonly gateway: AuthGateway;
  /** The refreshes since the app was started. Subscribe to its changes with {@link onChange}. */
  readonly history = new RefreshHistory();
  readonly #parts: RefreshParts;
  readonly #clock: Clock;
  readonly #pause: Pause;
  readonly #changes: ChangeEmitter;
  readonly #stopWatching: Unsubscribe;
  readonly #flight = new SingleFlight();
  readonly #timing: RefreshTiming;
  readonly #retryState: RefreshRetryState;
  #signInEpoch: number;
  /** What changes with time, after the last tick: {@link nextWakeAtMs} and the clock skew, which changes when the clock is set back. */
  #atLastTick: { readonly wakeAtMs?: number | undefined; readonly serverOffsetMs?: number } = {};

  constructor(options: ProfileRefresherOptions) {
    this.manager = options.manager;
    this.gateway = withTimeOfIssue(options.gateway, options.clock, options.manager);
    this.#parts = { ...options, gateway: withoutRefreshWhilePaused(this.gateway, options.pause) };
    this.#clock = options.clock;
    this.#pause = options.pause;
    this.#changes = new ChangeEmitter(options.logger);
    this.#retryState = new RefreshRetryState(options.clock, options.random);
    this.#timing = new RefreshTiming(options.clock, options.random);
    this.#signInEpoch = options.manager.signInEpoch;
    this.#stopWatching = options.manager.onChange(() => this.#onManagerChange());
  }

  /** Why the last attempt failed; `undefined` after a success. */
  get failure(): AxiomTokenError | undefined {
    return this.#retryState.failure;
  }

  /** Whether a refresh of the present tokens is under way, from its start to the end of its first write. Listeners are called when it ends. */
  get isRefreshing(): boolean {
    return this.#flight.isUnderWay;
  }

  get sessionFacet(): SessionFacet {
    const { failure, isRefreshing, manager } = this;
    const [isPaused, isRevoked] = [this.#pause.isPaused, this.#retryState.isRevoked];
    const refreshExpiresAtMs = manager.getTokens()?.refreshExpiresAtMs;
    const facts = { isRefreshing, isPaused, isRevoked, lastFailure: failure?.code, refreshExpiresAtMs };
    return deriveSessionFacet({ ...facts, isFromElsewhere: failure?.isFromElsewhere }, manager.serverNowMs());
  }

  /**
   * Time of the next automatic refresh, by the local clock: the policy's time plus jitter; at once for a sign-in that replaced another one; the next
   * retry after a failure. `undefined` when there is none: signed out, paused or revoked. A refresh token that looks expired is still tried, because our clock may be wrong.
   */
  get nextRefreshAtMs(): number | undefined {
    const tokens = this.manager.getTokens();
    if (!tokens || this.#pause.isPaused || this.#retryState.isRevoked) return undefined;
    if (this.failure) return this.#retryState.nextTryAtMs;
    return this.#timing.nextAtMs(tokens, this.manager.serverOffsetMs, this.manager.replaced);
  }

  /**
   * When {@link tick} must be called next, by the local clock: a refresh is due, or a facet changes with time. `Infinity`: never, unless the clock is
   * changed. `undefined` without tokens.
   */
  get nextWakeAtMs(): number | undefined {
    const tokens = this.manager.getTokens();
    if (!tokens) return undefined;
    const changeAtMs = policy.nextChangeAtMs(tokens, this.manager.serverNowMs()) - this.manager.serverOffsetMs;
    if (this.#flight.isUnderWay) return changeAtMs;
    return Math.min(changeAtMs, this.nextRefreshAtMs ?? Infinity);
  }

  /** Starts a refresh if one is due. Failures show in the facets. Calls the listeners if a facet may have changed with time. */
  tick(): void {
    const atMs = this.nextRefreshAtMs;
    if (atMs !== undefined && this.#clock.nowMs() >= atMs && !this.#flight.isUnderWay) this.#startInBackground();
    const { wakeAtMs, serverOffsetMs } = this.#atLastTick;
    this.#atLastTick = { wakeAtMs: this.nextWakeAtMs, serverOffsetMs: this.manager.serverOffsetMs };
    const isSame = this.#atLastTick.wakeAtMs === wakeAtMs && this.#atLastTick.serverOffsetMs === serverOffsetMs;
    if (!isSame) this.#changes.emit();
  }

  /** Finds out whether Axiom has asked an earlier run, or another program, to wait with these tokens. Call it when they were read. Never throws. */
  async learnAskedWait(): Promise<void> {
    if (await recordAskedWait(this.#parts, this.#retryState, () => this.isRefreshing)) this.#changes.emit();
  }

  /** Call it when the network is back or the computer woke up: shortens the backoff after a temporary failure. A wait that the server asked for stays. */
  skipBackoff(): void {
    this.#retryState.skipBackoff();
  }

  /**
   * Call it after the pause began or ended. When it began, callers that wait for a refresh are rejected with `PAUSED` now. A refresh that was sent
   * continues and its result is saved, because the server may have rotated the token.
   */
  onPauseChange(): void {
    if (this.#pause.isPaused) this.#flight.rejectWaiters(new AxiomTokenError('PAUSED'));
    this.#changes.emit();
  }

  /**
   * Refreshes, or joins the refresh that is running. During the minimum interval after the last one nothing is sent and it resolves at once.
   * @throws AxiomTokenError as {@link AuthGateway.refresh}; `PAUSED`; `NOT_AUTHENTICATED` without tokens; the last failure while its backoff lasts
   * (`automatic`); `RATE_LIMITED` for the sixth refresh by the user within a short time, while the tokens are fresh
   */
  refresh(cause: RefreshCause): Promise<void> {
    if (this.#pause.isPaused) return Promise.reject(new AxiomTokenError('PAUSED'));
    const underWay = this.#flight.join();
    if (underWay) return underWay;
    const tokens = this.manager.getTokens();
    if (!tokens) return Promise.reject(this.manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED'));
    const isTooEarly = this.#clock.nowMs() < this.#earliestAtMs(cause, tokens);
    const isHopeless = cause === 'automatic' && this.#retryState.isRevoked;
    if (this.failure && (isTooEarly || isHopeless)) return Promise.reject(this.failure);
    if (isTooEarly) return Promise.resolve();
    const budgetError =
      cause === 'person' && !this.failure && !this.manager.isExpired() && this.#timing.budgetError(tokens);
    if (budgetError) return Promise.reject(budgetError);
    const flight = this.#flight.start(
      () => this.#run(tokens),
      () => this.#changes.emit(),
    );
    this.#changes.emit();
    return flight;
  }

  /**
   * The tokens in memory, if they do not count as expired and the server accepts the access token for at least `minValidMs` more. If a refresh is
   * due, starts it in the background. Nearly every request for a token ends here, so it is synchronous and reads the clock once.
   */
  validTokensInMemory(minValidMs: number): AuthTokens | undefined {
    if (this.#pause.isPaused) return undefined;
    const tokens = this.manager.getTokens();
    const nowMs = this.manager.serverNowMs();
    if (!tokens || policy.isExpired(tokens, nowMs) || !policy.isValidFor(tokens, nowMs, minValidMs)) return undefined;
    if (policy.needsRefresh(tokens, nowMs)) this.#startInBackground();
    return tokens;
  }

  /**
   * Tokens whose access token the server accepts for at least `minValidMs` more, never an expired one. As {@link validTokensInMemory} where possible;
   * else after a refresh. If the refresh fails, the old tokens, as long as the access token is really valid for that long.
   * @throws AxiomTokenError with the reason: `NOT_AUTHENTICATED`, `UNAUTHORIZED`, `NETWORK`, `TOKEN_EXPIRED`, `PAUSED`, ...
   */
  async getValidTokens(minValidMs: number): Promise<AuthTokens> {
    const { signInEpoch } = this.manager;
    refuseWhilePaused(this.#pause);
    if (!this.manager.getTokens() && this.manager.storageFacet === 'opening') await this.manager.load();
    const before = this.validTokensInMemory(minValidMs);
    if (before) return before;
    let failure: AxiomTokenError | undefined;
    try {
      await this.refresh('automatic');
    } catch (error) {
      failure = toAxiomTokenError(error);
    }
    refuseWhilePaused(this.#pause);
    const after = this.manager.getTokens();
    if (after && policy.isValidFor(after, this.manager.serverNowMs(), minValidMs)) return after;
    // After a sign-in or sign-out meanwhile, the failure is not about the current tokens.
    if (signInEpoch !== this.manager.signInEpoch) return this.getValidTokens(minValidMs);
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
    // The retry state stores the failure, and the facets show it.
    this.refresh('automatic').catch(() => undefined);
  }

  /** No request is sent before this time. A wait that the server asked for (`RATE_LIMITED`) applies to the user's refresh too. */
  #earliestAtMs(cause: RefreshCause, tokens: AuthTokens): number {
    if (this.failure && (cause === 'automatic' || this.failure.code === 'RATE_LIMITED'))
      return this.#retryState.nextTryAtMs;
    return cause === 'automatic' ? this.#timing.automaticFloorEndsAtMs(tokens) : this.#timing.personFloorEndsAtMs();
  }

  async #run(current: AuthTokens): Promise<void> {
    const { signInEpoch } = this.manager;
    const started = this.#timing.startAttempt();
    // False after a sign-in or sign-out: then an answer or failure is not about the current tokens.
    const isOurs = (): boolean => signInEpoch === this.manager.signInEpoch;
    try {
      const answer = await runRefresh(this.#parts, current);
      this.#retryState.clear();
      this.#timing.recordSuccess(started, this.manager.getTokens() ?? current, answer !== undefined);
      this.history.add(answer && { atMs: started.wallMs, ...answer }, isOurs());
    } catch (error) {
      const failure = toAxiomTokenError(error);
      const isNoted = this.#parts.askedWait?.isRemembered(failure) === true;
      if (isNoted && isOurs()) this.#retryState.recordFailure(failure, this.manager.getTokens()?.refreshToken);
      // Nothing was sent, so there is no attempt to record.
      if (isNoted || failure.code === 'PAUSED') throw failure;
      const durationMs = this.#clock.monotonicMs() - started.monotonicMs;
      this.history.add(failedAttempt(failure, started.wallMs, durationMs), isOurs());
      this.#parts.logger.warn('a refresh failed', { profile: this.manager.profileId, code: failure.code });
      const newer = failure.code === 'UNAUTHORIZED' ? await this.#reloadAfterRefusal(signInEpoch) : undefined;
      if (newer) return this.manager.isExpired() ? this.#run(newer) : undefined;
      if (isOurs() && (await recordFailure(failure, this.#parts, this.#retryState))) this.history.noteTakenBack();
      throw failure;
    }
  }

  /** After a refusal: another process may have rotated the refresh token, and then the new tokens are in the store. */
  async #reloadAfterRefusal(signInEpoch: number): Promise<AuthTokens | undefined> {
    if (signInEpoch !== this.manager.signInEpoch || !(await reloadIfReadable(this.#parts))) return undefined;
    this.#retryState.clear();
    return this.manager.getTokens();
  }

  #onManagerChange(): void {
    if (this.#signInEpoch !== this.manager.signInEpoch) {
      this.#signInEpoch = this.manager.signInEpoch;
      // The running refresh is for the former tokens; no new caller may join it.
      this.#flight.detach();
      this.#retryState.clear();
      this.history.forgetLastAnswer();
      this.#timing.reset(this.manager.getTokens()?.refreshToken);
    }
    this.#retryState.clearIfOther(this.manager.getTokens()?.refreshToken);
    this.#retryState.followPlace(this.manager.storageFailure === undefined);
    this.#changes.emit();
  }
}
