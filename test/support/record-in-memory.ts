// The record in memory as reader and writer of a store see it, without a manager around it.
import type { RecordInMemory } from '../../main/core/storage/record-in-memory';
import type { TokenRecord } from '../../main/core/tokens/token-record';

/** Empty to begin with. */
export function makeRecordInMemory(): RecordInMemory {
  let present: TokenRecord | undefined;
  return { get: () => present, set: (record) => void (present = record), changed: () => undefined };
}
