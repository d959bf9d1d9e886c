// The content of all places of one computer, shared by its programs: a store and a journal in memory for each.
import { AxiomTokenError } from '../../main/core/base/errors';
import { placeKey } from '../../main/core/ports/place-key';
import type { StoreChoice } from '../../main/core/ports/token-places';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { MemoryJournal } from './fakes/journal/memory-journal';
import { ScriptedTokenStore } from './fakes/token-store/scripted-token-store';

/** Always the same object for the same place. */
export class MemoryPlaces {
  readonly #stores = new Map<string, ScriptedTokenStore>();
  readonly #journals = new Map<string, MemoryJournal>();

  store(choice: StoreChoice, profileId: string): ScriptedTokenStore {
    const key = placeKey(profileId, choice);
    const store =
      this.#stores.get(key) ?? new ScriptedTokenStore(undefined, 'path' in choice ? choice.path : undefined);
    this.#stores.set(key, store);
    return store;
  }

  /** By the place's key. */
  journal(key: string): MemoryJournal {
    const journal = this.#journals.get(key) ?? new MemoryJournal();
    this.#journals.set(key, journal);
    return journal;
  }
}

/** Reads the store of a place. As in the real ones, a missing entry that was expected is not taken for "none". */
export async function loadExpected(
  store: ScriptedTokenStore,
  { kind }: StoreChoice,
  isExpected: () => boolean,
): Promise<TokenRecord | undefined> {
  const record = await store.load();
  if (record ?? !isExpected()) return record;
  if (kind === 'keychain') throw new AxiomTokenError('STORAGE_LOCKED', { isMissing: true });
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', { isMissing: true, isDeleted: true });
}
