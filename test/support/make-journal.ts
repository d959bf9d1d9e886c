// The sealed journal of one place with files in memory, its key, and records that the key opens.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { type JournalKeyPlace, SealedJournal } from '../../main/core/storage/sealed-journal';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { MemoryJournal } from './fakes/journal/memory-journal';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { makeRecord } from './make-record';

/** `record` makes a record with the journal's key; `told` returns the log messages. */
export function makeJournal(logger = new RecordingLogger(), keyPlace: JournalKeyPlace = 'record') {
  const files = new MemoryJournal();
  const journal = new SealedJournal(files, createNodeCrypto(), logger, keyPlace);
  const journalKey = journal.makeKey();
  const record = (generation: number, overrides: Partial<TokenRecord> = {}) =>
    makeRecord(generation, FAKE_START_MS, { journalKey, ...overrides });
  return { files, logger, journal, journalKey, record, told: () => logger.lines.map(({ message }) => message) };
}
