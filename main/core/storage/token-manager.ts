// One profile's tokens: get, set, clear, and the checks of the expiry policy. ProfileStorage holds the record and saves it at its place.
// Used by ProfileRefresher, sign-in and restore. Must not know the server, the schedule (TokenLifecycleManager) or the technology of the store.
import { type AuthTokens, keepNames } from '../tokens/auth-tokens';
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError } from '../base/errors';
import * as policy from '../tokens/expiry-policy';
import type { Clock, Unsubscribe } from '../ports/clock';
import { newerTokens } from './next-record';
import type { SingleUseTokens } from './single-use-tokens';
import type { Place } from './place';
import type { MoveOptions } from './place-move';
import type { LockPurpose } from './profile-lock';
import { RecordMaker, type TokenContext } from './record-maker';
import { type PersonRequest, PersonRequests } from './person-requests';
import { refuseOtherAccount, spentRefusalOf, unseenPlaceRefusal } from './refusals';
import { ProfileStorage, type ProfileStorageOptions } from './profile-storage';
import type { Secret } from '../base/secret';
import { ServerTime, type TokenSource } from './server-time';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { StorageView } from './storage-loop';
import type { StorageFacet } from '../status/state-facets';
import type { ReplacedPair } from '../tokens/replaced-pair';
import type { TokenRecord } from '../tokens/token-record';

/** The options of a manager. `origin`: the site that the tokens belong to; tokens of another site are neither accepted nor overwritten. */
export type TokenManagerOptions = ProfileStorageOptions;

/** One profile's tokens. Made with `new`; its place is read by `load()`. */
export class TokenManager {
  readonly profileId: string;
  readonly origin: string;
  readonly #clock: Clock;
  readonly #changes: ChangeEmitter;
  readonly #records: RecordMaker;
  /** The user's requests for this profile; a sign-out refuses those that have not finished. */
  readonly requests = new PersonRequests();
  /** Prevents a refresh token from being sent twice. */
  readonly singleUse: SingleUseTokens | undefined;
  readonly #storage: ProfileStorage;
  readonly #serverTime: ServerTime;
  #signInEpoch = 0;

  constructor(options: TokenManagerOptions) {
    this.profileId = options.profileId;
    this.origin = options.origin;
    this.#clock = options.clock;
    this.#changes = new ChangeEmitter(options.logger);
    this.#serverTime = new ServerTime(options.clock);
    this.#records = new RecordMaker(options, () => this.#storage, spentRefusalOf(options));
    this.singleUse = options.singleUse;
    this.#storage = new ProfileStorage(options, {
      recordChanged: (record, isForgotten) => this.#onRecord(record, isForgotten),
      changed: () => this.#changes.emit(),
    });
  }

  /** The pair in memory, or `undefined` when signed out. */
  getTokens(): AuthTokens | undefined {
    return this.#storage.record?.tokens;
  }

  /** The tokens with generation, origin and e-mail, as they are saved. */
  getRecord(): TokenRecord | undefined {
    return this.#storage.record;
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` */
  getAccessToken(): Secret {
    return this.#requireTokens().accessToken;
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` */
  getRefreshToken(): Secret {
    return this.#requireTokens().refreshToken;
  }

  /** True without tokens, and from min(5 min, L/6) before the access token's expiry (L: its lifetime). */
  isExpired(): boolean {
    return policy.isExpired(this.getTokens(), this.serverNowMs());
  }

  /** True without tokens, and from min(15 min, L/2) before the access token's expiry (L: its lifetime). */
  needsRefresh(): boolean {
    return policy.needsRefresh(this.getTokens(), this.serverNowMs());
  }

  /** Clock skew, server minus local: as last measured (0 when unknown or below 5 s), corrected if the wall clock was set back since then. */
  get serverOffsetMs(): number {
    return this.serverNowMs() - this.#clock.nowMs();
  }

  /** The server's time as far as known; all expiry checks use it. Never goes back while the tokens are the same. */
  serverNowMs(): number {
    return this.#serverTime.nowMs();
  }

  /** Counts up with every sign-in, restore and clear. A refresh that began in an earlier epoch must not be committed. */
  get signInEpoch(): number {
    return this.#signInEpoch;
  }

  /** Where the tokens are kept. */
  get place(): Place {
    return this.#storage.place;
  }

  get storageFacet(): StorageFacet {
    return this.#storage.facet;
  }

  /** Whether memory has tokens that the store does not have yet, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    return this.#storage.hasUnsavedTokens;
  }

  /** More about the state of the place, for the window. */
  get storage(): StorageView {
    return this.#storage.view;
  }

  /** Why the last call to the store failed; `undefined` after a success. */
  get storageFailure(): AxiomTokenError | undefined {
    return this.#storage.failure;
  }

  /** Calls `listener` after every change of tokens or storage. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  /** Loads from the store. Never throws: a failure shows in `storageFacet` and is retried automatically. */
  load(): Promise<void> {
    return this.#storage.load();
  }

  /**
   * Accepts the tokens of a sign-in, import or restore: in memory at once, then written. Resolves when the first write has ended; `storageFacet` says
   * whether it succeeded, and a failed write is retried until it succeeds.
   * @throws AxiomTokenError `WRONG_ACCOUNT`, `WRONG_ORIGIN`; `INVALID_INPUT` when another profile has them, they are known to be spent, or the user has signed
   * out since the request. Nothing was changed then.
   */
  async setTokens(tokens: AuthTokens, context: TokenContext = {}): Promise<void> {
    const { request = this.requests.begin() } = context;
    if (context.restoredGeneration !== undefined) await this.#refuseUnseenRestore();
    if (this.storageFailure?.code === 'WRONG_ORIGIN') throw this.storageFailure;
    // If the pair is already here, it may be being refreshed just now. If it counted as a new sign-in, the answer
    // would be dropped.
    const before = this.holds(tokens) ? this.getRecord() : undefined;
    if (before) await this.#storage.retry();
    request.refuseLate();
    const present = this.getRecord();
    const isSameSignIn = before !== undefined && this.holds(tokens);
    // If another program has refreshed this sign-in meanwhile, the newer pair stays, because this one is spent. After
    // a sign-out or new sign-in there, continue.
    if (before && present && !isSameSignIn && !isOtherSignIn(before, present)) return;
    refuseOtherAccount(present?.tokens, tokens);
    this.#records.refuse(tokens);
    if (!isSameSignIn) this.#signInEpoch++;
    const record = isSameSignIn
      ? this.#records.continued(tokens, context, false)
      : // The earlier of both clocks: dates in the new tokens move the estimate of the server's time, and must not make a good pair look expired.
        this.#records.signIn(tokens, context, Math.min(this.serverNowMs(), this.#clock.nowMs()));
    const kept = present && isSameSignIn ? { ...record, tokens: newerTokens(record, present) } : record;
    await this.#keep(kept, 'person', context.serverOffsetMs === undefined ? 'brought' : 'answer');
  }

  /**
   * Accepts the result of a refresh that began at `signInEpoch`. Resolves when the first write has ended: true, or false when a sign-in, restore or
   * clear happened meanwhile and the result was dropped.
   * @throws AxiomTokenError `WRONG_ACCOUNT`: nothing was changed.
   */
  async commitRefresh(signInEpoch: number, tokens: AuthTokens, context: TokenContext = {}): Promise<boolean> {
    const { record } = this.#storage;
    if (signInEpoch !== this.#signInEpoch || !record || this.requests.isRetired) return false;
    refuseOtherAccount(this.getTokens(), tokens);
    // A token without an account name still belongs to this account: the server issued it for our refresh token.
    const own = this.#records.continued(keepNames(tokens, record.tokens), context, true);
    await this.#keep(own, 'server', 'answer');
    return signInEpoch === this.#signInEpoch;
  }

  /** Whether these are the tokens in memory, by their refresh token. */
  holds({ refreshToken }: AuthTokens): boolean {
    return this.getTokens()?.refreshToken.equals(refreshToken) ?? false;
  }

  /**
   * Takes the tokens that the server returned for `sent`, after {@link commitRefresh} was too late: if `sent` is in use here, or is the replaced pair. Resolves
   * when the first write has ended.
   */
  async takeSuccessor(sent: AuthTokens, tokens: AuthTokens, context: TokenContext): Promise<void> {
    const record = this.requests.isRetired ? undefined : this.#records.successor(sent, tokens, context);
    if (record) await this.#keep(record, 'server', this.holds(sent) ? 'answer' : 'brought');
  }

  /** See {@link RecordMaker.replaced}; `undefined` also while a former place may have a later pair of this sign-in. */
  get replaced(): ReplacedPair | undefined {
    return this.#storage.view.mayBeLaterElsewhere ? undefined : this.#records.replaced;
  }

  /**
   * Puts {@link replaced} back in use, as a new sign-in, after the server has refused the present pair for good; the two pairs change places. Resolves when the
   * first write has ended, or at once if there is no replaced pair.
   */
  async takeBackReplaced(): Promise<void> {
    const record = this.requests.isRetired ? undefined : this.#records.takeBack();
    if (!record) return;
    this.#signInEpoch++;
    // `person`, so that it replaces the record at the place.
    await this.#keep(record, 'person', 'brought');
  }

  /** Notes that the server has refused the present refresh token for good: it is not kept when a sign-in replaces it. */
  noteRefused(): void {
    this.#records.noteRefused();
  }

  /**
   * Clears the tokens in memory at once, then removes them from the store. On a conflict (the store has tokens of another server or account) only
   * memory is cleared; the store stays as it is and is loaded again.
   * @throws AxiomTokenError of the store when the removal failed; it is retried automatically. `WRONG_ORIGIN`: the store is untouched.
   */
  async clear(): Promise<void> {
    this.requests.signOut();
    this.#signInEpoch++;
    if (!(await this.#emitThenWait(this.#storage.signOut())) && this.storageFailure) throw this.storageFailure;
  }

  /** Retries now what could not be read, written or removed. */
  retryStorage(): Promise<void> {
    void this.singleUse?.noteRest();
    return this.#storage.retry();
  }

  /** As {@link retryStorage}, for a click of the user: also writes tokens again that another program has removed from the place. */
  saveAgain(): Promise<void> {
    void this.singleUse?.noteRest();
    return this.#storage.saveAgain();
  }

  /**
   * Locks this profile against other processes, usually for a refresh. Call the result to release. Waits while another process refreshes or writes.
   * @throws AxiomTokenError `TIMEOUT` when that takes too long; for a refresh also when there is no lock, see {@link LockPurpose}
   */
  acquireLock(purpose: LockPurpose = 'refresh'): Promise<Unsubscribe> {
    return this.#storage.hold(purpose);
  }

  /** Whether the answer to a refresh was lost, by a crash or in the network, and nothing newer was saved since then. */
  get wasInterrupted(): boolean {
    return this.#storage.wasInterrupted;
  }

  /**
   * Reloads what another process has saved, or has sealed in the journal before it died, if it is newer. True when there was something newer.
   * @throws AxiomTokenError when the store could not be read; `WRONG_ACCOUNT`, `WRONG_ORIGIN` when it has tokens of another account or server
   */
  reloadIfNewer(): Promise<boolean> {
    return this.#storage.reloadIfNewer();
  }

  /**
   * Moves to another place: copies the tokens there, reads them back, notes the new place in the index, and only then removes the former copy. A signed-out
   * profile takes the tokens that it finds at the new place, unless it was signed out after the `request`.
   * @throws AxiomTokenError of the new place or of the index (the former place stays in use), `STORAGE_DENIED` when both the new place and this
   * profile have tokens, `WRONG_ORIGIN`, of the former place when the tokens there cannot be read and the user has not agreed to leave them (it stays in use), or of the former place when everything was moved but the former copy is still to be removed
   */
  moveTo(place: Place, request: PersonRequest = this.requests.begin(), options?: MoveOptions): Promise<void> {
    return this.#storage.move(place, request, options);
  }

  get isMoving(): boolean {
    return this.#storage.isMoving;
  }

  /** Call it when the profile was removed from the list: refuses all requests that are under way, and disposes it. */
  retire(): void {
    this.requests.retire();
    this.dispose();
  }

  dispose(): void {
    this.#storage.dispose();
  }

  #keep(record: TokenRecord, by: 'person' | 'server', source: TokenSource): Promise<boolean> {
    this.#serverTime.expect(record.tokens, source);
    return this.#emitThenWait(this.#storage.setRecord(record, by));
  }

  #emitThenWait(written: Promise<boolean>): Promise<boolean> {
    this.#changes.emit();
    return written;
  }

  #onRecord(record: TokenRecord | undefined, isForgotten: boolean): void {
    if (isForgotten) this.#signInEpoch++;
    this.#records.noteRecord(record);
    void this.singleUse?.learn(record?.spent);
    this.#serverTime.start(record);
  }

  #requireTokens(): AuthTokens {
    const tokens = this.getTokens();
    if (!tokens) throw new AxiomTokenError('TOKEN_NOT_FOUND');
    return tokens;
  }

  /** Refuses a restore if the place was not read: the backup was compared with memory only, and the place may have newer tokens. */
  async #refuseUnseenRestore(): Promise<void> {
    if (this.storageFacet === 'opening') await this.load();
    if (!this.#storage.isRead) throw this.storageFailure ?? unseenPlaceRefusal();
  }
}
