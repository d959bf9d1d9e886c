// Keeps any number of profiles alive with one timer, and hands out tokens that are valid now.
// Owns the schedule; what a refresh is and what its failure means is the ProfileRefresher's.
import type { AuthTokens } from '../tokens/auth-tokens';
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError } from '../base/errors';
import type { AuthGateway } from '../ports/auth-gateway';
import { type Clock, delayToNextLookMs, type Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { ProfileRefresher } from './profile-refresher';
import type { Secret } from '../base/secret';
import type { TokenManager } from '../storage/token-manager';

export interface TokenLifecycleManagerOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/** One profile and, until anything changes, the promise of the token that is handed out. */
interface ManagedProfile {
  readonly refresher: ProfileRefresher;
  readonly stopWatching: Unsubscribe;
  handedOut?: { readonly token: Secret; readonly promise: Promise<Secret> } | undefined;
}

/** How long a handed-out token must at least be taken by the server, unless a caller asks otherwise. */
const DEFAULT_MIN_VALID_MS = 10_000;

export class TokenLifecycleManager {
  readonly #options: TokenLifecycleManagerOptions;
  readonly #changes: ChangeEmitter;
  readonly #managed = new Map<string, ManagedProfile>();
  #cancelTimer: Unsubscribe | undefined;
  #timerAtMs: number | undefined;
  #isTicking = false;
  readonly #pause = { isPaused: false };

  constructor(options: TokenLifecycleManagerOptions) {
    this.#options = options;
    this.#changes = new ChangeEmitter(options.logger);
  }

  /** Takes a profile into care, in place of a former one of its id: from now on it is refreshed by itself. */
  add(manager: TokenManager, gateway: AuthGateway): ProfileRefresher {
    this.remove(manager.profileId);
    const refresher = new ProfileRefresher({ ...this.#options, manager, gateway, pause: this.#pause });
    const stopWatching = refresher.onChange(() => {
      inCare.handedOut = undefined;
      this.#schedule();
      this.#changes.emit();
    });
    const inCare: ManagedProfile = { refresher, stopWatching };
    this.#managed.set(manager.profileId, inCare);
    this.#schedule();
    return refresher;
  }

  /** Lets a profile go; its manager and store are untouched. */
  remove(profileId: string): void {
    const entry = this.#managed.get(profileId);
    entry?.stopWatching();
    entry?.refresher.dispose();
    this.#managed.delete(profileId);
    this.#schedule();
  }

  /** @throws AxiomTokenError `INVALID_INPUT` for a profile that is not in care */
  refresher(profileId: string): ProfileRefresher {
    const entry = this.#managed.get(profileId);
    if (!entry) throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such profile.' });
    return entry.refresher;
  }

  /** The profile's tokens, refreshed first if they count as expired. @throws as {@link ProfileRefresher.getValidTokens} */
  async ensureValidTokens(profileId: string): Promise<AuthTokens> {
    return this.refresher(profileId).getValidTokens(DEFAULT_MIN_VALID_MS);
  }

  /** An access token that the server takes for at least `minValidMs` more. @throws as {@link ProfileRefresher.getValidTokens} */
  getValidAccessToken(profileId: string, { minValidMs = DEFAULT_MIN_VALID_MS } = {}): Promise<Secret> {
    const inCare = this.#managed.get(profileId);
    const token = inCare?.refresher.validTokensInMemory(minValidMs)?.accessToken;
    if (!inCare || !token) return this.#refreshedAccessToken(profileId, minValidMs);
    // All who ask meanwhile get one promise: making one for each is a good part of what a call costs.
    if (inCare.handedOut?.token !== token) inCare.handedOut = { token, promise: Promise.resolve(token) };
    return inCare.handedOut.promise;
  }

  /** Refreshes because a person asked. @throws as {@link ProfileRefresher.refresh} */
  async refreshNow(profileId: string): Promise<void> {
    return this.refresher(profileId).refresh('person');
  }

  /** The machine woke up, was unlocked, or went online: look at everything again, without waiting out a backoff. */
  noticeWakeUp(): void {
    for (const { refresher } of this.#managed.values()) refresher.skipBackoff();
    this.#tick();
  }

  /** Whether {@link pause} was called and {@link resume} was not. Whoever starts the program keeps it for the next run. */
  get isPaused(): boolean {
    return this.#pause.isPaused;
  }

  /**
   * The panic switch: from now on no token of any profile is handed out and no refresh starts; whoever asks or waits fails with `PAUSED` at once. A
   * refresh that was sent is still taken and saved. Sign-in, restore, sign-out, backup and moving stores go on: a person does them on purpose, and
   * none of them hands a token to a program.
   */
  pause(): void {
    if (this.isPaused) return;
    this.#pause.isPaused = true;
    for (const { refresher } of this.#managed.values()) refresher.noticePause();
    this.#changes.emit();
  }

  /** Ends the pause: what is due is refreshed now, without waiting out a backoff. */
  resume(): void {
    if (!this.isPaused) return;
    this.#pause.isPaused = false;
    for (const { refresher } of this.#managed.values()) refresher.noticePause();
    this.#changes.emit();
    this.noticeWakeUp();
  }

  /** Calls `listener` after every change of any profile, and when a token passes one of its moments (due, expiring, expired). */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#cancelTimer?.();
    for (const profileId of this.#managed.keys()) this.remove(profileId);
    this.#cancelTimer?.();
  }

  async #refreshedAccessToken(profileId: string, minValidMs: number): Promise<Secret> {
    return (await this.refresher(profileId).getValidTokens(minValidMs)).accessToken;
  }

  #tick(): void {
    this.#isTicking = true;
    for (const { refresher } of this.#managed.values()) refresher.tick();
    this.#isTicking = false;
    this.#cancelTimer?.();
    this.#timerAtMs = undefined;
    this.#schedule();
  }

  /**
   * One timer to the next moment of all profiles, looked at again after a minute at the latest: timers stop while a machine sleeps, and a clock that
   * was set is noticed so.
   */
  #schedule(): void {
    if (this.#isTicking) return;
    const moments = [...this.#managed.values()].map(({ refresher }) => refresher.nextWakeAtMs);
    const known = moments.filter((atMs) => atMs !== undefined);
    const nextAtMs = known.length === 0 ? undefined : Math.min(...known);
    if (nextAtMs === this.#timerAtMs) return;
    this.#cancelTimer?.();
    this.#timerAtMs = nextAtMs;
    if (nextAtMs === undefined) return;
    const { clock } = this.#options;
    this.#cancelTimer = clock.setTimer(delayToNextLookMs(clock, nextAtMs - clock.nowMs()), () => this.#tick());
  }
}
