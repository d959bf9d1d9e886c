// Refreshes one profile's tokens: single flight, floor, backoff, and what a failure means. The scheduler wakes it, callers ask it.
// Knows nothing of HTTP or stores; deletes nothing, whatever the server says.
import { automaticRefreshFloorMs, isValidFor, lifetimeMs, momentsOfChangeMs, refreshDueAtMs } from './expiry-policy';
import type { AuthTokens } from './auth-tokens';
import { ChangeEmitter } from './change-emitter';
import { AxiomTokenError, toAxiomTokenError } from './errors';
import type { AuthGateway } from './ports/auth-gateway';
import type { Clock, Unsubscribe } from './ports/clock';
import type { Logger } from './ports/logger';
import { RefreshTrouble } from './refresh-trouble';
import { type SessionFacet, deriveSessionFacet } from './state-facets';
import type { TokenManager } from './token-manager';

/** One try to refresh, as shown and plotted. */
export interface RefreshAttempt {
  readonly atMs: number;
  readonly durationMs: number;
  readonly host?: string;
  /** Absent when it worked. */
  readonly failureCode?: AxiomTokenError['code'];
}

export interface ProfileRefresherOptions {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** Who wants the refresh: the schedule or a program waits for floor and backoff, a person only for 5 s since the last try. */
export type RefreshCause = 'automatic' | 'person';

const PERSON_FLOOR_MS = 5_000;
const KEPT_ATTEMPTS = 24;
const LONGEST_JITTER_MS = 10_000;

export class ProfileRefresher {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #random: () => number;
  readonly #changes: ChangeEmitter;
  readonly #stopWatching: Unsubscribe;
  #flight: Promise<void> | undefined;
  #epoch: number;
  readonly #trouble: RefreshTrouble;
  #lastTryAtMs = -Infinity;
  #lastSuccessAtMs = -Infinity;
  #jitter: number;
  #attempts: readonly RefreshAttempt[] = [];

  constructor(options: ProfileRefresherOptions) {
    this.manager = options.manager;
    this.gateway = options.gateway;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#random = options.random;
    this.#changes = new ChangeEmitter(options.logger);
    this.#trouble = new RefreshTrouble(options.random);
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
   * When it refreshes next by itself, by the local clock: the policy's time plus jitter, or the next try after a failure.
   * `undefined` when it will not: signed out, or only a sign-in helps.
   */
  get nextRefreshAtMs(): number | undefined {
    const tokens = this.manager.getTokens();
    if (!tokens || this.sessionFacet === 'needs-sign-in') return undefined;
    if (this.failure) return this.#trouble.nextTryAtMs;
    const jitterMs = this.#jitter * Math.min(LONGEST_JITTER_MS, (lifetimeMs(tokens) ?? 0) / 40);
    const dueAtMs = refreshDueAtMs(tokens) - this.manager.serverOffsetMs + jitterMs;
    return Math.max(dueAtMs, this.#lastSuccessAtMs + automaticRefreshFloorMs(tokens));
  }

  /** The next moment, by the local clock, at which {@link tick} has something to do or something shown changes. */
  get nextWakeAtMs(): number | undefined {
    const tokens = this.manager.getTokens();
    if (!tokens) return undefined;
    const moments = momentsOfChangeMs(tokens).map((atMs) => atMs - this.manager.serverOffsetMs);
    const nowMs = this.#clock.nowMs();
    const ahead = moments.filter((atMs) => atMs > nowMs);
    if (!this.#flight) ahead.push(this.nextRefreshAtMs ?? Infinity);
    const next = Math.min(...ahead);
    return next === Infinity ? undefined : next;
  }

  /** Starts the refresh that is due, if one is. Failures show in the facets. */
  tick(): void {
    const atMs = this.nextRefreshAtMs;
    if (atMs !== undefined && this.#clock.nowMs() >= atMs && !this.#flight) this.#startInBackground();
    this.#changes.emit();
  }

  /** The network or the machine is back: a wait after a temporary failure ends now. A wait that the server asked for stays. */
  hurry(): void {
    this.#trouble.endWait(this.#clock.nowMs());
  }

  /**
   * Refreshes, or joins the refresh that runs. Within the floor nothing is sent and it resolves at once.
   * @throws AxiomTokenError as {@link AuthGateway.refresh}; `NOT_AUTHENTICATED` without tokens; the last failure while its backoff lasts (`automatic`)
   */
  refresh(cause: RefreshCause): Promise<void> {
    if (this.#flight) return this.#flight;
    const tokens = this.manager.getTokens();
    if (!tokens) return Promise.reject(this.manager.storageFailure ?? new AxiomTokenError('NOT_AUTHENTICATED'));
    const nowMs = this.#clock.nowMs();
    if (cause === 'person') {
      if (nowMs < this.#lastTryAtMs + PERSON_FLOOR_MS)
        return this.failure ? Promise.reject(this.failure) : Promise.resolve();
    } else {
      if (this.sessionFacet === 'needs-sign-in')
        return Promise.reject(this.failure ?? new AxiomTokenError('UNAUTHORIZED'));
      if (this.failure && nowMs < this.#trouble.nextTryAtMs) return Promise.reject(this.failure);
      if (nowMs < this.#lastSuccessAtMs + automaticRefreshFloorMs(tokens)) return Promise.resolve();
    }
    this.#flight = this.#fly(tokens).finally(() => {
      this.#flight = undefined;
      this.#changes.emit();
    });
    this.#changes.emit();
    return this.#flight;
  }

  /**
   * Tokens whose access token the server takes for at least `minValidMs` more. A good one at once; a due one at once while a refresh starts in the
   * background; else after a refresh; if that fails for a temporary reason, the old one as long as it is really valid for that long.
   * @throws AxiomTokenError saying why there is none: `NOT_AUTHENTICATED`, `UNAUTHORIZED`, `NETWORK`, `TOKEN_EXPIRED`, ... Never an expired token.
   */
  async getValidTokens(minValidMs: number): Promise<AuthTokens> {
    const before = this.manager.getTokens();
    if (before && !this.manager.isExpired() && isValidFor(before, this.manager.serverNowMs(), minValidMs)) {
      if (this.manager.needsRefresh()) this.#startInBackground();
      return before;
    }
    let failure: AxiomTokenError | undefined;
    try {
      await this.refresh('automatic');
    } catch (error) {
      failure = toAxiomTokenError(error);
    }
    const after = this.manager.getTokens();
    if (after && isValidFor(after, this.manager.serverNowMs(), minValidMs)) return after;
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

  async #fly(current: AuthTokens): Promise<void> {
    const epoch = this.manager.epoch;
    const startedAtMs = this.#clock.nowMs();
    const startedMs = this.#clock.monotonicMs();
    this.#lastTryAtMs = startedAtMs;
    try {
      const issued = await this.gateway.refresh(current);
      const isCommitted = await this.manager.commitRefresh(epoch, issued.tokens, {
        serverOffsetMs: issued.serverOffsetMs,
      });
      if (!isCommitted) throw new AxiomTokenError('CANCELLED', { message: 'A sign-in or sign-out came in between.' });
      this.#succeed();
      this.#remember({ atMs: startedAtMs, durationMs: issued.durationMs, host: issued.host });
    } catch (error) {
      const failure = toAxiomTokenError(error);
      // After a sign-in or sign-out the answer says nothing about the tokens that are here now.
      if (epoch === this.manager.epoch) await this.#fail(failure);
      this.#remember({
        atMs: startedAtMs,
        durationMs: this.#clock.monotonicMs() - startedMs,
        failureCode: failure.code,
      });
      throw failure;
    }
  }

  #succeed(): void {
    this.#trouble.clear();
    this.#lastSuccessAtMs = this.#clock.nowMs();
    this.#jitter = this.#random();
  }

  async #fail(failure: AxiomTokenError): Promise<void> {
    this.#logger.warn('a refresh failed', { profile: this.manager.profileId, code: failure.code });
    this.#trouble.add(failure, this.#clock.nowMs());
    if (failure.code === 'UNAUTHORIZED' && this.#trouble.isFirstRefusal) await this.#lookForNewer();
  }

  /** Another process may have rotated the token away from us: then its result lies in the store. */
  async #lookForNewer(): Promise<void> {
    try {
      if (await this.manager.adoptNewer()) this.#succeed();
    } catch (error) {
      this.#logger.error('the store could not be read again', error, { profile: this.manager.profileId });
    }
  }

  #noticeManager(): void {
    if (this.#epoch !== this.manager.epoch) {
      this.#epoch = this.manager.epoch;
      this.#trouble.clear();
      this.#lastSuccessAtMs = -Infinity;
    }
    this.#changes.emit();
  }

  #remember(attempt: RefreshAttempt): void {
    this.#attempts = [...this.#attempts, attempt].slice(-KEPT_ATTEMPTS);
  }
}
