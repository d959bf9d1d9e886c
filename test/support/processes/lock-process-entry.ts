// The program of lock-processes.ts: takes a refresh lock and holds it, or increments a number in a file,
// or adds removal marks, under the lock. Reports its state over IPC.
import { readFileSync, writeFileSync } from 'node:fs';
import { createFlockRefreshLock } from '../../../main/adapters/locks/refresh-lock-flock';
import { createPipeRefreshLock } from '../../../main/adapters/locks/refresh-lock-pipe';
import { createRemovalMarksFiles } from '../../../main/adapters/places/removal-marks-files';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';

/** Much longer than any test. */
const LOCK_WAIT_MS = 100_000;

const [kind, directory = '', place = '', deed, name = '', times = '0'] = process.argv.slice(2);
const clock = createSystemClock();
const lock =
  kind === 'flock'
    ? createFlockRefreshLock({ directory, clock, env: process.env })
    : createPipeRefreshLock({ directory, clock, prefix: '\0' });

async function hold(): Promise<void> {
  process.send?.('waiting');
  const release = await lock.acquire(place, LOCK_WAIT_MS);
  process.send?.(release ? 'held' : 'not held');
  process.on('message', () => release?.());
}

async function count(path: string): Promise<void> {
  for (let time = 0; time < Number(times); time++) {
    const release = await lock.acquire(place, LOCK_WAIT_MS);
    if (!release) throw new Error('no lock within the time');
    // Read and write are separate calls, so that two processes at once would lose an increment.
    writeFileSync(path, String(Number(readFileSync(path, 'utf8')) + 1));
    release();
  }
  process.disconnect();
}

async function mark(): Promise<void> {
  const marks = createRemovalMarksFiles({ directory });
  for (let time = 0; time < Number(times); time++) {
    const release = await lock.acquire(place, LOCK_WAIT_MS);
    if (!release) throw new Error('no lock within the time');
    await marks.add(place, { signIn: `${name}-${time}`, atMs: clock.nowMs() });
    release();
  }
  process.disconnect();
}

void (deed === 'count' ? count(name) : deed === 'mark' ? mark() : hold());
