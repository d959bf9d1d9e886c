// Measures how long a frozen keychain service blocks the calling process: its event loop, and reads of files, which a keychain library in this
// process would block by filling the thread pool.
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { KeychainClient } from '../../../main/adapters/keychain/keychain-client';
import { createKeychainForkHost } from '../../../main/adapters/keychain/keychain-fork-host';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { Secret } from '../../../main/core/base/secret';
import { bundleKeychainChild } from '../bundle-keychain-child';
import { openDesktopSession } from '../desktop-session';

const HUNG_CALLS = 4;
const RESOLUTION_MS = 1;

/** In milliseconds. */
export interface Stall {
  /** The longest delay of the event loop in the best hung call. A delay caused by the call is in every call; one caused by other programs is not. */
  readonly stallMs: number;
  /** The same in the worst hung call. */
  readonly worstStallMs: number;
  /** The 99th percentile of the time to read a file. */
  readonly readFileMs: number;
}

/** Measures four hung calls of 5 s each. */
export async function measureStall(): Promise<Stall> {
  const desktop = await openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false });
  const bundle = await bundleKeychainChild();
  const host = createKeychainForkHost({ childPath: bundle.childPath, env: desktop.env });
  const client = new KeychainClient({
    host,
    clock: createSystemClock(),
    platform: 'linux',
    isInteractive: () => false,
  });
  try {
    await client.set('default', new Secret('kept'));
    desktop.keyring?.freeze();
    const stalls: number[] = [];
    const reads: number[] = [];
    for (let call = 0; call < HUNG_CALLS; call++) {
      const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      delays.enable();
      await readFilesUntil(
        client.get('default').catch(() => undefined),
        reads,
      );
      delays.disable();
      stalls.push(Math.max(0, delays.max / 1e6 - RESOLUTION_MS));
    }
    reads.sort((a, b) => a - b);
    return {
      stallMs: rounded(Math.min(...stalls)),
      worstStallMs: rounded(Math.max(...stalls)),
      readFileMs: rounded(reads[Math.floor(reads.length * 0.99)] ?? Infinity),
    };
  } finally {
    desktop.keyring?.thaw();
    client.dispose();
    await bundle.dispose();
    await desktop.dispose();
  }
}

async function readFilesUntil(done: Promise<unknown>, timesMs: number[]): Promise<void> {
  let isDone = false;
  const watched = done.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const startedMs = performance.now();
    await readFile('package.json');
    timesMs.push(performance.now() - startedMs);
    await pause(5);
  }
  await watched;
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
