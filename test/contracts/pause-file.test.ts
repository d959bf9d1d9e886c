import { join } from 'node:path';
import { openPauseFile } from '../../main/adapters/handout/pause-file';
import { MemoryPauseFile, sharedPause } from '../support/fakes/handout/memory-pause-file';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { temporaryFolder } from '../support/temporary-folder';
import { describePauseFile } from './pause-file.contract';

describePauseFile('memory, for tests', async () => {
  const shared = sharedPause();
  return { open: () => new MemoryPauseFile(shared) };
});

describePauseFile('pause.json', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'pause.json');
  const settingsPath = join(folder, 'preferences.json');
  return {
    open: () =>
      openPauseFile({
        ...{ path, settingsPath, trailPath: join(folder, 'trail.jsonl') },
        stateDirectory: join(folder, 'state'),
        logger: new RecordingLogger(),
      }),
  };
});
