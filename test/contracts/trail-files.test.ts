import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createTrailFiles } from '../../main/adapters/handout/trail-files';
import { createRefreshLock } from '../../main/adapters/locks/refresh-lock-create';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { MemoryTrailFile } from '../support/fakes/handout/memory-trail-file';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { describeTrailFile } from './trail-files.contract';

describeTrailFile('memory, for tests', async () => {
  const file = new MemoryTrailFile();
  const failing = new MemoryTrailFile();
  failing.failure = 'STORAGE_FULL';
  return { open: () => file, openFailing: () => failing, failureCode: 'STORAGE_FULL' };
});

describeTrailFile('files', async () => {
  const folder = await temporaryFolder();
  const { platform, env } = process;
  const open = (name: string) =>
    createTrailFiles({
      path: join(folder, name),
      lock: createRefreshLock({ directory: join(folder, 'state'), platform, clock: createSystemClock(), env }),
      logger: new RecordingLogger(),
    });
  await mkdir(join(folder, 'a-folder.jsonl'));
  return {
    open: () => open('trail.jsonl'),
    openFailing: () => open('a-folder.jsonl'),
    failureCode: 'STORAGE_UNAVAILABLE',
  };
});
