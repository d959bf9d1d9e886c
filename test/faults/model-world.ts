// One computer of the model: lasting stores, journal and server, a run of the real core on them, and the expected state: the
// newest pair that the client has received and the person has not given up.
import { AxiomTokenError } from '../../main/core/base/errors';
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { type AuthTokens, isOtherAccount } from '../../main/core/tokens/auth-tokens';
import type { ProfileEntry, ProfileIndex, Removal } from '../../main/core/ports/profile-index';
import type { StoreChoice } from '../../main/core/ports/token-places';
import { ProfileRegistry } from '../../main/core/profiles/profile-registry';
import { TokenLifecycleManager } from '../../main/core/refresh/token-lifecycle-manager';
import type { TokenManager } from '../../main/core/storage/token-manager';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { placeKey } from '../../main/core/ports/place-key';
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { createMemoryProfileIndex } from '../support/fakes/profile-index/memory-profile-index';
import { createMemoryRefreshLock } from '../support/fakes/refresh-lock/memory-refresh-lock';
import { MemorySpentTokens } from '../support/fakes/spent-tokens/memory-spent-tokens';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { WholeMillisecondClock } from './model-clock';
import { ModelMarks } from './model-marks';
import { keptBeside, nameOfPair, samePair } from './model-pairs';
import { type Life, type ModelJournal, ModelPlace, never, type Permission } from './model-places';
import { ModelServer } from './model-server';
import { makeOneUse } from '../support/make-single-use-tokens';

export const ORIGIN = 'https://axiom.trade';

/** Far more place calls than any step makes: a program in an endless loop stops there, and its sequence is reported. */
const MOST_CALLS = 10_000;

/** The other place besides the keychain, and the first place. */
export interface ModelSetting {
  readonly beside: 'sealed-file' | 'file';
  readonly startsAt: 0 | 1;
}

export class ModelWorld {
  readonly clock = new WholeMillisecondClock();
  readonly logger = new RecordingLogger();
  readonly crypto = createNodeCrypto();
  readonly random = createSeededRandom(1);
  /** The error of this computer's clock. */
  clockErrorMs = 0;
  readonly server = new ModelServer(this.clock, () => this.clock.nowMs() - this.clockErrorMs);
  readonly places: readonly [ModelPlace, ModelPlace];
  readonly marks = new ModelMarks();
  readonly spent = new MemorySpentTokens();
  readonly index;
  readonly #choices: readonly [StoreChoice, StoreChoice];
  /** The other profile, to which nothing happens, has nothing there. */
  readonly #othersPlace: ModelPlace;
  /** Called when the index names another place. */
  onMoved: () => void = () => undefined;
  /** Rule violations so far. */
  readonly breaches = this.server.breaches;
  /** The newest pair that was received and not given up; `undefined`: signed out. */
  expected: AuthTokens | undefined;
  /** Pairs that the person has signed in over since the last refresh: one of them comes back when the server refuses the newer pair. */
  #replaced: readonly AuthTokens[] = [];
  /** The newest pair at the moment when the person left a place without it. */
  leftBehind: AuthTokens | undefined;
  /** The order of received pairs and of the last sign-out, counted by events. */
  readonly #came = new Map<string, number>();
  #signedOutAt = 0;
  /** Whether the list could not be written then: the sign-out is shown as not saved, and a restart may undo it. */
  mayForget = false;
  /** The pair in memory then: another account's tokens are not meant. */
  #signedOutOf: AuthTokens | undefined;
  /** When each removal was stored in the index. */
  readonly #notedAt = new Map<Removal, number>();
  #happened = 0;
  /** Whether the disk had space when that pair came. */
  #hadSpace = true;
  /** Another program's newer pair, which this one may or may not have taken over. */
  alternative: AuthTokens | undefined;
  /**
   * Whether the person decided over tokens that another program had refreshed unseen: both continue from the same generation, so it is not promised which of the two
   * a crash leaves.
   */
  isContended = false;
  /** Tokens that another account's record has overwritten. */
  covered: TokenRecord | undefined;
  /** The content of the backup. */
  backup: TokenRecord | undefined;
  /** Whether the person's last decision was a sign-out. */
  isSignedOut = false;
  moving = 0;
  /** Whether the tokens were moved since the person's last decision. */
  mayAdopt = false;
  /** Counts sign-ins, restores and sign-outs: a request from before one of them is dropped after it. */
  decisions = 0;
  /** Pairs that were only in memory when the app died: the store took nothing, and the disk was full or a first sign-in's key was not saved yet. */
  unavoidable = 0;
  isClockSane = true;
  /** Whether the list of profiles cannot be written. */
  isIndexBroken = false;
  /** Number of place calls in the current step. */
  calls = 0;
  life: Life = { isOver: false };
  startedAtMs = 0;
  #lastPlace: 0 | 1 = 0;
  registry!: ProfileRegistry;
  lifecycle!: TokenLifecycleManager;

  constructor({ beside, startsAt }: ModelSetting) {
    const permission: Permission = {
      mayRemove: () => this.isSignedOut || this.moving > 0 || this.removing.length > 0,
      isLater: ({ tokens }) =>
        !this.server.wasExchanged(tokens) && this.#cameAt(tokens) > this.#cameAt(this.place.kept?.tokens),
      isEndless: () => {
        if (++this.calls <= MOST_CALLS) return false;
        this.breaches.push('a step came to no end');
        return true;
      },
      noteTaken: () => this.noteTakenOver(),
      breach: (what) => {
        if (!this.isContended) this.breaches.push(what);
      },
    };
    this.#choices = [{ kind: 'keychain' }, { kind: beside, path: '/tokens' }];
    this.#othersPlace = new ModelPlace('keychain', permission);
    this.places = [new ModelPlace('keychain', permission), new ModelPlace(beside, permission)];
    this.index = createMemoryProfileIndex([
      { id: 'default', name: 'main', store: this.#choices[startsAt], hasTokens: false },
      // The last profile cannot be removed.
      { id: 'other', name: 'other', store: this.#choices[0], hasTokens: false },
    ]);
  }

  get manager(): TokenManager {
    return this.registry.get('default').manager;
  }

  /** Whether the profile is in the list. */
  get isListed(): boolean {
    return this.registry.list().some(({ id }) => id === 'default');
  }

  /** The place in the index. */
  get placeInUse(): 0 | 1 {
    const kind = this.#entry?.store.kind;
    if (kind) this.#lastPlace = kind === 'keychain' ? 0 : 1;
    return this.#lastPlace;
  }

  get place(): ModelPlace {
    return this.places[this.placeInUse];
  }

  /** The account that the person signs in to: the one of the tokens in memory. */
  get account(): string {
    return this.manager.getTokens()?.authenticatedUserId ?? 'account-1';
  }

  get journal(): ModelJournal {
    return this.place.journal;
  }

  /** The place that the profile does not use. */
  get otherChoice(): StoreChoice {
    return this.#choices[this.placeInUse === 0 ? 1 : 0];
  }

  get #entry(): ProfileEntry | undefined {
    return this.index.list().find(({ id }) => id === 'default');
  }

  get #placeKey(): string {
    return placeKey('default', this.#choices[this.placeInUse]);
  }

  /** The removals that are still noted. */
  get removing(): readonly Removal[] {
    return this.#entry?.removing ?? [];
  }

  /** Starts a run of the app. */
  async start(): Promise<void> {
    const life: Life = (this.life = { isOver: false });
    const { clock, logger, random, crypto, marks, spent } = this;
    const lock = createMemoryRefreshLock(clock);
    this.startedAtMs = clock.nowMs();
    this.lifecycle = new TokenLifecycleManager({ clock, logger, random });
    const gateway = this.server.open(life, (sent) => {
      // It may have taken a record by now, and continues from it.
      this.noteTakenOver();
      if (this.lifecycle.isPaused) this.breaches.push('a refresh was sent while everything was paused');
      const { decisions } = this;
      return (tokens) => {
        if (decisions !== this.decisions) return;
        // A record that another program has put there belongs to another sign-in: which of the two continues is not promised.
        if (this.alternative || !samePair(sent, this.manager.getTokens())) this.isContended = true;
        this.#receive(tokens);
      };
    });
    this.registry = new ProfileRegistry({
      index: this.#whileAlive(life),
      lifecycle: this.lifecycle,
      gateway,
      createStore: (id, { kind }, isExpected) =>
        (id === 'other' ? this.#othersPlace : this.#placeOf(kind)).open(life, isExpected),
      createJournal: (key, kind) => {
        const { journal } = key === 'keychain:other' ? this.#othersPlace : this.#placeOf(kind);
        return journal.open(life, () => (this.isListed ? this.manager.getRecord() : undefined));
      },
      lock,
      marks: marks.open(life),
      singleUse: makeOneUse({ spent, lock, clock, logger }, (call) => (life.isOver ? never() : call())),
      crypto,
      clock,
      logger,
      random,
    });
    void this.registry.open();
    await new Promise((resolve) => setImmediate(resolve));
    logger.lines.length = 0;
  }

  #placeOf(kind: StoreChoice['kind']): ModelPlace {
    return this.places[kind === 'keychain' ? 0 : 1];
  }

  /** The index, which outlives every run. */
  #whileAlive(life: Life): ProfileIndex {
    const { index } = this;
    return {
      get trouble() {
        return index.trouble;
      },
      list: () => index.list(),
      unknownEntries: () => [],
      removed: () => [],
      reservedIds: () => [],
      update: async (id, change) => {
        if (life.isOver) return never();
        const [wasListed, before] = [this.#entry !== undefined, this.placeInUse];
        await index.update(id, change);
        for (const removal of this.removing)
          if (!this.#notedAt.has(removal)) this.#notedAt.set(removal, ++this.#happened);
        if (wasListed && before !== this.placeInUse) this.onMoved();
      },
      remove: (id) => (life.isOver ? never() : index.remove(id)),
    };
  }

  /** The run dies as by kill -9; its hanging store calls take effect or do not. */
  die(isHungApplied: boolean): void {
    // A person has moved away from it and back while nothing was visible there.
    if (this.place.isMissing && this.isListBehind) this.isContended = true;
    // Only what the store, or the journal under the store's key, contains can come back.
    this.life.isOver = true;
    for (const place of this.places) place.end(this.life, isHungApplied);
    this.lifecycle.dispose();
    this.registry.dispose();
    const { journal, half, theirs, kept: whole } = this.place;
    const kept = half ?? whole;
    const sealed = journal.sealedRecord;
    const isMarked =
      this.marks.has(this.#placeKey, sealed?.signInId) && this.#signedOutAt > this.#cameAt(sealed?.tokens);
    const isOpenable = sealed && journal.hasKeyOf(kept, sealed) && !isMarked;
    // A start takes the account that it finds; a sealed record of another one stays.
    const isOthers = isOtherAccount(sealed?.tokens, kept?.tokens);
    const isHidden = isOthers && kept !== undefined && !this.place.isMissing && !this.#isGivenUp(kept, kept);
    // A pair that came back in memory and could be neither saved nor sealed is still at the place as before.
    const isBack = this.isListed && this.manager.hasUnsavedTokens && samePair(kept?.tokens, this.manager.getTokens());
    const isLater = isBack || this.#cameAt(sealed?.tokens) > this.#cameAt(kept?.tokens);
    const durable = sealed && isOpenable && !isHidden && isLater ? sealed : kept;
    const isKept = [this.expected, this.alternative].some((pair) => samePair(durable?.tokens, pair));
    if (!isKept && this.expected) {
      this.unavoidable++;
      const record = this.isListed ? this.manager.getRecord() : undefined;
      if (record && journal.hasKeyOf(kept, record) && this.#hadSpace && !this.isContended && !isOthers && !theirs)
        this.breaches.push('lost: the disk could have taken the newest pair');
    }
    // Without its key it is useless.
    if (!isOpenable) journal.sealedRecord = undefined;
    const isGivenUp = durable !== undefined && this.#isGivenUp(durable, kept);
    // A write that another program finishes after a sign-out is not covered by it, and neither is another account's.
    const isMeant =
      !half && !theirs && !this.mayForget && !isOtherAccount(durable?.tokens, this.#signedOutOf) && !this.isContended;
    if (durable && this.isSignedOut && !isGivenUp && isMeant) this.breaches.push('a sign-out is undone');
    this.isSignedOut = durable === undefined || isGivenUp;
    this.expected = this.isSignedOut ? undefined : durable?.tokens;
    this.#replaced = this.isSignedOut ? [] : keptBeside(durable);
    this.alternative = undefined;
    this.decisions++;
    this.moving = 0;
  }

  /** Whether the next start knows that the person signed out of this after it came. A record sealed with a key of the place's record is lost with that. */
  #isGivenUp({ tokens, signInId }: TokenRecord, kept: TokenRecord | undefined): boolean {
    const cameAt = this.#cameAt(tokens);
    const isNoted = this.removing.some(
      (removal) =>
        removal.store.kind === this.#choices[this.placeInUse].kind &&
        // A record left there by a move is removed, too.
        (removal.reason === 'signed-out' || this.isSignedOut) &&
        !isOtherAccount(tokens, removal) &&
        (signInId === undefined || [undefined, signInId, kept?.signInId].includes(removal.signIn)) &&
        // Noted late if the list could not be written.
        Math.min(this.#notedAt.get(removal) ?? 0, this.#signedOutAt) > cameAt,
    );
    const isMarked = !kept && this.marks.has(this.#placeKey, signInId) && this.#signedOutAt > cameAt;
    return isNoted || isMarked;
  }

  /** Memory may have taken over another program's pair, or after two refusals the old pair. */
  noteTakenOver(): void {
    const tokens = this.isListed ? this.manager.getTokens() : undefined;
    if (!tokens) return;
    const isThere = samePair(tokens, this.place.kept?.tokens);
    const before = isThere ? tokens : this.#replaced.find((pair) => samePair(tokens, pair));
    if (before && this.server.mayGiveWay(this.expected))
      this.#receive(tokens, [...this.#replaced, ...(this.expected ? [this.expected] : [])], this.#hadSpace);
    if (samePair(tokens, this.alternative)) {
      this.expected = this.alternative;
      this.alternative = undefined;
    }
    // When signed out, the app takes what the new place contains.
    const mayAdopt = this.mayAdopt || isOtherAccount(tokens, this.#signedOutOf);
    if (!this.expected && mayAdopt && (isThere || samePair(tokens, this.leftBehind)))
      this.decide(tokens, keptBeside(this.place.kept));
    // Another account's tokens are taken by a start, also after a sign-out.
    if (!samePair(tokens, this.place.theirs?.tokens) || (this.expected && !samePair(tokens, this.expected))) return;
    if (!this.expected) this.decide(tokens);
    this.place.theirs = undefined;
  }

  /** Whether the list knows the name of the record at the place. */
  get isNamed(): boolean {
    const { signInId } = this.place.half ?? this.place.kept ?? {};
    return signInId !== undefined && this.#entry?.signIn === signInId;
  }

  /** Whether the list may not know the record at the place. */
  get isListBehind(): boolean {
    return this.isIndexBroken || (this.place.kept !== undefined && !this.#entry?.hasTokens);
  }

  /** Makes the list of profiles unwritable, or writable again. */
  breakIndex(isBroken: boolean): void {
    if (isBroken && this.place.isMissing) return;
    this.isIndexBroken = isBroken;
    this.index.breakWith(isBroken ? new AxiomTokenError('STORAGE_DENIED') : undefined);
  }

  /** The person signs in with other tokens. `beside`: tokens that came with them. */
  decide(tokens: AuthTokens | undefined, beside: readonly AuthTokens[] = []): void {
    if (!tokens) this.#signedOutOf = this.manager.getTokens();
    this.mayForget = this.isIndexBroken;
    this.decisions++;
    this.#receive(tokens, tokens && this.expected ? [...this.#replaced, this.expected] : beside);
    this.mayAdopt = false;
    if (this.alternative) this.isContended = true;
    this.alternative = undefined;
    this.isSignedOut = tokens === undefined;
    if (!tokens) this.#signedOutAt = ++this.#happened;
  }

  /** The person moves to another place and leaves the unreadable tokens behind. */
  leaveBehind(): void {
    this.decisions++;
    this.leftBehind = this.expected;
    this.#receive(undefined);
  }

  /** A pair arrives, from a person, the server or another program. */
  came(tokens: AuthTokens): void {
    this.#came.set(nameOfPair(tokens), ++this.#happened);
  }

  #cameAt(tokens: AuthTokens | undefined): number {
    return (tokens && this.#came.get(nameOfPair(tokens))) ?? 0;
  }

  /** `hadSpace`: for a pair that came some time before it is noticed. */
  #receive(tokens: AuthTokens | undefined, replaced: readonly AuthTokens[] = [], hadSpace = true): void {
    this.expected = tokens;
    this.#replaced = replaced;
    if (tokens) this.came(tokens);
    this.#hadSpace = hadSpace && this.journal.files.failure === undefined;
  }
}
