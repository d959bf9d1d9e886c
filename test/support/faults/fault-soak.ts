// Simulates days of one app with one profile, from a seed: a machine that sleeps, clock changes, an unstable network, and a server that is slow or
// broken at times. Returns what was measured by the server's clock.
import { makePlace } from '../make-place';
import { createAxiomAuthGateway } from '../../../main/adapters/axiom/axiom-auth-gateway';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { createAuthTokens } from '../../../main/core/tokens/auth-tokens';
import { MAX_TIMER_MS } from '../../../main/core/ports/clock';
import { SealedJournal } from '../../../main/core/storage/sealed-journal';
import { TokenLifecycleManager } from '../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../main/core/storage/token-manager';
import { createSeededRandom } from '../../axiom-simulator/seeded-random';
import { FAKE_START_MS, FakeClock, settle } from '../fakes/clock/fake-clock';
import { SoakServer, type NetworkState } from './fault-soak-server';
import { MemoryJournal } from '../fakes/journal/memory-journal';
import { RecordingLogger } from '../fakes/logger/recording-logger';
import { ScriptedTokenStore } from '../fakes/token-store/scripted-token-store';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An app that gets no wake-up event after a fault notices the end with its next retry, at most this much later. */
const UNTOLD_LIMIT_MS = 300_000;

export interface SoakResult {
  /** The failed checks, as texts; empty when all passed. */
  readonly wrong: readonly string[];
  readonly events: number;
  readonly granted: number;
  readonly asked: number;
  /** Time with a working connection to the server, and the part of it without a valid token in memory. */
  readonly onlineMs: number;
  readonly invalidMs: number;
  readonly awakeMs: number;
  readonly lifetimeMs: number;
}

/** Simulates `days`; the same seed gives the same events. */
export async function liveThrough(seed: number, days: number): Promise<SoakResult> {
  const life = new SoakLife(seed);
  await life.signIn();
  await life.run(days * DAY);
  return life.end();
}

class SoakLife {
  readonly #random: () => number;
  readonly #clock = new FakeClock(FAKE_START_MS);
  readonly #server: SoakServer;
  readonly #manager: TokenManager;
  readonly #lifecycle: TokenLifecycleManager;
  readonly #store = new ScriptedTokenStore();
  readonly #lifetimeMs: number;
  readonly #wrong = new Set<string>();
  #events = 0;
  #onlineMs = 0;
  #invalidMs = 0;
  #awakeMs = 0;
  /** Set while the app does not know that a fault has ended: until its next request, or until this server time. */
  #untoldUntilMs: number | undefined;
  #askedBefore = 0;
  #accountedMs: number;
  #mostTimers = 0;
  #isSignedIn = false;
  /** Expiry of the token in memory by the server's clock. */
  #heldEndMs = -Infinity;

  constructor(seed: number) {
    this.#random = createSeededRandom(seed);
    this.#lifetimeMs = [15, 15, 30, 60][Math.floor(this.#random() * 4)]! * MINUTE;
    const [clock, random] = [this.#clock, this.#random];
    const logger = new RecordingLogger();
    const silent = { ...logger, info: () => undefined, warn: () => undefined, error: () => undefined };
    const isRotating = this.#random() < 0.7;
    this.#server = new SoakServer({ clock, random, lifetimeMs: this.#lifetimeMs, isRotating });
    // The wall clock may be up to a day wrong from the start.
    if (this.#random() < 0.5) this.#setClock((this.#random() - 0.5) * 2 * DAY);
    const endpoints = {
      siteOrigin: 'https://axiom.trade',
      apiOrigins: ['https://a.example', 'https://b.example'] as const,
      isSimulator: false,
    } as const;
    const gateway = createAxiomAuthGateway({
      transport: this.#server,
      clock,
      random,
      logger: silent,
      endpoints: { ...endpoints, apiOrigins: [...endpoints.apiOrigins] },
    });
    const journal = new SealedJournal(new MemoryJournal(), createNodeCrypto(), silent);
    const origin = endpoints.siteOrigin;
    this.#manager = new TokenManager({
      profileId: 'default',
      origin,
      place: makePlace(this.#store, 'default', journal),
      crypto: createNodeCrypto(),
      clock,
      logger: silent,
      random,
    });
    this.#lifecycle = new TokenLifecycleManager({ clock, logger: silent, random });
    this.#accountedMs = this.#server.nowMs();
    // Counts the time until now with the old state, before the change counts.
    this.#lifecycle.add(this.#manager, gateway).onChange(() => this.#account());
  }

  async signIn(): Promise<void> {
    const { access, refresh } = this.#server.openSession();
    await this.#manager.load();
    const serverOffsetMs = -this.#server.skewMs;
    const receivedAtMs = this.#clock.nowMs() + serverOffsetMs;
    await this.#manager.setTokens(createAuthTokens({ accessToken: access, refreshToken: refresh, receivedAtMs }), {
      serverOffsetMs,
    });
    this.#isSignedIn = true;
    this.#account();
  }

  /** Runs for `ms`, with an event about six times a day. */
  async run(ms: number): Promise<void> {
    const endMs = this.#server.nowMs() + ms;
    while (this.#server.nowMs() < endMs) {
      await this.#passTime(this.#between(10 * MINUTE, 8 * HOUR));
      this.#events++;
      await this.#randomEvent();
    }
  }

  async end(): Promise<SoakResult> {
    await this.#passTime(10 * MINUTE);
    if (!this.#store.kept || this.#store.kept.tokens !== this.#manager.getTokens())
      this.#wrong.add('not what is saved');
    this.#lifecycle.dispose();
    this.#manager.dispose();
    // Running requests may end; no new ones start.
    await this.#clock.advance(5 * MINUTE);
    if (this.#clock.timerCount > 0) this.#wrong.add(`${this.#clock.timerCount} timers are left`);
    if (this.#mostTimers > 4) this.#wrong.add(`${this.#mostTimers} timers at once`);
    if (this.#clock.requestedDelaysMs.some((delayMs) => !(delayMs <= MAX_TIMER_MS)))
      this.#wrong.add('a timer over 60 s');
    const lifetimes = this.#awakeMs / this.#lifetimeMs;
    const { granted, asked } = this.#server;
    if (granted > 2 * lifetimes + this.#events) this.#wrong.add(`${granted} refreshes in ${lifetimes} lifetimes`);
    if (this.#invalidMs > this.#onlineMs * 1e-4) this.#wrong.add(`${this.#invalidMs} ms online without a valid token`);
    return {
      wrong: [...this.#wrong],
      events: this.#events,
      granted,
      asked,
      onlineMs: this.#onlineMs,
      invalidMs: this.#invalidMs,
      awakeMs: this.#awakeMs,
      lifetimeMs: this.#lifetimeMs,
    };
  }

  async #randomEvent(): Promise<void> {
    const kind = Math.floor(this.#random() * 12);
    switch (kind) {
      case 0:
      case 1:
        return this.#sleep(this.#between(10 * MINUTE, 10 * HOUR));
      case 2:
        return this.#setClock(this.#between(10 * SECOND, 3 * HOUR) * (this.#random() < 0.5 ? -1 : 1));
      case 3:
        return this.#fault('unreachable', this.#between(SECOND, 10 * MINUTE));
      case 4:
        return this.#fault('unreachable', this.#between(10 * MINUTE, 5 * HOUR));
      case 5:
        return this.#unstableNetwork();
      case 6:
        return this.#fault('error', this.#between(SECOND, 30 * MINUTE));
      case 7:
        return this.#fault(this.#random() < 0.5 ? 'portal' : 'challenge', this.#between(SECOND, HOUR));
      case 8:
        return this.#fault('busy', this.#between(SECOND, 10 * MINUTE));
      case 9:
        this.#server.latencyMs = this.#between(SECOND, 12 * SECOND);
        await this.#passTime(this.#between(MINUTE, HOUR));
        this.#server.latencyMs = 100;
        return;
      case 10:
        return this.#fault((['reset', 'lost', 'silent'] as const)[Math.floor(this.#random() * 3)]!, 5 * MINUTE);
      default:
        this.#server.falseRefusals = 1;
    }
  }

  async #fault(networkState: NetworkState, ms: number): Promise<void> {
    this.#account();
    this.#server.networkState = networkState;
    await this.#passTime(ms);
    this.#endFault(this.#random() < 0.9 && networkState === 'unreachable');
  }

  async #unstableNetwork(): Promise<void> {
    for (let count = this.#between(2, 20); count > 0; count--) {
      await this.#fault('unreachable', this.#between(SECOND, MINUTE));
      await this.#passTime(this.#between(SECOND, MINUTE));
    }
  }

  #endFault(isTold: boolean): void {
    this.#account();
    this.#server.networkState = 'good';
    this.#askedBefore = this.#server.asked;
    this.#untoldUntilMs = isTold ? undefined : this.#server.nowMs() + UNTOLD_LIMIT_MS;
    if (isTold) this.#lifecycle.checkAllNow();
  }

  /** Sleep: timers and the monotonic clock stop; the network may return a little after the machine. */
  async #sleep(ms: number): Promise<void> {
    this.#account();
    this.#clock.jumpWall(ms);
    this.#accountedMs = this.#server.nowMs();
    const isOnlineAtOnce = this.#random() < 0.5;
    if (!isOnlineAtOnce) this.#server.networkState = 'unreachable';
    const isTold = this.#random() < 0.9;
    if (isTold) this.#lifecycle.checkAllNow();
    await settle();
    if (!isOnlineAtOnce) await this.#passTime(this.#between(SECOND, 20 * SECOND));
    this.#endFault(isTold);
  }

  #setClock(ms: number): void {
    this.#clock.jumpWall(Math.round(ms));
    this.#server.skewMs += Math.round(ms);
  }

  /** Advances the time; sometimes a program asks for a token. */
  async #passTime(ms: number): Promise<void> {
    for (let leftMs = ms; leftMs > 0; ) {
      const stepMs = Math.min(leftMs, this.#between(MINUTE, 20 * MINUTE));
      await this.#clock.advance(stepMs);
      leftMs -= stepMs;
      this.#account();
      this.#mostTimers = Math.max(this.#mostTimers, this.#clock.timerCount);
      if (this.#random() < 0.2) await this.#askForToken();
    }
  }

  async #askForToken(): Promise<void> {
    const asked = this.#lifecycle.getValidAccessToken('default').then(
      (token) => {
        if (this.#server.endOf(token) <= this.#server.nowMs()) this.#wrong.add('an expired token was handed out');
      },
      () => undefined,
    );
    await this.#clock.advance(0);
    void asked;
  }

  /** Counts the time since the last call, in which neither connection state nor token changed. */
  #account(): void {
    const nowMs = this.#server.nowMs();
    const passedMs = nowMs - this.#accountedMs;
    const sinceMs = this.#accountedMs;
    this.#accountedMs = nowMs;
    this.#awakeMs += passedMs;
    if (this.#untoldUntilMs !== undefined) {
      if (this.#server.asked > this.#askedBefore || nowMs >= this.#untoldUntilMs) this.#untoldUntilMs = undefined;
    } else if (this.#server.networkState === 'good') {
      this.#onlineMs += passedMs;
      this.#invalidMs += Math.min(passedMs, Math.max(0, nowMs - Math.max(sinceMs, this.#heldEndMs)));
    }
    const held = this.#manager.getTokens()?.accessToken;
    if (held) this.#heldEndMs = this.#server.endOf(held);
    const { sessionFacet } = this.#lifecycle.refresher('default');
    if (sessionFacet === 'needs-sign-in') this.#wrong.add('an avoidable sign-in');
    if (!held && this.#isSignedIn) this.#wrong.add('the tokens are gone');
    if (this.#server.refused > 0) this.#wrong.add('a dead refresh token was sent');
  }

  #between(from: number, to: number): number {
    return Math.round(from + this.#random() * (to - from));
  }
}
