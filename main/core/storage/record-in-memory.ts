// The record that TokenManager holds, as StoreKeeper and StoreWriter see it.
import type { TokenRecord } from '../tokens/token-record';

/** The record in memory, which is compared with the store. */
export interface RecordInMemory {
  get(): TokenRecord | undefined;
  /** Takes what was read from the store, or a higher generation. */
  set(record: TokenRecord | undefined): void;
  /** Something that is shown may have changed. */
  changed(): void;
}
