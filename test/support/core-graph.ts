// The object graph of the core with fakes: one clock, one store, one server and, after `signedIn`, one profile in the lifecycle manager.
//
//   const graph = new CoreGraph();
//   await graph.signedIn();
//   await graph.advanceUntilDue();
//   expect([graph.gateway.asked.length, graph.store.kept?.recordGeneration]).toEqual([1, 2]);
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { ProfileRefresher } from '../../main/core/refresh/profile-refresher';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../main/core/storage/token-manager';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FakeClock } from './fakes/clock/fake-clock';
import { untilDueMs, untilEndMs, untilExpiredMs } from './moments';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';

export interface CoreGraphOptions {
  readonly kept?: TokenRecord;
  readonly lifetimeMs?: number;
  /** For jitter; default 0.5. */
  readonly random?: () => number;
}

/** For tests of manager, refresher and lifecycle. At first nothing is loaded and no profile is added. */
export class CoreGraph {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly store: ScriptedTokenStore;
  readonly gateway: ScriptedAuthGateway;
  readonly manager: TokenManager;
  readonly lifecycle: TokenLifecycleManager;
  readonly random: () => number;

  constructor(options: CoreGraphOptions = {}) {
    this.random = options.random ?? (() => 0.5);
    this.store = new ScriptedTokenStore(options.kept);
    this.gateway = new ScriptedAuthGateway(this.clock, options.lifetimeMs);
    this.manager = this.newManager('default', this.store);
    this.lifecycle = new TokenLifecycleManager({ clock: this.clock, logger: this.logger, random: this.random });
  }

  newManager(profileId: string, store = new ScriptedTokenStore()): TokenManager {
    const { clock, logger, random } = this;
    return new TokenManager({ profileId, origin: 'https://axiom.trade', store, clock, logger, random });
  }

  /** Adds the profile to the lifecycle manager and signs it in with fresh, saved tokens. */
  async signedIn(tokens: AuthTokens = this.gateway.issue().tokens): Promise<ProfileRefresher> {
    const refresher = this.lifecycle.add(this.manager, this.gateway);
    await this.manager.load();
    await this.manager.setTokens(tokens);
    return refresher;
  }

  /** To the moment at which the profile refreshes next by itself: jitter included, or the next try after a failure. */
  async advanceUntilDue(): Promise<void> {
    await this.clock.advance(untilDueMs(this.clock, this.lifecycle.refresher('default')));
  }

  /** Until the tokens that are there now count as expired, though others may be there by then. */
  async advanceUntilExpired(): Promise<void> {
    await this.clock.advance(untilExpiredMs(this.manager));
  }

  /** Until the server takes the access token that is there now no more. */
  async advancePastEnd(): Promise<void> {
    await this.clock.advance(untilEndMs(this.manager) + 1);
  }

  /** When refreshes were sent, in milliseconds of the monotonic clock since the start. */
  get askedAfterMs(): readonly number[] {
    return this.gateway.asked.map(({ atMs }) => atMs - 1_000);
  }
}

/** The code of the error that a promise rejects with, or the value that it resolves to. */
export async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
}
