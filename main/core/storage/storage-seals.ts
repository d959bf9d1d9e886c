// What the steps of storage do with the journal of a place: seal, go on from what others have sealed, and give up. Used by StorageSteps, the loop and
// ProfileStorage.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import type { Unsubscribe } from '../ports/clock';
import type { AuthTokens } from '../tokens/auth-tokens';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import type { HeldPlace } from './held-place';
import type { Place } from './place';
import { isMarkedRecord, type PlaceMarks } from './place-marks';
import { stillSealed } from './refusals';
import { laterSignIn } from './replaced-tokens';
import { isToBeRemoved } from './removal-meaning';
import { above } from './step-between';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';

/** A start does not wait for a refresh that another process has under way. */
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
  /** The refresh token that was found here last while another profile had it. */
  #refused: { readonly refreshToken: Secret; readonly failure: AxiomTokenError } | undefined;

  constructor(parts: StorageSealsParts, marks: PlaceMarks) {
    this.#parts = parts;
    this.#marks = marks;
  }

  /** Seals the record, best effort: a full disk must not prevent the write. */
  async seal(record: TokenRecord, held: HeldPlace): Promise<void> {
    if (!this.hasKey(held)) return;
    const { state } = this.#parts;
    state.isSealMissing = (await held.place.journal?.seal(record)) === false;
    // Also when that failed: once for each try of the place is enough.
    state.sealed = record;
  }

  /**
   * While a place cannot be written, programs that share it go on from what each has sealed: memory takes what is later than its own. Only under the lock of
   * the place. True when there was something.
   */
  async takeSealed(held: HeldPlace): Promise<boolean> {
    const { state, clock } = this.#parts;
    const { content } = state;
    if (content.kind !== 'record' || content.by === 'found' || !held.isHeld) return false;
    const newer = await held.place.journal?.newerThan(content.record);
    if (!newer || state.content !== content) return false;
    // What a person has decided stays, and goes on as others have refreshed it, unless it was decided anew in another program.
    const isPersons = content.by === 'person' && newer.signInId !== content.record.signInId;
    const later = isPersons ? laterSignIn(newer, content.record, state.base, clock.nowMs()) : newer;
    if (!later) return false;
    this.refuseSecondOwner(later.tokens);
    state.sealed = newer;
    state.set({ ...content, record: isPersons ? above(later, newer) : later });
    return true;
  }

  /** Tokens that go must not come back from the journal: what cannot be taken out of it is noted by its name, and goes later. */
  async giveUpSealed(record: TokenRecord | undefined, held: HeldPlace): Promise<void> {
    const { state, notebook } = this.#parts;
    if (state.content.kind === 'record') return;
    // What another program has signed in with since is not meant.
    if (record && this.#isAnothers(await held.place.journal?.newerThan(record), record, held)) return;
    if (await this.clear(record, held)) return;
    const left = await held.place.journal?.open(record);
    // A person may have signed in meanwhile, and what another account has at the place is not meant.
    if (!left || state.content.kind !== 'none') return;
    state.sealed = left;
    notebook.noteGivenUp(notebook.removalOf(left, held.place.choice, 'signed-out'));
  }

  /** Whether a sealed record is of a later sign-in than the one that a person signs out of. */
  #isAnothers(sealed: TokenRecord | undefined, gone: TokenRecord, { place }: HeldPlace): boolean {
    return sealed !== undefined && isOtherSignIn(sealed, gone) && !this.#isToGo(sealed, place);
  }

  #isToGo(sealed: TokenRecord, { choice }: Place): boolean {
    const { notebook, origin, nameOf, clock } = this.#parts;
    const context = { origin, nameOf, nowMs: clock.nowMs() };
    return notebook.removingAt(choice).some((removal) => isToBeRemoved(sealed, removal, context));
  }

  /** Whether what is sealed now could be opened after a crash: a key in the record itself must have reached the place before. */
  hasKey({ place }: HeldPlace): boolean {
    const { record, base } = this.#parts.state;
    if (place.choice.kind === 'file') return true;
    return record?.journalKey !== undefined && base?.journalKey?.equals(record.journalKey) === true;
  }

  /** Best effort; false when it could not be done. */
  async clear(record: TokenRecord | undefined, { place }: HeldPlace): Promise<boolean> {
    const isCleared = (await place.journal?.clear(record)) ?? true;
    if (isCleared) this.#parts.state.sealed = undefined;
    return isCleared;
  }

  /** What the place has is sealed for nothing; what a person gave up would come back, so its removal stays noted until it has gone. */
  async unseal(held: HeldPlace): Promise<void> {
    const { state } = this.#parts;
    const isCleared = await this.clear(state.record, held);
    // Elsewhere its key went with the record.
    if (!isCleared && !state.record && held.place.choice.kind === 'file') throw stillSealed();
    state.sealed = undefined;
  }

  /** What was another profile's once stays refused: by now that one may have used it up. */
  refuseSecondOwner(tokens: AuthTokens): void {
    if (this.#refused?.refreshToken.equals(tokens.refreshToken)) throw this.#refused.failure;
    try {
      this.#parts.refuseSecondOwner?.(tokens);
    } catch (error) {
      this.#refused = { refreshToken: tokens.refreshToken, failure: toAxiomTokenError(error) };
      throw error;
    }
  }

  /** What was sealed before or after a sign-out, where the place holds nothing that goes on from it. */
  async read(held: HeldPlace, releases: Unsubscribe[]): Promise<void> {
    const { state, notebook } = this.#parts;
    const { content: before, observed } = state;
    if (before.kind === 'record') return;
    const found = observed.kind === 'record' ? observed.record : undefined;
    if (found ? notebook.noted.removing.length === 0 : !state.isGone) return;
    const journal = await this.#ownJournal(held, releases);
    const record = await journal?.open(found);
    // A person has decided meanwhile.
    if (state.content === before) state.sealed = record;
  }

  /** As {@link recoverHeld}, where the place can be locked soon. */
  async recover(found: TokenRecord, held: HeldPlace, releases: Unsubscribe[]): Promise<TokenRecord | undefined> {
    await this.#ownJournal(held, releases);
    return held.isHeld ? this.recoverHeld(found, held) : undefined;
  }

  /** What was sealed since of the record that was found, at a place that is held; a sign-in that was removed since it was sealed does not come back. */
  async recoverHeld(found: TokenRecord, { place }: HeldPlace): Promise<TokenRecord | undefined> {
    const { state } = this.#parts;
    const { newer, wasInterrupted = false } = (await place.journal?.recover(found)) ?? {};
    state.wasInterrupted ||= wasInterrupted;
    if (newer && (await this.#isGivenUp(newer, found, place))) {
      await this.#marks.leave(place.key, newer);
      await place.journal?.clear(found);
      return undefined;
    }
    if (newer) state.sealed = newer;
    return newer;
  }

  /** Whether what is sealed is of another sign-in than the one that was found, and was removed: here, where the journal could not be emptied, or elsewhere. */
  async #isGivenUp(sealed: TokenRecord, found: TokenRecord, place: Place): Promise<boolean> {
    const { nameOf, clock } = this.#parts;
    if (nameOf(sealed) === nameOf(found)) return false;
    if (this.#isToGo(sealed, place)) return true;
    const marks = await this.#marks.read(place.key);
    return isMarkedRecord(marks, sealed, { nameOf, nowMs: clock.nowMs() });
  }

  /** The journal, while this process holds the place. Otherwise it is another one's; what that has sealed it will also save. */
  async #ownJournal(held: HeldPlace, releases: Unsubscribe[]): Promise<Place['journal']> {
    if (!held.isHeld) {
      const release = await held.hold('refresh', RECOVERY_WAIT_MS).catch(() => undefined);
      if (!release) return undefined;
      releases.push(release);
    }
    return held.place.journal;
  }
}
