// Measures how long the main process works without answering, by its own timer. Linux.
import type { ElectronApplication } from 'playwright-core';

/** Starts measuring; the result stops it and returns the longest time in milliseconds. */
export async function watchStalls(electronApp: ElectronApplication): Promise<() => Promise<number>> {
  const watch = await electronApp.evaluateHandle(() => {
    // Processor time of the main thread only: wall time includes other programs' load, and process time includes other threads.
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
