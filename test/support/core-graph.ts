// The object graph of the core with fakes: one clock, one store, one server and, after `signedIn`, one profile in the lifecycle manager.
//
//   const graph = new CoreGraph();
//   await graph.signedIn();
//   await graph.advanceUntilDue();
//   expect([graph.gateway.asked.length, graph.store.kept?.recordGeneration]).toEqual([1, 2]);
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import type { AskedWaits } from '../../main/core/ports/asked-waits';
import { placeKey } from '../../main/core/ports/place-key';
import type { StoreChoice } from '../../main/core/ports/token-places';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { ProfileRefresher } from '../../main/core/refresh/profile-refresher';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import { createNotesInMemory, type Place, type StorageNote } from '../../main/core/storage/place';
import { TokenManager } from '../../main/core/storage/token-manager';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FakeClock } from './fakes/clock/fake-clock';
import { makePlace } from './make-place';
import { untilDueMs, untilEndMs, untilExpiredMs } from './moments';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';

const crypto = createNodeCrypto();

export interface CoreGraphOptions {
  readonly kept?: TokenRecord;
  readonly lifetimeMs?: number;
  /** For jitter; default 0.5. */
  readonly random?: () => number;
  /** The waits that Axiom has asked for; programs of one test share them. */
  readonly askedWaits?: AskedWaits;
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
  /** The notes that the index got, in order. */
  readonly noted: StorageNote[] = [];
  /** Called before the index takes a note; the index throws what it throws. */
  onNote: (note: StorageNote, place: Place | undefined) => void = () => undefined;
  readonly #notes = createNotesInMemory();
  readonly #places = new Map<string, Place>();

  readonly #writeNote = async (note: StorageNote, place?: Place): Promise<void> => {
    this.onNote(note, place);
    this.noted.push(note);
    await this.#notes.write(note, place);
  };

  constructor(options: CoreGraphOptions = {}) {
    this.random = options.random ?? (() => 0.5);
    this.store = new ScriptedTokenStore(options.kept);
    this.gateway = new ScriptedAuthGateway(this.clock, options.lifetimeMs);
    this.manager = this.newManager('default', this.store);
    const { clock, logger, random } = this;
    const askedWaits = options.askedWaits && { waits: options.askedWaits, crypto };
    this.lifecycle = new TokenLifecycleManager({ clock, logger, random, askedWaits });
  }

  newManager(profileId: string, store = new ScriptedTokenStore()): TokenManager {
    const { clock, logger, random } = this;
    const place = this.place(store, profileId);
    const openPlace = (choice: StoreChoice) => this.#places.get(placeKey(profileId, choice)) ?? place;
    const notes = { read: () => this.#notes.read(), write: this.#writeNote };
    const common = { clock, logger, random, crypto };
    return new TokenManager({ ...common, profileId, origin: 'https://axiom.trade', place, notes, openPlace });
  }

  /** Tells the index that there are saved tokens. */
  noteTokens(): void {
    void this.#notes.write({ hasTokens: true, removing: [] });
  }

  /** A store as a place that a profile can move to. */
  place(store: TokenStore, profileId = 'default'): Place {
    const place = makePlace(store, profileId);
    this.#places.set(place.key, place);
    return place;
  }

  /** Adds the profile to the lifecycle manager and signs it in with fresh, saved tokens. */
  async signedIn(tokens: AuthTokens = this.gateway.issue().tokens): Promise<ProfileRefresher> {
    const refresher = this.lifecycle.add(this.manager, this.gateway);
    await this.manager.load();
    await this.manager.setTokens(tokens);
    return refresher;
  }

  /** Advances to the profile's next automatic refresh, including jitter or the wait after a failure. */
  async advanceUntilDue(): Promise<void> {
    await this.clock.advance(untilDueMs(this.clock, this.lifecycle.refresher('default')));
  }

  /** Advances until the current tokens count as expired, even if they are replaced meanwhile. */
  async advanceUntilExpired(): Promise<void> {
    await this.clock.advance(untilExpiredMs(this.manager));
  }

  /** Advances until the server no longer accepts the current access token. */
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
