// Schedules the refreshes of all profiles with one timer, and hands out valid tokens.
// Used by ProfileRegistry and by everything that hands out tokens. The refresh itself and its failures are the job of ProfileRefresher.
import { AskedWait, type AskedWaitParts } from './asked-wait';
import type { AuthTokens } from '../tokens/auth-tokens';
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError } from '../base/errors';
import type { AuthGateway } from '../ports/auth-gateway';
import { type Clock, delayToNextCheckMs, type Unsubscribe } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { ProfileRefresher } from './profile-refresher';
import type { Secret } from '../base/secret';
import type { TokenManager } from '../storage/token-manager';

export interface TokenLifecycleManagerOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Refreshes only when a token is asked for, never by the schedule: for a command line that ends at once and cannot keep tokens alive. */
  readonly isOnDemand?: boolean | undefined;
  /** The waits that Axiom has asked for, of all programs; absent: each run knows only its own. */
  readonly askedWaits?: Pick<AskedWaitParts, 'waits' | 'crypto'> | undefined;
}

/** One profile and, until its next change, the promise of the access token that is handed out. */
interface ManagedProfile {
  readonly refresher: ProfileRefresher;
  readonly stopWatching: Unsubscribe;
  handedOut?: { readonly token: Secret; readonly promise: Promise<Secret> } | undefined;
}

/** A handed-out access token is valid for at least this long, unless the caller asks for another time. */
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

  /** Adds a profile, replacing one with the same id. From now on it is refreshed automatically. */
  add(manager: TokenManager, gateway: AuthGateway): ProfileRefresher {
    this.remove(manager.profileId);
    const managers = (): readonly TokenManager[] =>
      [...this.#managed.values()].map(({ refresher: { manager: each } }) => each);
    const { clock, logger, askedWaits } = this.#options;
    const askedWait = askedWaits && new AskedWait({ manager, clock, logger, ...askedWaits });
    const refresher = new ProfileRefresher({
      ...{ ...this.#options, manager, managers, gateway, askedWait },
      pause: this.#pause,
    });
    const stopWatching = refresher.onChange(() => {
      managed.handedOut = undefined;
      this.#schedule();
      this.#changes.emit();
    });
    const managed: ManagedProfile = { refresher, stopWatching };
    this.#managed.set(manager.profileId, managed);
    this.#schedule();
    return refresher;
  }

  /** Stops refreshing a profile; its manager and store are untouched. */
  remove(profileId: string): void {
    const entry = this.#managed.get(profileId);
    entry?.stopWatching();
    entry?.refresher.dispose();
    this.#managed.delete(profileId);
    this.#schedule();
  }

  /** @throws AxiomTokenError `INVALID_INPUT` for a profile that was not added */
  refresher(profileId: string): ProfileRefresher {
    const entry = this.#managed.get(profileId);
    if (!entry) throw new AxiomTokenError('INVALID_INPUT', { message: 'There is no such account.' });
    return entry.refresher;
  }

  /** The profile's tokens, refreshed first if they count as expired. @throws as {@link ProfileRefresher.getValidTokens} */
  async ensureValidTokens(profileId: string): Promise<AuthTokens> {
    return this.refresher(profileId).getValidTokens(DEFAULT_MIN_VALID_MS);
  }

  /** An access token that the server accepts for at least `minValidMs` more. @throws as {@link ProfileRefresher.getValidTokens} */
  getValidAccessToken(profileId: string, { minValidMs = DEFAULT_MIN_VALID_MS } = {}): Promise<Secret> {
    const managed = this.#managed.get(profileId);
    const token = managed?.refresher.validTokensInMemory(minValidMs)?.accessToken;
    if (!managed || !token) return this.#refreshedAccessToken(profileId, minValidMs);
    // One promise for all callers: making one for each is a large part of the cost of a call.
    if (managed.handedOut?.token !== token) managed.handedOut = { token, promise: Promise.resolve(token) };
    return managed.handedOut.promise;
  }

  /** Refreshes because the user asked. @throws as {@link ProfileRefresher.refresh} */
  async refreshNow(profileId: string): Promise<void> {
    return this.refresher(profileId).refresh('person');
  }

  /** Call it when the computer woke up, was unlocked or went online: skips the backoff, checks all profiles now and calls the listeners. */
  checkAllNow(): void {
    for (const { refresher } of this.#managed.values()) refresher.skipBackoff();
    this.#tick();
    this.#changes.emit();
  }

  /** Whether everything is paused. Not stored here: the caller of {@link pause} saves it for the next start. */
  get isPaused(): boolean {
    return this.#pause.isPaused;
  }

  /**
   * The panic switch: from now on no token of any profile is handed out and no refresh starts; every caller, also one that already waits, gets `PAUSED` at
   * once. The result of a refresh that was sent is still saved. Sign-in, restore, sign-out, backup and moving stores still work: the user does them on
   * purpose, and none of them hands a token to a program.
   */
  pause(): void {
    if (this.isPaused) return;
    this.#pause.isPaused = true;
    for (const { refresher } of this.#managed.values()) refresher.onPauseChange();
    this.#changes.emit();
  }

  /** Ends the pause: what is due is refreshed now; the backoff is skipped. */
  resume(): void {
    if (!this.isPaused) return;
    this.#pause.isPaused = false;
    for (const { refresher } of this.#managed.values()) refresher.onPauseChange();
    this.checkAllNow();
  }

  /** Calls `listener` after every change of any profile, and when a token becomes due, expiring or expired. */
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
   * Sets one timer for the earliest wake time of all profiles. It fires after a minute at the latest, because timers stop while the computer sleeps, and the
   * clock may be changed.
   */
  #schedule(): void {
    if (this.#isTicking || this.#options.isOnDemand) return;
    const moments = [...this.#managed.values()].map(({ refresher }) => refresher.nextWakeAtMs);
    const wakeTimes = moments.filter((atMs) => atMs !== undefined);
    const nextAtMs = wakeTimes.length === 0 ? undefined : Math.min(...wakeTimes);
    if (nextAtMs === this.#timerAtMs) return;
    this.#cancelTimer?.();
    this.#timerAtMs = nextAtMs;
    if (nextAtMs === undefined) return;
    const { clock } = this.#options;
    this.#cancelTimer = clock.setTimer(delayToNextCheckMs(clock, nextAtMs - clock.nowMs()), () => this.#tick());
  }
}
