import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import * as real from 'node:fs/promises';
import { join } from 'node:path';
import { formerFileName } from '../../main/adapters/app-data/journal-file-names';
import { createJournalFiles } from '../../main/adapters/app-data/journal-files';
import { placeHash } from '../../main/adapters/places/place-hash';
import type { ErrorCode } from '../../main/core/base/errors';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { MemoryJournal } from '../support/fakes/journal/memory-journal';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { failingCall } from './failing-call';
import { describeJournal } from './journal.contract';

describeJournal('memory, for tests', async () => {
  const journals = new Map<string, MemoryJournal>();
  const open = (place: string, failure?: ErrorCode): MemoryJournal => {
    const journal = journals.get(place) ?? new MemoryJournal();
    journal.failure = failure;
    journals.set(place, journal);
    return journal;
  };
  return {
    open,
    openFailing: open,
    aside: async (place) => open(place).aside,
    plantFormer: async (place, sealed) => void open(place).former.push(sealed),
  };
});

describeJournal('files', async () => {
  const directory = join(await temporaryFolder(), 'state');
  const parts = { directory, clock: new FakeClock(), logger: new RecordingLogger() };
  return {
    open: (place) => createJournalFiles({ ...parts, place }),
    openFailing: (place, code) => {
      const fail = failingCall(code);
      const fileSystem = { ...real, open: fail, rename: fail, unlink: fail };
      return createJournalFiles({ ...parts, place, fileSystem });
    },
    plantFormer: async (place, sealed) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeFile(join(directory, formerFileName(place, sealed)), sealed);
    },
    aside: async (place) => {
      const names = await readdir(directory);
      const ours = names.filter((name) => name.startsWith(placeHash(place)) && name.includes('.sealed.damaged-'));
      return Promise.all(ours.map((name) => readFile(join(directory, name))));
    },
  };
});
