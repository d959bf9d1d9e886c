// What lies at the places of one computer, whichever programs ask: for each a store and a journal in memory.
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

  /** By the key of its place. */
  journal(key: string): MemoryJournal {
    const journal = this.#journals.get(key) ?? new MemoryJournal();
    this.#journals.set(key, journal);
    return journal;
  }
}

/** What is in the store of a place. As by the real ones, an entry that was expected and is not there is not taken for none. */
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
