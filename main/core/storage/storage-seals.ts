// The storage steps that use the journal of a place: seal, take what other programs have sealed, recover, and clear. Used by StorageSteps, StorageLoop and
// ProfileStorage.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import type { Unsubscribe } from '../ports/clock';
import type { AuthTokens } from '../tokens/auth-tokens';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import type { LockablePlace } from './lockable-place';
import type { Place } from './place';
import { isMarkedRecord, type PlaceMarks } from './place-marks';
import { stillSealed } from './refusals';
import { laterSignIn } from './replaced-tokens';
import { isToBeRemoved } from './removal-match';
import { withGenerationAbove } from './step-for-two-records';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';

/** Short, because a start should not wait for a refresh that another process has under way. */
const RECOVERY_WAIT_MS = 2_000;

export interface StorageSealsParts {
  readonly origin: string;
  /** How a record's sign-in is named; see sign-in-name.ts. */
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: { nowMs(): number };
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  /** Throws when another profile has this pair. */
  readonly refuseSecondOwner?: ((tokens: AuthTokens) => void) | undefined;
}

export class StorageSeals {
  readonly #parts: StorageSealsParts;
  readonly #marks: PlaceMarks;
  /** The last refresh token that was found at this place while another profile had it. */
  #refused: { readonly refreshToken: Secret; readonly failure: AxiomTokenError } | undefined;

  constructor(parts: StorageSealsParts, marks: PlaceMarks) {
    this.#parts = parts;
    this.#marks = marks;
  }

  /** Seals the record, best effort: a full disk must not prevent the write to the store. */
  async seal(record: TokenRecord, lockable: LockablePlace): Promise<void> {
    if (!this.hasKey(lockable)) return;
    const { state } = this.#parts;
    state.isSealMissing = (await lockable.place.journal?.seal(record)) === false;
    // Set also when sealing failed: one try for each try of the place is enough.
    state.sealed = record;
  }

  /**
   * While a place cannot be written, the programs that share it continue from the records that each has sealed: takes a later one into memory. Needs the lock of
   * the place. True when there was a later one.
   */
  async takeSealed(lockable: LockablePlace): Promise<boolean> {
    const { state, clock } = this.#parts;
    const { content } = state;
    if (content.kind !== 'record' || content.by === 'found' || !lockable.isLocked) return false;
    const newer = await lockable.place.journal?.newerThan(content.record);
    if (!newer || state.content !== content) return false;
    // A sign-in that the user brought is replaced only by a refresh of it, or by a later sign-in of the user in another program.
    const isPersons = content.by === 'person' && newer.signInId !== content.record.signInId;
    const later = isPersons ? laterSignIn(newer, content.record, state.base, clock.nowMs()) : newer;
    if (!later) return false;
    this.refuseSecondOwner(later.tokens);
    state.sealed = newer;
    state.set({ ...content, record: isPersons ? withGenerationAbove(later, newer) : later });
    return true;
  }

  /** Removes the tokens of a sign-out from the journal, so that they are not recovered later. What cannot be removed now is noted as a pending removal. */
  async removeSealed(record: TokenRecord | undefined, lockable: LockablePlace): Promise<void> {
    const { state, notebook } = this.#parts;
    if (state.content.kind === 'record') return;
    // A later sign-in that another program has sealed stays.
    if (record && this.#isAnothers(await lockable.place.journal?.newerThan(record), record, lockable)) return;
    if (await this.clear(record, lockable)) return;
    const left = await lockable.place.journal?.open(record);
    // Not if the user has signed in meanwhile, nor if the place has another account's tokens.
    if (!left || state.content.kind !== 'none') return;
    state.sealed = left;
    notebook.noteRemoval(notebook.removalOf(left, lockable.place.choice, 'signed-out'));
  }

  /** Whether the sealed record is of another sign-in than the one that the user signs out of, and is not to be removed. */
  #isAnothers(sealed: TokenRecord | undefined, gone: TokenRecord, { place }: LockablePlace): boolean {
    return sealed !== undefined && isOtherSignIn(sealed, gone) && !this.#isToGo(sealed, place);
  }

  #isToGo(sealed: TokenRecord, { choice }: Place): boolean {
    const { notebook, origin, nameOf, clock } = this.#parts;
    const context = { origin, nameOf, nowMs: clock.nowMs() };
    return notebook.removingAt(choice).some((removal) => isToBeRemoved(sealed, removal, context));
  }

  /** Whether a record that is sealed now could be opened after a crash: a key that is part of the record must already be saved at the place. */
  hasKey({ place }: LockablePlace): boolean {
    const { record, base } = this.#parts.state;
    if (place.choice.kind === 'file') return true;
    return record?.journalKey !== undefined && base?.journalKey?.equals(record.journalKey) === true;
  }

  /** Clears the journal, best effort; false when it could not be done. */
  async clear(record: TokenRecord | undefined, { place }: LockablePlace): Promise<boolean> {
    const isCleared = (await place.journal?.clear(record)) ?? true;
    if (isCleared) this.#parts.state.sealed = undefined;
    return isCleared;
  }

  /** Clears the journal when its record is not needed any more. After a sign-out it must succeed, or the record would be recovered at the next start. */
  async unseal(lockable: LockablePlace): Promise<void> {
    const { state } = this.#parts;
    const isCleared = await this.clear(state.record, lockable);
    // At other places the key was removed with the record, so the sealed record cannot be opened any more.
    if (!isCleared && !state.record && lockable.place.choice.kind === 'file') throw stillSealed();
    state.sealed = undefined;
  }

  /** Refuses a pair that another profile has, and keeps refusing it here afterwards, because that profile may have spent it. */
  refuseSecondOwner(tokens: AuthTokens): void {
    if (this.#refused?.refreshToken.equals(tokens.refreshToken)) throw this.#refused.failure;
    try {
      this.#parts.refuseSecondOwner?.(tokens);
    } catch (error) {
      this.#refused = { refreshToken: tokens.refreshToken, failure: toAxiomTokenError(error) };
      throw error;
    }
  }

  /** Reads the sealed record when memory has none, and the place has none either or has pending removals. */
  async read(lockable: LockablePlace, releases: Unsubscribe[]): Promise<void> {
    const { state, notebook } = this.#parts;
    const { content: before, observed } = state;
    if (before.kind === 'record') return;
    const found = observed.kind === 'record' ? observed.record : undefined;
    if (found ? notebook.noted.removing.length === 0 : !state.isGone) return;
    const journal = await this.#ownJournal(lockable, releases);
    const record = await journal?.open(found);
    // Not if the user has decided something else meanwhile.
    if (state.content === before) state.sealed = record;
  }

  /** As {@link recoverLocked}, if the place can be locked soon; else `undefined`. */
  async recover(
    found: TokenRecord,
    lockable: LockablePlace,
    releases: Unsubscribe[],
  ): Promise<TokenRecord | undefined> {
    await this.#ownJournal(lockable, releases);
    return lockable.isLocked ? this.recoverLocked(found, lockable) : undefined;
  }

  /** The newer sealed record of the sign-in that was found, with the place locked. A sign-in that was removed after it was sealed is cleared instead. */
  async recoverLocked(found: TokenRecord, { place }: LockablePlace): Promise<TokenRecord | undefined> {
    const { state } = this.#parts;
    const { newer, wasInterrupted = false } = (await place.journal?.recover(found)) ?? {};
    state.wasInterrupted ||= wasInterrupted;
    if (newer && (await this.#isGivenUp(newer, found, place))) {
      await this.#marks.addMark(place.key, newer);
      await place.journal?.clear(found);
      return undefined;
    }
    if (newer) state.sealed = newer;
    return newer;
  }

  /** Whether the sealed record is of another sign-in than the found one, and that sign-in was removed by this program or another one. */
  async #isGivenUp(sealed: TokenRecord, found: TokenRecord, place: Place): Promise<boolean> {
    const { nameOf, clock } = this.#parts;
    if (nameOf(sealed) === nameOf(found)) return false;
    if (this.#isToGo(sealed, place)) return true;
    const marks = await this.#marks.read(place.key);
    return isMarkedRecord(marks, sealed, { nameOf, nowMs: clock.nowMs() });
  }

  /** The journal, if this process can lock the place soon. If another process has the lock, that one will save what it has sealed. */
  async #ownJournal(lockable: LockablePlace, releases: Unsubscribe[]): Promise<Place['journal']> {
    if (!lockable.isLocked) {
      const release = await lockable.lock('refresh', RECOVERY_WAIT_MS).catch(() => undefined);
      if (!release) return undefined;
      releases.push(release);
    }
    return lockable.place.journal;
  }
}
