import { join } from 'node:path';
import { createMemoryProfileIndex } from '../support/fakes/profile-index/memory-profile-index';
import { openProfilesFile } from '../../main/adapters/app-data/profiles-file';
import { FakeClock } from '../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { describeProfileIndex } from './profile-index.contract';

describeProfileIndex('the memory index of profiles', async () => ({ index: createMemoryProfileIndex() }));

describeProfileIndex('the profiles file', async () => {
  const path = join(await temporaryFolder(), 'profiles.json');
  const open = () => openProfilesFile({ path, clock: new FakeClock(), logger: new RecordingLogger() });
  return { index: await open(), reopen: open };
});
