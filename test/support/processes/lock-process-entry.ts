// What a process of lock-processes.ts runs: takes a refresh lock and holds it, or counts up a file under it. Tells over IPC how far it is.
import { readFileSync, writeFileSync } from 'node:fs';
import { createFlockRefreshLock } from '../../../main/adapters/locks/refresh-lock-flock';
import { createPipeRefreshLock } from '../../../main/adapters/locks/refresh-lock-pipe';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';

/** Far beyond what a test takes. */
const PATIENCE_MS = 100_000;

const [kind, directory = '', profileId = '', counterPath, times = '0'] = process.argv.slice(2);
const clock = createSystemClock();
const lock =
  kind === 'flock'
    ? createFlockRefreshLock({ directory, clock, env: process.env })
    : createPipeRefreshLock({ directory, clock, prefix: '\0' });

async function hold(): Promise<void> {
  process.send?.('waiting');
  const release = await lock.acquire(profileId, PATIENCE_MS);
  process.send?.(release ? 'held' : 'not held');
  process.on('message', () => release?.());
}

async function count(path: string): Promise<void> {
  for (let time = 0; time < Number(times); time++) {
    const release = await lock.acquire(profileId, PATIENCE_MS);
    if (!release) throw new Error('no lock within the time');
    // Read and written apart, in place: two at once would lose one.
    writeFileSync(path, String(Number(readFileSync(path, 'utf8')) + 1));
    release();
  }
  process.disconnect();
}

void (counterPath === undefined ? hold() : count(counterPath));
