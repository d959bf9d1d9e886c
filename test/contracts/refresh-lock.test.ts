// Runs the lock contract against Linux's lock, the Windows lock over abstract sockets (the same code, not the same system), the macOS
// lock over an `open` with exclusive locks, and the one that tests of the core use.
import { createExlockRefreshLock } from '../../main/adapters/locks/refresh-lock-exlock';
import { createFlockRefreshLock } from '../../main/adapters/locks/refresh-lock-flock';
import { createPipeRefreshLock } from '../../main/adapters/locks/refresh-lock-pipe';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { createExlockOpen } from '../support/processes/exlock-open';
import { createMemoryRefreshLock, type LockTable } from '../support/fakes/refresh-lock/memory-refresh-lock';
import { temporaryFolder } from '../support/temporary-folder';
import { describeRefreshLock, describeRefreshLockAmongProcesses } from './refresh-lock.contract';

const clock = createSystemClock();
const openFlock = (directory: string) => createFlockRefreshLock({ directory, clock, env: process.env });
const openPipe = (directory: string) => createPipeRefreshLock({ directory, clock, prefix: '\0' });

describeRefreshLock('memory, for tests', async () => {
  const table: LockTable = new Map();
  return [createMemoryRefreshLock(clock, table), createMemoryRefreshLock(clock, table)];
});

describeRefreshLock('flock', async () => {
  const directory = await temporaryFolder();
  return [openFlock(directory), openFlock(directory)];
});

describeRefreshLock('named pipe, over abstract sockets', async () => {
  const directory = await temporaryFolder();
  return [openPipe(directory), openPipe(directory)];
});

describeRefreshLock('O_EXLOCK, over an open that imitates it', async () => {
  const directory = await temporaryFolder();
  const open = createExlockOpen();
  return [createExlockRefreshLock({ directory, clock, open }), createExlockRefreshLock({ directory, clock, open })];
});

describeRefreshLockAmongProcesses('flock', 'flock', openFlock);
describeRefreshLockAmongProcesses('named pipe, over abstract sockets', 'pipe', openPipe);
