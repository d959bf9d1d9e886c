// The program of index-processes.ts: adds profiles to an index one by one, each under the lock of the index.
import { createHash } from 'node:crypto';
import { openProfilesFile } from '../../../main/adapters/app-data/profiles-file';
import { createFlockRefreshLock } from '../../../main/adapters/locks/refresh-lock-flock';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { silentLogger } from '../fakes/logger/silent-logger';
import { putProfile } from '../put-profile';

const [directory = '', path = '', name = '', count = '0'] = process.argv.slice(2);
const clock = createSystemClock();
const flock = createFlockRefreshLock({ directory, clock, env: process.env });

async function add(): Promise<void> {
  const index = await openProfilesFile({
    path,
    clock,
    logger: silentLogger,
    // A name with slashes cannot be a file name.
    lock: { acquire: (place, waitMs) => flock.acquire(createHash('sha256').update(place).digest('hex'), waitMs) },
  });
  // All processes start at the same moment.
  await new Promise((resolve) => {
    process.once('message', resolve);
    process.send?.('ready');
  });
  for (let number = 0; number < Number(count); number++)
    await putProfile(index, { id: `${name}-${number}`, name, store: { kind: 'keychain' }, hasTokens: false });
  process.disconnect();
}

void add();
