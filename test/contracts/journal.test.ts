import { readdir, readFile } from 'node:fs/promises';
import * as real from 'node:fs/promises';
import { join } from 'node:path';
import { createJournalFiles } from '../../main/adapters/app-data/journal-files';
import type { ErrorCode } from '../../main/core/base/errors';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { MemoryJournal } from '../support/fakes/journal/memory-journal';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { describeJournal } from './journal.contract';

const ERRNOS: Partial<Record<ErrorCode, string>> = {
  STORAGE_FULL: 'ENOSPC',
  STORAGE_DENIED: 'EROFS',
  STORAGE_UNAVAILABLE: 'EIO',
};

describeJournal('memory, for tests', async () => {
  const journals = new Map<string, MemoryJournal>();
  const open = (profileId: string, failure?: ErrorCode): MemoryJournal => {
    const journal = journals.get(profileId) ?? new MemoryJournal();
    journal.failure = failure;
    journals.set(profileId, journal);
    return journal;
  };
  return { open, openFailing: open, aside: async (profileId) => open(profileId).aside };
});

describeJournal('files', async () => {
  const directory = join(await temporaryFolder(), 'journal');
  const parts = { directory, clock: new FakeClock(), logger: new RecordingLogger() };
  return {
    open: (profileId) => createJournalFiles({ ...parts, profileId }),
    openFailing: (profileId, code) => {
      const fail = async () => {
        throw Object.assign(new Error('made to fail'), { code: ERRNOS[code] });
      };
      const fileSystem = { ...real, open: fail, rename: fail, unlink: fail };
      return createJournalFiles({ ...parts, profileId, fileSystem });
    },
    aside: async (profileId) => {
      const names = await readdir(directory);
      const ours = names.filter((name) => name.startsWith(`${profileId}.sealed.damaged-`));
      return Promise.all(ours.map((name) => readFile(join(directory, name))));
    },
  };
});
