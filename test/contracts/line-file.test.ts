import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createLineFile } from '../../main/adapters/files/line-file';
import { MemoryLineFile } from '../support/fakes/line-file/memory-line-file';
import { temporaryFolder } from '../support/temporary-folder';
import { describeLineFile } from './line-file.contract';

const size = { largestBytes: 1024 * 1024, fileCount: 3 };

describeLineFile('memory, for tests', async () => {
  const file = new MemoryLineFile();
  const failing = new MemoryLineFile();
  failing.failure = 'STORAGE_UNAVAILABLE';
  return { open: () => file, openFailing: () => failing, failureCode: 'STORAGE_UNAVAILABLE' };
});

describeLineFile('files', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'in-the-way'));
  return {
    open: () => createLineFile({ path: join(folder, 'data', 'lines'), ...size }),
    openFailing: () => createLineFile({ path: join(folder, 'in-the-way'), ...size }),
    failureCode: 'STORAGE_UNAVAILABLE',
  };
});
