// One computer of the model: stores, journal and server that last, a run of the real core over them, and what must be true of it: which pair is the
// newest that the client has received and the person has not given up.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { placeKey } from '../../main/core/ports/place-key';
import type { StoreChoice } from '../../main/core/ports/token-places';
import type { TokenStore } from '../../main/core/ports/token-store';
import type { Place, StorageNote, StorageNotes } from '../../main/core/storage/place';
import { SealedJournal } from '../../main/core/storage/sealed-journal';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../main/core/storage/token-manager';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { createMemoryRefreshLock } from '../support/fakes/refresh-lock/memory-refresh-lock';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { type Life, ModelJournal, ModelPlace, type Permission } from './model-places';
import { ModelServer } from './model-server';

export const ORIGIN = 'https://axiom.trade';

/** Timers after parts of a millisecond move the fake clock by them; a real wall clock counts whole ones. */
class WholeClock extends FakeClock {
  override nowMs(): number {
    return Math.floor(super.nowMs());
  }
}

export class ModelWorld {
  readonly clock = new WholeClock();
  readonly logger = new RecordingLogger();
  readonly crypto = createNodeCrypto();
  readonly random = createSeededRandom(1);
  readonly server = new ModelServer(this.clock);
  readonly places: readonly [ModelPlace, ModelPlace];
  readonly journal: ModelJournal;
  /** Which place the index names. */
  placeInUse: 0 | 1 = 0;
  /** What the index says of the profile. */
  noted: StorageNote = { hasTokens: false, removing: [] };
  /** Called when the index names another place. */
  onMoved: () => void = () => undefined;
  /** What went against the rules so far. */
  readonly breaches: string[] = [];
  /** The newest pair that was received and not given up; `undefined`: signed out. */
  expected: AuthTokens | undefined;
  /** What the newest pair was when the person went to another place without it. */
  leftBehind: AuthTokens | undefined;
  /** Whether the disk had space when that pair came. */
  #hadSpace = true;
  /** Another program's newer pair, which this one may have taken over or not. */
  alternative: AuthTokens | undefined;
  /**
   * Whether the person decided over tokens that another program had renewed unseen: both count on from the same generation, so which of the two a
   * crash leaves is not promised.
   */
  isContended = false;
  /** What a backup was made of. */
  backup: TokenRecord | undefined;
  /** Whether the person's last word was to sign out. */
  isSignedOut = false;
  moving = 0;
  /** Whether the tokens were moved since the person last decided over them. */
  mayAdopt = false;
  /** Counts sign-ins, restores and sign-outs: what was asked before one of them is dropped after it. */
  decisions = 0;
  /** Pairs that were in memory only when the app died: the store took nothing, and the disk was full or the key of a first sign-in not saved yet. */
  unavoidable = 0;
  isClockSane = true;
  life: Life = { isOver: false };
  startedAtMs = 0;
  manager!: TokenManager;
  lifecycle!: TokenLifecycleManager;

  constructor() {
    const permission: Permission = {
      mayRemove: () => this.isSignedOut || this.moving > 0,
      kept: () => this.place.kept,
      breach: (what) => {
        if (!this.isContended) this.breaches.push(what);
      },
    };
    this.places = [new ModelPlace('System keychain', permission), new ModelPlace('A file', permission)];
    this.journal = new ModelJournal(permission);
  }

  get place(): ModelPlace {
    return this.places[this.placeInUse];
  }

  /** A run of the app begins. */
  async start(): Promise<void> {
    const life: Life = { isOver: false };
    const { clock, logger, random, crypto } = this;
    this.life = life;
    this.startedAtMs = clock.nowMs();
    const files = this.journal.open(life, () => this.manager.getRecord());
    const journal = new SealedJournal(files, crypto, logger);
    const store = this.place.open(life);
    const lock = createMemoryRefreshLock(clock);
    this.manager = new TokenManager({
      profileId: 'default',
      origin: ORIGIN,
      place: this.#opened(store, this.placeInUse, journal),
      notes: this.#notes(life),
      openPlace: ({ kind }) =>
        this.#opened(this.places[kind === 'keychain' ? 0 : 1].open(life), kind === 'keychain' ? 0 : 1, journal),
      crypto,
      clock,
      logger,
      random,
      lock,
    });
    this.openPlace = (at) => this.#opened(this.places[at].open(life), at, journal);
    this.lifecycle = new TokenLifecycleManager({ clock, logger, random });
    const gateway = this.server.open(life, () => {
      if (this.lifecycle.isPaused) this.breaches.push('a refresh was sent while everything was paused');
      const { decisions } = this;
      return (tokens) => {
        if (decisions === this.decisions) this.#receive(tokens);
      };
    });
    this.lifecycle.add(this.manager, gateway);
    void this.manager.load();
    await new Promise((resolve) => setImmediate(resolve));
    logger.lines.length = 0;
  }

  /** The places as the present run opens them. */
  openPlace!: (at: 0 | 1) => Place;

  #opened(store: TokenStore, at: 0 | 1, journal: SealedJournal): Place {
    const choice: StoreChoice = at === 0 ? { kind: 'keychain' } : { kind: 'sealed-file', path: '/tokens' };
    return { key: placeKey('default', choice), choice, store, journal };
  }

  /** The index, which outlives every run. */
  #notes(life: Life): StorageNotes {
    return {
      read: () => this.noted,
      write: async (note, place) => {
        if (life.isOver) return new Promise(() => undefined);
        this.noted = note;
        if (!place) return;
        this.placeInUse = place.choice.kind === 'keychain' ? 0 : 1;
        this.onMoved();
      },
    };
  }

  /** The run dies as by kill -9; what hung at a store reaches it or does not. */
  die(isHungApplied: boolean): void {
    // Only what the store, or the journal under the store's key, has can be there again.
    this.life.isOver = true;
    for (const place of this.places) place.end(this.life, isHungApplied);
    this.lifecycle.dispose();
    this.manager.dispose();
    const kept = this.place.kept;
    const sealed = this.journal.sealedRecord;
    const isOpenable = sealed && kept?.journalKey && sealed.journalKey?.equals(kept.journalKey);
    const durable = sealed && isOpenable && sealed.recordGeneration > (kept?.recordGeneration ?? 0) ? sealed : kept;
    const isKept = samePair(durable?.tokens, this.expected) || samePair(durable?.tokens, this.alternative);
    if (!isKept && this.expected) {
      this.unavoidable++;
      const isKeyKept = kept?.journalKey && this.manager.getRecord()?.journalKey?.equals(kept.journalKey);
      if (isKeyKept && this.#hadSpace && !this.isContended)
        this.breaches.push('lost: the disk could have taken the newest pair');
    }
    // Without its key it is of no use to anybody.
    if (!isOpenable) this.journal.sealedRecord = undefined;
    // A sign-out that is noted is finished by the next start.
    const isNoted = this.noted.removing.some(
      ({ reason, signIn }) =>
        reason === 'signed-out' && (this.isSignedOut || signIn === undefined || signIn === durable?.signInId),
    );
    this.isSignedOut = durable === undefined || isNoted;
    this.expected = this.isSignedOut ? undefined : durable?.tokens;
    this.alternative = undefined;
    this.decisions++;
    this.moving = 0;
  }

  /** The person takes other tokens. */
  decide(tokens: AuthTokens | undefined): void {
    this.decisions++;
    this.#receive(tokens);
    this.mayAdopt = false;
    if (this.alternative) this.isContended = true;
    this.alternative = undefined;
    this.isSignedOut = tokens === undefined;
  }

  /** The person goes to another place without what could not be read. */
  leaveBehind(): void {
    this.decisions++;
    this.leftBehind = this.expected;
    this.#receive(undefined);
  }

  #receive(tokens: AuthTokens | undefined): void {
    this.expected = tokens;
    this.#hadSpace = this.journal.files.failure === undefined;
  }
}

export function samePair(a: AuthTokens | undefined, b: AuthTokens | undefined): boolean {
  if (!a || !b) return a === b;
  return a.accessToken.equals(b.accessToken) && a.refreshToken.equals(b.refreshToken);
}
