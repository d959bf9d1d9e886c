// One cell of the store-fault matrix: a profile in a working keychain, one operation during a fault, and one retry after the repair.
// Reports failed checks as texts. Must not know which keychain and which fault it is.
import { createKeychainTokenStore } from '../../../main/adapters/stores/keychain-token-store';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import type { Keychain } from '../../../main/adapters/keychain/keychain';
import { AxiomTokenError } from '../../../main/core/base/errors';
import { deriveHeadline } from '../../../main/core/status/headline';
import type { HeadlineKind } from '../../../main/core/status/headline-table';
import type { StorageNote } from '../../../main/core/storage/place';
import { deriveTokenFacet, type StorageFacet } from '../../../main/core/status/state-facets';
import { TokenManager } from '../../../main/core/storage/token-manager';
import { encodeTokenRecord } from '../../../main/core/tokens/token-record';
import { FAKE_START_MS, FakeClock } from '../fakes/clock/fake-clock';
import { makePlace } from '../make-place';
import { makeTokens } from '../make-jwt';
import { RecordingLogger } from '../fakes/logger/recording-logger';

export const OPERATIONS = ['load', 'sign-in', 'refresh', 'clear', 'retry'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Whether a person waits for the operation, so that the keychain may ask for a password. */
export const isPersons = (operation: Operation): boolean =>
  operation === 'sign-in' || operation === 'clear' || operation === 'retry';

/** The expected storage facet after each operation. */
export type Expectation = Readonly<Record<Operation, StorageFacet>>;

export class StoreCell {
  readonly operation: Operation;
  readonly profileId: string;
  readonly #keychain: Keychain;
  /** Reads the entry of a working keychain without the app's code. */
  readonly #lookUp: (account: string) => Promise<string | undefined>;
  readonly #logger = new RecordingLogger();
  /** Does not advance, so that no automatic retry happens during a test. */
  readonly #clock = new FakeClock();
  readonly #managers: TokenManager[] = [];
  readonly #wrong: string[] = [];
  #noted: StorageNote = { hasTokens: false, removing: [] };
  #manager: TokenManager;
  #before: string | undefined;

  constructor(
    operation: Operation,
    profileId: string,
    keychain: Keychain,
    lookUp: (account: string) => Promise<string | undefined>,
  ) {
    this.operation = operation;
    this.profileId = profileId;
    this.#keychain = keychain;
    this.#lookUp = lookUp;
    this.#manager = this.#newManager();
  }

  /** Signs in before the fault. Operations other than refresh and clear then start with a new manager. */
  async prepare(): Promise<void> {
    await this.#manager.load();
    await this.#manager.setTokens(makeTokens(FAKE_START_MS));
    if (this.#manager.storageFacet !== 'saved') throw new Error(`the keychain did not work: ${this.#failure}`);
    const record = this.#manager.getRecord();
    this.#before = record && encodeTokenRecord(record).expose();
    if (this.operation !== 'refresh' && this.operation !== 'clear') this.#manager = this.#newManager();
  }

  /** For a fault in the entry itself: the faulty entry is what must stay. */
  async noteEntry(): Promise<void> {
    this.#before = await this.#lookUp(this.profileId);
  }

  /** Runs the operation during the fault. */
  async act(): Promise<void> {
    const manager = this.#manager;
    switch (this.operation) {
      case 'load':
        return manager.load();
      case 'sign-in':
        await manager.load();
        return this.#typed(manager.setTokens(makeTokens(FAKE_START_MS)));
      case 'refresh':
        return this.#typed(manager.commitRefresh(manager.signInEpoch, makeTokens(FAKE_START_MS)));
      case 'clear':
        return this.#typed(manager.clear());
      case 'retry':
        await manager.load();
        return manager.retryStorage();
    }
  }

  /** Checks the state after the operation. */
  judge(expected: StorageFacet): void {
    const manager = this.#manager;
    const facet = manager.storageFacet;
    this.#expect(facet === expected, `storage is ${facet}, not ${expected} (${this.#failure})`);
    const isLocked = manager.getTokens() !== undefined;
    const mustBeHeld = this.operation === 'sign-in' || this.operation === 'refresh' || expected === 'saved';
    this.#expect(isLocked === (mustBeHeld && this.operation !== 'clear'), isLocked ? 'tokens in memory' : 'no tokens');
    this.#expect(this.#headline === headlineFor(expected, isLocked), `the headline is ${this.#headline}`);
    const isToldInWords = facet === 'saved' || (manager.storageFailure?.remedy ?? '') !== '';
    this.#expect(isToldInWords, 'nothing says what to do');
  }

  /** After the repair: the entry is unchanged unless the operation succeeded; one retry then succeeds. */
  async judgeRepaired(expected: StorageFacet): Promise<void> {
    const manager = this.#manager;
    const found = await this.#lookUp(this.profileId);
    const record = manager.getRecord();
    const mine = record && encodeTokenRecord(record).expose();
    const isWrite = this.operation !== 'load' && this.operation !== 'retry';
    const mustBe = expected === 'saved' && isWrite ? mine : this.#before;
    this.#expect(found === mustBe, found === undefined ? 'LOST: the entry is gone' : 'LOST: the entry is another one');
    // A damaged entry stays until the person signs in again.
    if (expected !== 'saved' && !this.#isRecord(this.#before)) return;
    await manager.retryStorage();
    this.#expect(
      manager.storageFacet === 'saved',
      `after the repair storage is ${manager.storageFacet} (${this.#failure})`,
    );
    const isOut = this.operation === 'clear';
    this.#expect((manager.getTokens() === undefined) === isOut, isOut ? 'tokens after a clear' : 'LOST: no tokens');
    const last = manager.getRecord();
    const kept = await this.#lookUp(this.profileId);
    this.#expect(kept === (last && encodeTokenRecord(last).expose()), 'LOST: the entry is not what is in memory');
  }

  /** Disposes the managers; returns the failed checks. */
  end(): readonly string[] {
    for (const manager of this.#managers) manager.dispose();
    return this.#wrong;
  }

  get #failure(): string {
    const failure = this.#manager.storageFailure;
    return failure ? `${failure.code}: ${failure.message}` : 'no failure';
  }

  get #headline(): HeadlineKind {
    const token = deriveTokenFacet(this.#manager.getTokens(), FAKE_START_MS);
    return deriveHeadline(token, 'ok', this.#manager.storageFacet, 'keychain').kind;
  }

  #newManager(): TokenManager {
    const store = createKeychainTokenStore({
      keychain: this.#keychain,
      profileId: this.profileId,
      isExpected: () => this.#noted.hasTokens || this.#noted.removing.length > 0,
    });
    const manager = new TokenManager({
      profileId: this.profileId,
      origin: 'https://axiom.trade',
      place: makePlace(store, this.profileId),
      notes: {
        read: () => this.#noted,
        write: async (note) => {
          this.#noted = note;
        },
      },
      crypto: createNodeCrypto(),
      clock: this.#clock,
      logger: this.#logger,
      random: () => 0.5,
    });
    this.#managers.push(manager);
    return manager;
  }

  #isRecord(text: string | undefined): boolean {
    return text?.startsWith('{') ?? false;
  }

  async #typed(promise: Promise<unknown>): Promise<void> {
    await promise.catch((error: unknown) => {
      if (!(error instanceof AxiomTokenError) || error.code === 'INTERNAL')
        this.#wrong.push(`failed with ${String(error)}`);
    });
  }

  #expect(isSo: boolean, otherwise: string): void {
    if (!isSo) this.#wrong.push(otherwise);
  }
}

/** From the product's table: the storage's own headline, unless it is saved. */
function headlineFor(storage: StorageFacet, isSignedIn: boolean): HeadlineKind {
  if (storage === 'saved') return isSignedIn ? 'good' : 'none';
  return storage;
}
