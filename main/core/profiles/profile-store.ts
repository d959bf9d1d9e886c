// A profile's store with its marks in the index of profiles: whether tokens were saved, and which keychain took them. Used by the ProfileRegistry.
import { IndexedTokenStore, type TokensState } from './indexed-token-store';
import type { Clock } from '../ports/clock';
import type { KeychainPin, ProfileEntry } from '../ports/profile-index';
import type { StoreChoice } from '../ports/token-places';
import type { TokenStore } from '../ports/token-store';

/** Makes the store of a profile; `isExpected` says whether the index knows of saved tokens, `pin` which keychain took them. */
export type CreateStore = (
  profileId: string,
  choice: StoreChoice,
  isExpected: () => boolean,
  pin: KeychainPin,
) => TokenStore;

export interface ProfileStoreOptions {
  readonly profileId: string;
  readonly choice: StoreChoice;
  readonly createStore: CreateStore;
  /** The profile's entry in the index. `update` gives the entry as it is when its turn has come. */
  readonly marks: { read(): ProfileEntry; update(change: (current: ProfileEntry) => ProfileEntry): Promise<void> };
  /** The marks count once this holds: before, the index speaks of another place. */
  readonly isInUse: () => boolean;
  readonly clock: Clock;
}

/** The store, and the mark of its keychain. */
export interface ProfileStore {
  readonly store: TokenStore;
  readonly pin: KeychainPin;
}

export function openProfileStore({
  profileId,
  choice,
  createStore,
  marks,
  isInUse,
  clock,
}: ProfileStoreOptions): ProfileStore {
  const isCurrent = (): boolean => isInUse() && sameChoice(marks.read().store, choice);
  const has = (): boolean => isCurrent() && marks.read().hasTokens;
  let fresh: string | undefined;
  const pin: KeychainPin = {
    get: () => (isCurrent() ? marks.read().keychainProvider : fresh),
    set: async (provider) => {
      fresh = provider;
      if (isCurrent()) await marks.update((entry) => ({ ...entry, keychainProvider: provider }));
    },
  };
  const inner = createStore(profileId, choice, has, pin);
  // Nothing survives in memory, so nothing is expected there after a start.
  if (choice.kind === 'memory') return { store: inner, pin };
  const deletionPendingSinceMs = (): number | undefined =>
    isCurrent() ? marks.read().deletionPendingSinceMs : undefined;
  const set = async (state: TokensState): Promise<void> => {
    if (!isCurrent()) return;
    const since = state === 'leaving' ? { deletionPendingSinceMs: clock.nowMs() } : {};
    await marks.update((entry) => ({
      ...withoutPendingDeletion(entry),
      hasTokens: state === 'kept',
      ...since,
    }));
  };
  return { store: new IndexedTokenStore(inner, { has, deletionPendingSinceMs, set }), pin };
}

/** The entry with nothing left to be removed. */
export function withoutPendingDeletion(entry: ProfileEntry): ProfileEntry {
  const { deletionPendingSinceMs: _, ...rest } = entry;
  return rest;
}

/** Whether both are the same place. */
export function sameChoice(a: StoreChoice, b: StoreChoice): boolean {
  return a.kind === b.kind && pathOf(a) === pathOf(b);
}

function pathOf(choice: StoreChoice): string | undefined {
  return 'path' in choice ? choice.path : undefined;
}
