import { join } from 'node:path';
import { createConsentsFile } from '../../main/adapters/handout/consents-file';
import { createRefreshLock } from '../../main/adapters/locks/refresh-lock-create';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { MemoryConsentsFile, sharedConsents } from '../support/fakes/handout/memory-consents-file';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { describeConsentsFile } from './consents-file.contract';

describeConsentsFile('memory, for tests', async () => {
  const shared = sharedConsents();
  return { open: () => new MemoryConsentsFile(shared) };
});

describeConsentsFile('consents.json', async () => {
  const folder = await temporaryFolder();
  const clock = createSystemClock();
  const { platform, env } = process;
  const open = () =>
    createConsentsFile({
      path: join(folder, 'consents.json'),
      lock: createRefreshLock({ directory: join(folder, 'state'), platform, clock, env }),
      clock,
      logger: new RecordingLogger(),
    });
  return { open };
});
