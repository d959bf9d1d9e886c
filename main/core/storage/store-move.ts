// What a move finds and brings to the new place, before anything is noted or removed. Used by StoreKeeper.
import { copyToStore } from './copy-to-store';
import { isCovered } from '../tokens/found-record';
import type { TokenStore } from '../ports/token-store';
import type { SealedJournal } from './sealed-journal';
import { lookBeforeArriving } from './store-looks';
import type { TokenRecord } from '../tokens/token-record';

/** Notes durably where a profile's tokens are from now on, and whether there are any. */
export type RecordMove = (hasTokens: boolean) => Promise<void>;

/** How the profile stands when it moves. */
export interface Departure {
  readonly record: TokenRecord | undefined;
  /** Whether the former store does not have that yet. */
  readonly isDirty: boolean;
  /** What the former store holds; absent when it could not be read. */
  readonly lastLook: { readonly found: TokenRecord | undefined } | undefined;
  readonly origin: string;
  readonly journal: SealedJournal | undefined;
}

/** How the new place stands. */
export interface Arrival {
  /** What it holds now. */
  readonly kept: TokenRecord | undefined;
  /** Whether it was there before: the profile was signed out and takes it. */
  readonly isAdopted: boolean;
  /** A later record that a run which ended there has left in the journal. */
  readonly newer?: TokenRecord | undefined;
  /** Whether the former copy may go: all that it held is here too, or was to be removed. */
  readonly mayRemoveFormer: boolean;
}

/** @throws AxiomTokenError as {@link copyToStore} and {@link lookBeforeArriving} */
export async function arriveAt(store: TokenStore, departure: Departure): Promise<Arrival> {
  const { record, isDirty, lastLook, origin, journal } = departure;
  // What could not be read stays where it is: it may hold a sign-in that this run has not seen. What is being cleared may go, whatever it is.
  const isBeingCleared = isDirty && record === undefined;
  const mayRemoveFormer = lastLook !== undefined && (isBeingCleared || isCovered(lastLook.found, record));
  // Surely signed out: what lies at the new place is then not in the way, it is what the person comes back to.
  const isSignedOut = mayRemoveFormer && record === undefined && !isDirty;
  const adopted = isSignedOut ? await lookBeforeArriving(store, origin) : undefined;
  if (adopted) {
    const recovered = store.kind === 'memory' ? undefined : await journal?.recover(adopted);
    return { kept: adopted, isAdopted: true, newer: recovered?.newer, mayRemoveFormer };
  }
  await copyToStore(record, store);
  return { kept: record, isAdopted: false, mayRemoveFormer };
}
