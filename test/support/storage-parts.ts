// The parts of one profile's storage with fakes, for tests of a single part. For whole profiles see core-graph.ts.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import type { StoreChoice } from '../../main/core/ports/token-places';
import type { TokenStore } from '../../main/core/ports/token-store';
import { FormerPlaces } from '../../main/core/storage/former-places';
import { ProfileLock } from '../../main/core/storage/profile-lock';
import { LockablePlace } from '../../main/core/storage/lockable-place';
import { createNotesInMemory, isSameChoice, type Place, type StorageNote } from '../../main/core/storage/place';
import type { SealedJournal } from '../../main/core/storage/sealed-journal';
import { StorageLoop } from '../../main/core/storage/storage-loop';
import { StorageNotebook } from '../../main/core/storage/storage-notebook';
import { StorageState } from '../../main/core/storage/storage-state';
import { StorageSteps } from '../../main/core/storage/storage-steps';
import type { AuthTokens } from '../../main/core/tokens/auth-tokens';
import { signInNameOf } from '../../main/core/tokens/sign-in-name';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FakeClock } from './fakes/clock/fake-clock';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { createMemoryRefreshLock, type LockTable } from './fakes/refresh-lock/memory-refresh-lock';
import { MemoryRemovalMarks } from './fakes/removal-marks/memory-removal-marks';
import { MemorySpentTokens } from './fakes/spent-tokens/memory-spent-tokens';
import { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';
import { makeOneUse } from './make-single-use-tokens';
import { makePlace } from './make-place';

export class StorageParts {
  readonly crypto = createNodeCrypto();
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly marks = new MemoryRemovalMarks();
  /** The used-up refresh tokens. */
  readonly spent = new MemorySpentTokens();
  readonly origin = 'https://axiom.trade';
  /** The locks of all places, including those of other programs. */
  readonly locks: LockTable = new Map();
  /** The notifications to the state listener. */
  readonly heard: (readonly [record: TokenRecord | undefined, isForgotten: boolean])[] = [];
  /** The notes that the index got, in order. */
  readonly noted: StorageNote[] = [];
  /** Called before the index takes a note; the index throws what it throws. */
  onNote: (note: StorageNote, place: Place | undefined) => void | Promise<void> = () => undefined;
  /** Called with tokens that enter memory; it may refuse them. */
  refuseSecondOwner: (tokens: AuthTokens) => void = () => undefined;
  /** How often the loop asked to be called again. */
  retries = 0;
  readonly store: ScriptedTokenStore;
  readonly held: LockablePlace;
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  readonly steps: StorageSteps;
  readonly formerPlaces: FormerPlaces;
  readonly loop: StorageLoop;
  readonly #places: Place[] = [];

  /** `note`: the index's initial entry. */
  constructor(kept?: TokenRecord, journal?: SealedJournal, note?: StorageNote) {
    const { clock, logger, marks, origin } = this;
    const inMemory = createNotesInMemory();
    if (note) void inMemory.write(note);
    const notes = {
      read: () => inMemory.read(),
      write: async (next: StorageNote, place?: Place) => {
        await this.onNote(next, place);
        this.noted.push(next);
        await inMemory.write(next, place);
      },
    };
    this.store = new ScriptedTokenStore(kept);
    this.held = this.hold(this.store, journal);
    this.state = new StorageState({
      recordChanged: (record, isForgotten) => this.heard.push([record, isForgotten]),
      changed: () => undefined,
    });
    this.notebook = new StorageNotebook({ profileId: 'default', notes, nameOf: this.nameOf, clock, logger });
    const refuseSecondOwner = (tokens: AuthTokens): void => this.refuseSecondOwner(tokens);
    const { state, notebook, nameOf } = this;
    const singleUse = makeOneUse({
      spent: this.spent,
      lock: createMemoryRefreshLock(clock, this.locks),
      clock,
      logger,
    });
    const parts = { origin, marks, refuseSecondOwner, singleUse, nameOf, clock, logger, state, notebook };
    this.steps = new StorageSteps(parts);
    const { steps } = this;
    const openPlace = (choice: StoreChoice): Place => {
      const place = this.#places.find((other) => isSameChoice(other.choice, choice));
      if (!place) throw new Error('no such place in this test');
      return place;
    };
    const lockableOf = (place: Place): LockablePlace => this.#holdPlace(place);
    this.formerPlaces = new FormerPlaces({ ...parts, steps, openPlace, lockableOf, crypto: this.crypto });
    const { formerPlaces } = this;
    const retry = (): void => void this.retries++;
    const lockable = (): LockablePlace => this.held;
    const random = (): number => 0.75;
    this.loop = new StorageLoop({ ...parts, steps, formerPlaces, lockable, random, retry, changed: () => undefined });
  }

  readonly nameOf = (record: TokenRecord): string => signInNameOf(record, (data) => this.crypto.sha256(data));

  /** A store as a place, with its own hold on it. */
  hold(store: TokenStore, journal?: SealedJournal): LockablePlace {
    const place = makePlace(store, 'default', journal);
    this.#places.push(place);
    return this.#holdPlace(place);
  }

  #holdPlace(place: Place): LockablePlace {
    const { clock, logger, locks } = this;
    const lock = new ProfileLock({ place: place.key, lock: createMemoryRefreshLock(clock, locks), logger });
    return new LockablePlace(place, lock, { clock, logger });
  }
}
