// Measures for how long a frozen keychain service keeps the process that asks it from anything else: the event loop, and reads of files, which a
// keychain library in this process would hold up by filling its pool of threads.
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { KeychainClient } from '../../main/adapters/keychain-client';
import { createKeychainForkHost } from '../../main/adapters/keychain-fork-host';
import { createSystemClock } from '../../main/adapters/system-clock';
import { Secret } from '../../main/core/secret';
import { bundleKeychainChild } from './bundle-keychain-child';
import { openDesktopSession } from './desktop-session';

const HUNG_CALLS = 4;
const RESOLUTION_MS = 1;

/** The longest lateness of the event loop, and the 99th hundredth of the time to read a file, in milliseconds, over four calls of 5 s that hang. */
export async function measureStall(): Promise<{ readonly stallMs: number; readonly readFileMs: number }> {
  const desktop = await openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false });
  const bundle = await bundleKeychainChild();
  const host = createKeychainForkHost({ childPath: bundle.childPath, env: desktop.env });
  const clock = createSystemClock();
  const client = new KeychainClient({ host, clock, platform: 'linux', isPersonWaiting: () => false });
  try {
    await client.set('default', new Secret('kept'));
    desktop.keyring?.freeze();
    const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const reads: number[] = [];
    let isHung = true;
    const calls = Array.from({ length: HUNG_CALLS }, () => client.get('default').catch(() => undefined));
    const hung = Promise.all(calls).finally(() => {
      isHung = false;
    });
    delays.enable();
    while (isHung) {
      const startedMs = performance.now();
      await readFile('package.json');
      reads.push(performance.now() - startedMs);
      await pause(5);
    }
    delays.disable();
    await hung;
    reads.sort((a, b) => a - b);
    const rounded = (ms: number): number => Math.round(ms * 10) / 10;
    return {
      stallMs: rounded(Math.max(0, delays.max / 1e6 - RESOLUTION_MS)),
      readFileMs: rounded(reads[Math.floor(reads.length * 0.99)] ?? Infinity),
    };
  } finally {
    desktop.keyring?.thaw();
    client.dispose();
    await bundle.dispose();
    await desktop.dispose();
  }
}
