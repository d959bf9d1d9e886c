// The record in memory that store reader and store writer share, without a token manager.
import type { RecordInMemory } from '../../main/core/storage/record-in-memory';
import type { TokenRecord } from '../../main/core/tokens/token-record';

/** Starts empty. */
export function makeRecordInMemory(): RecordInMemory {
  let present: TokenRecord | undefined;
  return { get: () => present, set: (record) => void (present = record), changed: () => undefined };
}
