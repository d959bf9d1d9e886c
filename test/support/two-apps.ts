// Two apps with separate data folders on one computer: one keychain, one state folder, one server that ends a sign-in when a used refresh token is sent
// again. Everything takes fake time: each store call a random moment, the server as long as a test says.
//
//   const computer = new TwoApps({ seed: 1, answerAfterMs: 200 });
//   const [one, two] = await computer.start();
//   await one.manager.setTokens(computer.server.signIn());
//   await computer.clock.advance(60_000);
//   expect(computer.server.problems).toEqual([]);
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { AxiomTokenError } from '../../main/core/base/errors';
import type { Clock } from '../../main/core/ports/clock';
import type { StoreChoice } from '../../main/core/ports/token-places';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { Profile } from '../../main/core/profiles/profile';
import { ProfileRegistry } from '../../main/core/profiles/profile-registry';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { FakeClock } from './fakes/clock/fake-clock';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { MemoryPlaceNotifications, type NewsListeners } from './fakes/place-notifications/memory-place-notifications';
import { createMemoryProfileIndex } from './fakes/profile-index/memory-profile-index';
import { createMemoryRefreshLock, type LockTable } from './fakes/refresh-lock/memory-refresh-lock';
import { MemoryRemovalMarks } from './fakes/removal-marks/memory-removal-marks';
import { MemorySpentTokens } from './fakes/spent-tokens/memory-spent-tokens';
import type { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';
import { makeTokens } from './make-jwt';
import { loadExpected, MemoryPlaces } from './memory-places';
import { makeOneUse } from './make-single-use-tokens';

const LIFETIME_MS = 30_000;
const LONGEST_CALL_MS = 60;
const crypto = createNodeCrypto();

export interface TwoAppsOptions {
  /** Seed for the duration of store calls. */
  readonly seed: number;
  /** How long the server takes for a refresh; it rotates the token half-way. */
  readonly answerAfterMs: number;
}

/** One account on the server, with one valid sign-in at a time. */
export class StrictServer {
  readonly #clock: FakeClock;
  #current: AuthTokens | undefined;
  readonly #used = new Set<string>();
  /** When refreshes were granted. */
  readonly grantedAtMs: number[] = [];
  /** Each used refresh token that was sent again, and each refresh of an ended sign-in. */
  readonly problems: string[] = [];
  readonly gateway: ScriptedAuthGateway;

  constructor(clock: FakeClock, answerAfterMs: number) {
    this.#clock = clock;
    this.gateway = new ScriptedAuthGateway(clock);
    this.gateway.otherwise = async (tokens) => {
      await pass(clock, answerAfterMs / 2);
      const answer = this.#refresh(tokens);
      await pass(clock, answerAfterMs / 2);
      return { ...this.gateway.issue(), tokens: answer };
    };
  }

  get current(): AuthTokens | undefined {
    return this.#current;
  }

  /** A new sign-in; an earlier one can no longer be refreshed. `agoMs`: its tokens were issued that long ago. */
  signIn(agoMs = 0): AuthTokens {
    return (this.#current = makeTokens(this.#clock.nowMs() - agoMs, LIFETIME_MS));
  }

  #refresh({ refreshToken }: AuthTokens): AuthTokens {
    const text = refreshToken.expose();
    if (!this.#current?.refreshToken.equals(refreshToken)) {
      this.problems.push(
        this.#used.has(text) ? 'a used refresh token came again' : 'a sign-in that is over was refreshed',
      );
      if (this.#used.has(text)) this.#current = undefined;
      throw new AxiomTokenError('UNAUTHORIZED');
    }
    this.#used.add(text);
    this.grantedAtMs.push(this.#clock.nowMs());
    return (this.#current = makeTokens(this.#clock.nowMs(), LIFETIME_MS));
  }
}

export class TwoApps {
  readonly clock = new FakeClock();
  readonly server: StrictServer;
  readonly random: () => number;
  readonly marks = new MemoryRemovalMarks();
  readonly spent = new MemorySpentTokens();
  /** Whether the apps get each other's change notices. */
  readonly listeners: NewsListeners = new Set();
  readonly #locks: LockTable = new Map();
  readonly #places = new MemoryPlaces();
  readonly #apps: ProfileRegistry[] = [];

  constructor({ seed, answerAfterMs }: TwoAppsOptions) {
    this.random = createSeededRandom(seed);
    this.server = new StrictServer(this.clock, answerAfterMs);
  }

  /** The content of a place. */
  store(choice: StoreChoice = { kind: 'keychain' }): ScriptedTokenStore {
    return this.#places.store(choice, 'default');
  }

  /** Starts both with an empty keychain and reads their profiles. */
  async start(): Promise<readonly [Profile, Profile]> {
    const starting = Promise.all([this.open(), this.open()]);
    await this.clock.advance(1_000);
    return starting;
  }

  /** One app; `registry` of it is in {@link registryOf}. */
  async open(): Promise<Profile> {
    const { clock, random, server, marks, spent } = this;
    const logger = new RecordingLogger();
    const lock = createMemoryRefreshLock(clock, this.#locks);
    const common = { clock, logger, random };
    const registry = new ProfileRegistry({
      ...common,
      index: createMemoryProfileIndex(),
      lifecycle: new TokenLifecycleManager(common),
      gateway: server.gateway,
      createStore: (_id, choice, isExpected) => this.#slowly(choice, isExpected),
      createJournal: (place) => this.#places.journal(place),
      lock,
      marks,
      singleUse: makeOneUse({ spent, lock, clock, logger }),
      notifications: new MemoryPlaceNotifications(this.listeners),
      crypto,
    });
    this.#apps.push(registry);
    await registry.open();
    return registry.get('default');
  }

  /** Moves an app's tokens. */
  move(app: Profile, choice: StoreChoice): Promise<void> {
    const registry = this.#apps.find((each) => each.list().includes(app));
    if (!registry) throw new Error('This app is not of this computer.');
    return registry.moveTokens('default', choice);
  }

  /** The store of a place for one app: a call takes effect at some moment within its duration. */
  #slowly(choice: StoreChoice, isExpected: () => boolean): TokenStore {
    const { clock, random } = this;
    const store = this.store(choice);
    const taking = async <Result>(run: () => Promise<Result>): Promise<Result> => {
      await pass(clock, Math.floor(random() * LONGEST_CALL_MS));
      const result = await run();
      await pass(clock, Math.floor(random() * LONGEST_CALL_MS));
      return result;
    };
    return {
      kind: store.kind,
      place: store.place,
      load: () => taking(() => loadExpected(store, choice, isExpected)),
      save: (record) => taking(() => store.save(record)),
      clear: () => taking(() => store.clear()),
    };
  }
}

function pass(clock: Clock, ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => clock.setTimer(ms, resolve));
}
