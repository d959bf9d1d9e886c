// For how long the main process was at work without answering anybody, as seen by a timer of its own. Linux.
import type { ElectronApplication } from 'playwright-core';

/** Begins to watch; the result ends it and gives the longest time in milliseconds. */
export async function watchStalls(electronApp: ElectronApplication): Promise<() => Promise<number>> {
  const watch = await electronApp.evaluateHandle(() => {
    // The processor time of the main thread alone: the wall clock would count what other programs hold up, that of the process what its other threads do.
    const files = process.mainModule?.require('node:fs') as {
      readFileSync(path: string, encoding: 'utf8'): string;
    };
    const path = `/proc/self/task/${process.pid}/schedstat`;
    const readMs = (): number => Number(files.readFileSync(path, 'utf8').split(' ', 1)[0]) / 1e6;
    let longestMs = 0;
    let last = readMs();
    const timer = setInterval(() => {
      const now = readMs();
      longestMs = Math.max(longestMs, now - last);
      last = now;
    }, 5);
    return {
      stop: () => {
        clearInterval(timer);
        return longestMs;
      },
    };
  });
  return () => watch.evaluate(({ stop }) => stop());
}
