// One computer and the runs of the app on it: places, index, journals, locks and marks outlive a run, memory does not. All fakes, with one clock.
//
//   const machine = new Machine();
//   const first = await machine.signedIn();
//   machine.lock('default');
//   first.crash();
//   const second = await machine.started();
//   expect(second.manager().storageFacet).toBe('locked');
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import type { ProfileEntry, ProfileIndex } from '../../main/core/ports/profile-index';
import type { RefreshLock } from '../../main/core/ports/refresh-lock';
import { placeOf, type StoreChoice } from '../../main/core/ports/token-places';
import type { TokenStore } from '../../main/core/ports/token-store';
import { ProfileRegistry } from '../../main/core/profiles/profile-registry';
import type { ProfileRefresher } from '../../main/core/refresh/profile-refresher';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import type { TokenManager } from '../../main/core/storage/token-manager';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { ScriptedAuthGateway } from './fakes/auth-gateway/scripted-auth-gateway';
import { FakeClock } from './fakes/clock/fake-clock';
import { RecordingLogger } from './fakes/logger/recording-logger';
import type { MemoryJournal } from './fakes/journal/memory-journal';
import { MemoryPlaceNotifications, type NewsListeners } from './fakes/place-notifications/memory-place-notifications';
import { createMemoryProfileIndex, type MemoryProfileIndex } from './fakes/profile-index/memory-profile-index';
import { createMemoryRefreshLock, type LockTable } from './fakes/refresh-lock/memory-refresh-lock';
import { MemoryRemovalMarks } from './fakes/removal-marks/memory-removal-marks';
import { MemorySpentTokens } from './fakes/spent-tokens/memory-spent-tokens';
import type { StoreCall, ScriptedTokenStore } from './fakes/token-store/scripted-token-store';
import { loadExpected, MemoryPlaces } from './memory-places';
import { makeOneUse } from './make-single-use-tokens';

const crypto = createNodeCrypto();
const ALL_CALLS: readonly StoreCall[] = ['load', 'save', 'clear'];

/** One run of the app. */
export interface Run {
  readonly registry: ProfileRegistry;
  readonly lifecycle: TokenLifecycleManager;
  manager(profileId?: string): TokenManager;
  refresher(profileId?: string): ProfileRefresher;
  /** The process dies: nothing that it has started has an effect any more, and the system releases its locks. */
  crash(): void;
}

export class Machine {
  readonly clock: FakeClock;
  readonly logger = new RecordingLogger();
  readonly gateway: ScriptedAuthGateway;
  readonly index: MemoryProfileIndex;
  readonly marks: MemoryRemovalMarks;
  readonly spent: MemorySpentTokens;
  readonly #locks: LockTable;
  readonly #listeners: NewsListeners;
  readonly #places: MemoryPlaces;
  readonly #watchers: Set<() => void>;
  /** The real path of each other name of a file. */
  readonly links: Map<string, string>;
  /** Files on a drive that does not answer, and the function that ends that. */
  readonly #hung = new Map<string, Promise<void>>();

  /** `beside`: shares everything with that machine except the list of accounts, like a program with another data folder. `entries`: that list's initial content. */
  constructor(entries: readonly ProfileEntry[] = [], beside?: Machine) {
    this.index = createMemoryProfileIndex(entries);
    this.clock = beside?.clock ?? new FakeClock();
    this.gateway = beside?.gateway ?? new ScriptedAuthGateway(this.clock);
    this.marks = beside?.marks ?? new MemoryRemovalMarks();
    this.spent = beside?.spent ?? new MemorySpentTokens();
    this.#locks = beside ? beside.#locks : new Map();
    this.#listeners = beside ? beside.#listeners : new Set();
    this.#places = beside ? beside.#places : new MemoryPlaces();
    this.#watchers = beside ? beside.#watchers : new Set();
    this.links = beside?.links ?? new Map();
  }

  /** The content of a place, under any of its names. */
  store(choice: StoreChoice = { kind: 'keychain' }, profileId = 'default'): ScriptedTokenStore {
    return this.#places.store(this.#real(choice), profileId);
  }

  /** The file at this path. */
  file(path: string): ScriptedTokenStore {
    return this.store({ kind: 'file', path });
  }

  /** The sealed record for the file at this path; without a path, for the keychain entry of `default`. */
  journalOf(path?: string): MemoryJournal {
    return this.#places.journal(path === undefined ? 'keychain:default' : `file:${path}`);
  }

  /** Locks the keychain for this profile's entry. */
  lock(profileId = 'default'): void {
    this.store({ kind: 'keychain' }, profileId).fail(ALL_CALLS, 'STORAGE_LOCKED');
  }

  /** Unlocks it; the app has not noticed yet. */
  unlock(profileId = 'default'): void {
    this.store({ kind: 'keychain' }, profileId).fail(ALL_CALLS);
  }

  /** Stops this file's drive from answering. Call the result to let all calls continue. */
  hang(path: string): () => void {
    const opens = ALL_CALLS.map((call) => this.file(path).hold(call));
    let answer = (): void => undefined;
    this.#hung.set(path, new Promise((resolve) => (answer = resolve)));
    return () => {
      this.#hung.delete(path);
      answer();
      for (const open of opens) open();
    };
  }

  /** Notifies file watchers that one of the files changed. */
  async filesChanged(): Promise<void> {
    for (const changed of this.#watchers) changed();
    await this.clock.advance(1_000);
  }

  /** A run that is still reading its profiles. */
  begun(): { readonly run: Run; readonly opening: Promise<void> } {
    const { clock, logger, gateway, index, marks, spent } = this;
    const random = (): number => 0.5;
    let isAlive = true;
    /** Calls of a dead process have no effect and never return. */
    const whileAlive = async <Result>(call: () => Promise<Result>): Promise<Result> => {
      const outcome = isAlive ? await call().then(resolved, rejected) : undefined;
      if (!isAlive || !outcome) return new Promise(() => undefined);
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    };
    const held = new Set<() => void>();
    const inner = createMemoryRefreshLock(clock, this.#locks);
    const lock: RefreshLock = {
      acquire: (place, waitMs) =>
        whileAlive(async () => {
          const release = await inner.acquire(place, waitMs);
          if (!release) return undefined;
          held.add(release);
          if (!isAlive) release();
          return () => {
            held.delete(release);
            release();
          };
        }),
    };
    const ownIndex: ProfileIndex = {
      ...index,
      get trouble() {
        return index.trouble;
      },
      update: (...given) => whileAlive(() => index.update(...given)),
      remove: (...given) => whileAlive(() => index.remove(...given)),
    };
    const createStore = (profileId: string, choice: StoreChoice, isExpected: () => boolean): TokenStore => {
      const store = this.store(choice, profileId);
      const watch = (changed: () => void): (() => void) => {
        if ('path' in choice && this.#hung.has(choice.path)) throw new Error('The whole process would stop here.');
        const told = (): void => (isAlive ? changed() : undefined);
        this.#watchers.add(told);
        return () => this.#watchers.delete(told);
      };
      return {
        kind: choice.kind,
        place: store.place,
        load: () => whileAlive(() => loadExpected(store, choice, isExpected)),
        save: (record, isWanted) => whileAlive(() => store.save(record, isWanted)),
        clear: (isWanted) => whileAlive(() => store.clear(isWanted)),
        ...(placeOf(choice.kind).asks === 'nothing' ? {} : { watch }),
      };
    };
    const lifecycle = new TokenLifecycleManager({ clock, logger, random });
    const registry = new ProfileRegistry({
      index: ownIndex,
      lifecycle,
      gateway,
      createStore,
      createJournal: (place) => {
        const journal = this.#places.journal(place);
        return new Proxy(journal, {
          get: (target, name) => {
            const member: unknown = Reflect.get(target, name, target);
            return typeof member === 'function'
              ? (...given: unknown[]) => whileAlive(async () => Reflect.apply(member, target, given) as unknown)
              : member;
          },
        });
      },
      resolvePlace: async (choice) => {
        if ('path' in choice) await this.#hung.get(choice.path);
        return this.#real(choice);
      },
      lock,
      notifications: new MemoryPlaceNotifications(this.#listeners),
      marks: {
        read: (place) => whileAlive(() => marks.read(place)),
        add: (place, mark) => whileAlive(() => marks.add(place, mark)),
        drop: (place, signIn) => whileAlive(() => marks.drop(place, signIn)),
      },
      singleUse: makeOneUse({ spent, lock, clock, logger }, whileAlive),
      crypto,
      clock,
      logger,
      random,
    });
    const run: Run = {
      registry,
      lifecycle,
      manager: (profileId = 'default') => registry.get(profileId).manager,
      refresher: (profileId = 'default') => registry.get(profileId).refresher,
      crash() {
        isAlive = false;
        registry.dispose();
        lifecycle.dispose();
        for (const release of held) release();
      },
    };
    return { run, opening: registry.open() };
  }

  #real(choice: StoreChoice): StoreChoice {
    return 'path' in choice ? { ...choice, path: this.links.get(choice.path) ?? choice.path } : choice;
  }

  /** A run that has read its profiles. */
  async started(): Promise<Run> {
    const { run, opening } = this.begun();
    await opening;
    return run;
  }

  /** A run in which `default` is signed in and saved. */
  async signedIn(tokens: AuthTokens = this.gateway.issue().tokens): Promise<Run> {
    const run = await this.started();
    await run.manager().setTokens(tokens, { email: 'trader@example.com' });
    return run;
  }

  /** Kills the run and starts another one. */
  async restarted(run: Run): Promise<Run> {
    run.crash();
    return this.started();
  }
}

function resolved<Value>(value: Value): { readonly value: Value } {
  return { value };
}

function rejected(error: unknown): { readonly error: unknown } {
  return { error };
}
