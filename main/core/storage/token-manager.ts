// Holds one profile's tokens: gives them, judges them by the policy, takes new ones, forgets them. Its store follows by a StoreKeeper.
// Knows neither the server nor the schedule (TokenLifecycleManager) nor which technology the store is.
import { type AuthTokens, createAuthTokens, isOtherAccount } from '../tokens/auth-tokens';
import { ChangeEmitter } from '../flow/change-emitter';
import { AxiomTokenError } from '../base/errors';
import * as policy from '../tokens/expiry-policy';
import { isConflict } from '../tokens/found-record';
import type { Clock, Unsubscribe } from '../ports/clock';
import type { TokenStore } from '../ports/token-store';
import type { SealedJournal } from './sealed-journal';
import { Secret } from '../base/secret';
import { ServerTime } from './server-time';
import type { StorageFacet } from '../status/state-facets';
import { StoreKeeper, type StoreKeeperOptions } from './store-keeper';
import type { RecordMove } from './store-move';
import type { TokenRecord } from '../tokens/token-record';

/** What a manager is made from. `origin` is the site whose tokens these are; tokens of another one are neither taken nor overwritten. */
export type TokenManagerOptions = StoreKeeperOptions;

/** What may come with new tokens. */
export interface TokenContext {
  readonly email?: string | undefined;
  /** Server time minus local time, as measured on the answer. */
  readonly serverOffsetMs?: number | undefined;
  /** The generation that restored tokens had: counting goes on above it. */
  readonly restoredGeneration?: number | undefined;
}

/** A server offset below this is noise of the whole-second `Date` header and of the way. */
const LEAST_OFFSET_MS = 5_000;

/** One profile's tokens. Make it with {@link openTokenManager}, or with `new` and `load()` where the state `opening` is to be seen. */
export class TokenManager {
  readonly profileId: string;
  readonly origin: string;
  readonly #clock: Clock;
  readonly #changes: ChangeEmitter;
  readonly #keeper: StoreKeeper;
  readonly #journal: SealedJournal | undefined;
  readonly #serverTime: ServerTime;
  #record: TokenRecord | undefined;
  /** The highest generation seen; a sign-in after a clear goes on from here, so that no former record passes for a newer one. */
  #highestGeneration = 0;
  #signInEpoch = 0;

  constructor(options: TokenManagerOptions) {
    this.profileId = options.profileId;
    this.origin = options.origin;
    this.#clock = options.clock;
    this.#changes = new ChangeEmitter(options.logger);
    this.#serverTime = new ServerTime(options.clock);
    this.#journal = options.journal;
    this.#keeper = new StoreKeeper(options, {
      get: () => this.#record,
      set: (record) => this.#setRecord(record),
      changed: () => this.#changes.emit(),
    });
  }

  /** Both tokens of the environment variables `AXIOM_ACCESS_TOKEN` and `AXIOM_REFRESH_TOKEN`, or `undefined` when one is missing. @throws `INVALID_TOKEN` */
  static fromEnv(env: Readonly<Record<string, string | undefined>>, nowMs: number): AuthTokens | undefined {
    const access = env['AXIOM_ACCESS_TOKEN'];
    const refresh = env['AXIOM_REFRESH_TOKEN'];
    if (!access || !refresh) return undefined;
    return createAuthTokens({
      accessToken: new Secret(access),
      refreshToken: new Secret(refresh),
      receivedAtMs: nowMs,
    });
  }

  /** The pair in memory, or `undefined` when signed out. */
  getTokens(): AuthTokens | undefined {
    return this.#record?.tokens;
  }

  /** The tokens with generation, origin and e-mail, as they are saved. */
  getRecord(): TokenRecord | undefined {
    return this.#record;
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` */
  getAccessToken(): Secret {
    return this.#require().accessToken;
  }

  /** @throws AxiomTokenError `TOKEN_NOT_FOUND` */
  getRefreshToken(): Secret {
    return this.#require().refreshToken;
  }

  /** True without tokens, and from min(5 min, L/6) before the access token's end. */
  isExpired(): boolean {
    return policy.isExpired(this.getTokens(), this.serverNowMs());
  }

  /** True without tokens, and from min(15 min, L/2) before the access token's end. */
  needsRefresh(): boolean {
    return policy.needsRefresh(this.getTokens(), this.serverNowMs());
  }

  /** Server time minus local time: as last measured (0 when unknown or below 5 s), corrected for a wall clock that was set back since. */
  get serverOffsetMs(): number {
    return this.serverNowMs() - this.#clock.nowMs();
  }

  /** The server's time as far as known: what tokens are judged by. Never goes back while the same tokens are held. */
  serverNowMs(): number {
    return this.#serverTime.nowMs();
  }

  /** Counts up with every sign-in, restore and clear: what began before such a step must not end after it. */
  get signInEpoch(): number {
    return this.#signInEpoch;
  }

  get store(): TokenStore {
    return this.#keeper.store;
  }

  get storageFacet(): StorageFacet {
    return this.#keeper.facet;
  }

  /** Whether memory holds tokens that the store does not have yet, also while they are being written. */
  get hasUnsavedTokens(): boolean {
    return this.#keeper.hasUnsavedTokens;
  }

  /** Why the store's last call failed; `undefined` after a success. */
  get storageFailure(): AxiomTokenError | undefined {
    return this.#keeper.failure;
  }

  /** Calls `listener` after every change of tokens or storage. */
  onChange(listener: () => void): Unsubscribe {
    return this.#changes.subscribe(listener);
  }

  /** Reads the store. Never throws: a failure shows in `storageFacet` and is tried again by itself. */
  load(): Promise<void> {
    return this.#keeper.load();
  }

  /**
   * Takes the tokens of a sign-in, import or restore: in memory at once, then written. Resolves when the first try to write is over;
   * whether it held says `storageFacet`, and a failed one is tried again until it holds.
   * @throws AxiomTokenError `WRONG_ACCOUNT`, `WRONG_ORIGIN`: nothing was changed.
   */
  async setTokens(tokens: AuthTokens, context: TokenContext = {}): Promise<void> {
    if (this.storageFailure?.code === 'WRONG_ORIGIN') throw this.storageFailure;
    this.#refuseOtherAccount(tokens);
    this.#signInEpoch++;
    this.#accept(tokens, context);
    await this.#emitThenWait(this.#keeper.replace());
  }

  /**
   * Takes the result of a refresh that began at `signInEpoch`. Resolves when the first try to write is over: true, or false when a sign-in,
   * restore or clear came in between and the result was dropped.
   * @throws AxiomTokenError `WRONG_ACCOUNT`: nothing was changed.
   */
  async commitRefresh(signInEpoch: number, tokens: AuthTokens, context: TokenContext = {}): Promise<boolean> {
    if (signInEpoch !== this.#signInEpoch || !this.#record) return false;
    this.#refuseOtherAccount(tokens);
    // A token that does not name its account is still this account's: the server gave it for our refresh token.
    const accountId = tokens.accountId ?? this.#record.tokens.accountId;
    this.#accept(accountId === undefined ? tokens : { ...tokens, accountId }, context);
    await this.#emitThenWait(this.#keeper.save());
    return signInEpoch === this.#signInEpoch;
  }

  /**
   * Forgets the tokens in memory at once, then removes them from the store. Tokens there that are another server's or account's stay, and are
   * read anew: then only memory is forgotten.
   * @throws AxiomTokenError of the store when they could not be removed there yet; it is tried again by itself. `WRONG_ORIGIN`: the store is untouched.
   */
  async clear(): Promise<void> {
    const isOthers = isConflict(this.storageFailure);
    const former = this.#record;
    this.#signInEpoch++;
    this.#setRecord(undefined);
    const isDone = await this.#emitThenWait(isOthers ? this.#keeper.forgetUnsaved() : this.#keeper.remove(former));
    if (!isDone && this.storageFailure) throw this.storageFailure;
  }

  /** Tries again what failed, now: reads the store, or writes what is unsaved. For a person's click. */
  retryStorage(): Promise<void> {
    return this.#keeper.retry();
  }

  /**
   * Holds this profile against other processes until the result is called: for a refresh. Waits while another one refreshes or writes.
   * @throws AxiomTokenError `TIMEOUT` when that does not end
   */
  acquireLock(): Promise<Unsubscribe> {
    return this.#keeper.hold();
  }

  /** Notes durably that a refresh begins, so that a start after a crash knows. */
  async noteRefresh(): Promise<void> {
    const generation = this.#record?.recordGeneration;
    if (generation !== undefined) await this.#keeper.journal?.noteRefresh(generation, this.#clock.nowMs());
  }

  /** Notes that the refresh has failed with an answer, or before the server was asked: no answer was lost. */
  async endRefresh(): Promise<void> {
    await this.#keeper.journal?.endRefresh();
  }

  /** Whether the answer to a refresh was lost, with the app or on its way, and nothing newer was saved since. */
  get wasInterrupted(): boolean {
    return this.#keeper.wasInterrupted;
  }

  /**
   * Takes what another process has saved since, or had sealed when it died. True when there was something.
   * @throws AxiomTokenError when the store could not be asked; `WRONG_ACCOUNT`, `WRONG_ORIGIN` when it holds what is not ours to replace
   */
  reloadIfNewer(): Promise<boolean> {
    return this.#keeper.adoptNewer();
  }

  /**
   * Moves to another store: copies (the store reads back and compares), lets `recordMove` note the new place durably, and only then removes the
   * former copy, if it was readable. Signed out, it takes the tokens that the new place holds.
   * @throws AxiomTokenError of the new store or of `recordMove` (the former place stays in use), `STORAGE_DENIED` when the new place already
   * holds tokens and so does this profile, `WRONG_ORIGIN`, or of the former store when everything was moved but the former copy could not be removed
   */
  moveTo(store: TokenStore, recordMove: RecordMove): Promise<void> {
    return this.#keeper.move(store, recordMove);
  }

  dispose(): void {
    this.#keeper.dispose();
  }

  async #emitThenWait(written: Promise<boolean>): Promise<boolean> {
    this.#changes.emit();
    return written;
  }

  #accept(tokens: AuthTokens, context: TokenContext): void {
    const email = context.email ?? this.#record?.email;
    const measured = context.serverOffsetMs ?? this.#record?.serverOffsetMs ?? 0;
    const journalKey = this.#record?.journalKey ?? this.#journal?.makeKey();
    const unknownKeys = this.#record?.unknownKeys;
    const offset = Math.abs(measured) < LEAST_OFFSET_MS ? 0 : measured;
    this.#setRecord({
      tokens,
      origin: this.origin,
      recordGeneration: Math.max(this.#highestGeneration, context.restoredGeneration ?? 0) + 1,
      savedAtMs: this.#clock.nowMs(),
      ...(email === undefined ? {} : { email }),
      ...(offset === 0 ? {} : { serverOffsetMs: offset }),
      ...(journalKey === undefined ? {} : { journalKey }),
      ...(unknownKeys === undefined ? {} : { unknownKeys }),
    });
  }

  #setRecord(record: TokenRecord | undefined): void {
    const isSameTokens = record?.tokens === this.#record?.tokens;
    this.#record = record;
    this.#highestGeneration = Math.max(this.#highestGeneration, record?.recordGeneration ?? 0);
    if (!isSameTokens) this.#serverTime.start(record?.tokens, record?.serverOffsetMs ?? 0);
  }

  #require(): AuthTokens {
    if (!this.#record) throw new AxiomTokenError('TOKEN_NOT_FOUND');
    return this.#record.tokens;
  }

  #refuseOtherAccount(tokens: AuthTokens): void {
    if (!isOtherAccount(this.getTokens(), tokens)) return;
    throw new AxiomTokenError('WRONG_ACCOUNT', {
      message: 'These tokens belong to another account than this profile.',
      remedy: 'Add the other account as one of its own, or sign this profile out first. Nothing was changed.',
    });
  }
}

/** A manager whose store has been read. */
export async function openTokenManager(options: TokenManagerOptions): Promise<TokenManager> {
  const manager = new TokenManager(options);
  await manager.load();
  return manager;
}
