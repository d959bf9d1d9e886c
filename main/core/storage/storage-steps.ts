// Takes the steps that storage-step.ts decides: thin, one at a time. Used by ProfileStorage, which holds the place and goes on until nothing can be done.
import { type AxiomTokenError, toAxiomTokenError } from '../base/errors';
import type { Secret } from '../base/secret';
import type { Unsubscribe } from '../ports/clock';
import type { AuthTokens } from '../tokens/auth-tokens';
import type { TokenRecord } from '../tokens/token-record';
import type { HeldPlace } from './held-place';
import type { Place } from './place';
import { PlaceMarks, type PlaceMarksParts } from './place-marks';
import { stillSealed } from './refusals';
import type { StorageNotebook } from './storage-notebook';
import type { StorageState } from './storage-state';
import { nextStep, type Step } from './storage-step';

/** Longer than another process's refresh takes with all its retries. */
export const LOCK_WAIT_MS = 70_000;
/** A start does not wait for a refresh that another process has under way. */
const RECOVERY_WAIT_MS = 2_000;

export interface StorageStepsParts extends PlaceMarksParts {
  readonly origin: string;
  readonly state: StorageState;
  readonly notebook: StorageNotebook;
  /** Throws when another profile has this pair. */
  readonly refuseSecondOwner?: ((tokens: AuthTokens) => void) | undefined;
}

export class StorageSteps {
  readonly #parts: StorageStepsParts;
  /** The refresh token that was found here last while another profile had it. */
  #refused: { readonly refreshToken: Secret; readonly failure: AxiomTokenError } | undefined;

  readonly marks: PlaceMarks;

  constructor(parts: StorageStepsParts) {
    this.#parts = parts;
    this.marks = new PlaceMarks(parts);
  }

  /** What is to be done next at this place. */
  next(held: HeldPlace): Step {
    const { state, notebook, origin, nameOf } = this.#parts;
    const { choice, journal } = held.place;
    return nextStep({
      content: state.content,
      observed: state.observed,
      isHeld: held.isHeldSinceLook,
      noted: {
        ...notebook.noted,
        hasTokens: notebook.noted.hasTokens && !(state.mayHaveEmptied && state.isUnwritten),
        removing: notebook.removingAt(choice),
        marks: state.marks,
        base: state.base,
        sealed: state.sealed,
        canSetAside: held.place.store.setAside !== undefined,
        canSeal: journal !== undefined && this.#hasKey(held),
      },
      origin,
      nameOf,
    });
  }

  /**
   * Takes one step. Locks that it needs are put into `releases`, for its caller to release when nothing more can be done.
   * @throws AxiomTokenError of the store; `TIMEOUT` when another process holds the place
   */
  async take(step: Exclude<Step, { kind: 'done' | 'wait' }>, held: HeldPlace, releases: Unsubscribe[]): Promise<void> {
    const { state, notebook } = this.#parts;
    switch (step.kind) {
      case 'read':
        if (step.isHeld && !held.isHeld) releases.push(await held.hold('write', LOCK_WAIT_MS));
        state.observed = await held.look();
        if (state.observed.kind === 'record') state.mayHaveEmptied = false;
        state.marks = state.isGone ? await this.marks.read(held.place.key) : [];
        await this.takeSealed(held);
        return this.#readSealed(held, releases);
      case 'write':
        return this.#write(step.record, held);
      case 'delete':
        return this.#delete(held);
      case 'set-aside':
        await held.setAside();
        state.seen(undefined);
        // Else a start that comes before the write would wait for it, and not go on from what is sealed.
        notebook.noteSetAside();
        await notebook.write();
        return;
      case 'reload':
        return this.#reload(step.record, step.by, held, releases);
      case 'forget':
        state.set({ kind: 'none' }, true);
        return;
      case 'note':
        notebook.noteHeld(step.record, held.place.choice);
        return;
      case 'seal':
        return this.seal(step.record, held);
      case 'unseal':
        return this.#unseal(held);
    }
  }

  /** Seals the record, best effort: a full disk must not prevent the write. */
  async seal(record: TokenRecord, held: HeldPlace): Promise<void> {
    if (!this.#hasKey(held)) return;
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
    const { state } = this.#parts;
    const { content } = state;
    if (content.kind !== 'record' || content.by === 'found' || !held.isHeld) return false;
    const newer = await held.place.journal?.newerThan(content.record);
    if (!newer || state.content !== content) return false;
    // What a person has decided stays, and goes on as others have refreshed it.
    if (content.by === 'person' && newer.signInId !== content.record.signInId) return false;
    this.refuseSecondOwner(newer.tokens);
    state.sealed = newer;
    state.set({ ...content, record: newer });
    return true;
  }

  /** Tokens that go must not come back from the journal: what cannot be taken out of it is noted by its name, and goes later. */
  async giveUpSealed(record: TokenRecord | undefined, held: HeldPlace): Promise<void> {
    const { state, notebook } = this.#parts;
    if (state.content.kind === 'record' || (await this.#clearJournal(record, held))) return;
    const left = await held.place.journal?.openBeside();
    // A person may have signed in meanwhile, and what another account has at the place is not meant.
    if (!left || state.content.kind !== 'none') return;
    state.sealed = left;
    notebook.noteGivenUp(notebook.removalOf(left, held.place.choice, 'signed-out'));
  }

  /** Whether what is sealed now could be opened after a crash: a key in the record itself must have reached the place before. */
  #hasKey({ place }: HeldPlace): boolean {
    const { record, base } = this.#parts.state;
    if (place.choice.kind === 'file') return true;
    return record?.journalKey !== undefined && base?.journalKey?.equals(record.journalKey) === true;
  }

  async #write(record: TokenRecord, held: HeldPlace): Promise<void> {
    const { state } = this.#parts;
    if (state.content.kind !== 'record') return;
    if (state.content.record !== record) {
      // With its new generation it is sealed first.
      state.set({ ...state.content, record });
      return;
    }
    await held.save(record);
    state.wasInterrupted = false;
    state.seen(record);
  }

  /** Best effort; false when it could not be done. */
  async #clearJournal(record: TokenRecord | undefined, { place }: HeldPlace): Promise<boolean> {
    const isCleared = (await place.journal?.clear(record)) ?? true;
    if (isCleared) this.#parts.state.sealed = undefined;
    return isCleared;
  }

  /** What the place has is sealed for nothing; what a person gave up would come back, so its removal stays noted until it has gone. */
  async #unseal(held: HeldPlace): Promise<void> {
    const { state } = this.#parts;
    const isCleared = await this.#clearJournal(state.record, held);
    // Elsewhere its key went with the record.
    if (!isCleared && !state.record && held.place.choice.kind === 'file') throw stillSealed();
    state.sealed = undefined;
  }

  async #delete(held: HeldPlace): Promise<void> {
    const { state } = this.#parts;
    const found = state.observed.kind === 'record' ? state.observed.record : undefined;
    // Tokens that go must not come back from the journal.
    await this.#clearJournal(found, held);
    // Before the removal: a start after a crash in between sees that it is done.
    if (found) await this.marks.leave(held.place.key, found);
    await held.clear();
    state.seen(undefined);
  }

  /** Memory takes what was found, and what the journal has more than that. */
  async #reload(found: TokenRecord, by: 'found' | 'server', held: HeldPlace, releases: Unsubscribe[]): Promise<void> {
    const { state } = this.#parts;
    const before = state.content;
    const isKnown = before.kind === 'record' || found === state.sealed;
    const newer = isKnown ? undefined : await this.#recover(found, held, releases);
    // A person has decided meanwhile.
    if (state.content !== before) return;
    const { tokens } = newer ?? found;
    // Another profile may have taken the same while this waited.
    if (!state.record?.tokens.refreshToken.equals(tokens.refreshToken)) this.refuseSecondOwner(tokens);
    if (state.observed.kind === 'record') state.base = state.observed.record;
    state.set({ kind: 'record', record: newer ?? found, by: newer ? 'server' : by });
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

  /** What a former run has sealed before or after a sign-out, where the place holds nothing that goes on from it. */
  async #readSealed(held: HeldPlace, releases: Unsubscribe[]): Promise<void> {
    const { state, notebook } = this.#parts;
    const { content: before } = state;
    const { removing } = notebook.noted;
    if (held.place.choice.kind !== 'file' || before.kind === 'record') return;
    if (!state.isGone && (state.observed.kind !== 'record' || removing.length === 0)) return;
    const journal = await this.#ownJournal(held, releases);
    const record = await journal?.openBeside();
    // A person has decided meanwhile.
    if (state.content === before) state.sealed = record;
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

  async #recover(found: TokenRecord, held: HeldPlace, releases: Unsubscribe[]): Promise<TokenRecord | undefined> {
    const { state } = this.#parts;
    const journal = await this.#ownJournal(held, releases);
    if (!held.isHeld) return undefined;
    const recovered = await journal?.recover(found);
    state.wasInterrupted = recovered?.wasInterrupted ?? false;
    if (recovered?.newer) state.sealed = recovered.newer;
    return recovered?.newer;
  }
}
