// Measures how long the main process works without answering, by its own timer. Linux.
import type { ElectronApplication } from 'playwright-core';

const TRIALS = 3;

/**
 * Runs `act` several times and measures each time the longest uninterrupted work of main. Returns the shortest of these, in milliseconds: work that `act`
 * causes is in every trial; compilation of code at its first use, or another program on the processor, is not.
 */
export async function stallOf(electronApp: ElectronApplication, act: () => Promise<unknown>): Promise<number> {
  const stalls: number[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    const stop = await watchStalls(electronApp);
    await act();
    stalls.push(await stop());
  }
  return Math.min(...stalls);
}

/** Starts measuring; the result stops it and returns the longest time in milliseconds. */
async function watchStalls(electronApp: ElectronApplication): Promise<() => Promise<number>> {
  const watch = await electronApp.evaluateHandle(() => {
    // Processor time of the main thread only: wall time includes other programs' load, and process time includes other threads.
    const files = process.mainModule?.require('node:fs') as {
      readFileSync(path: string, encoding: 'utf8'): string;
    };
    const path = `/proc/self/task/${process.pid}/schedstat`;
    const readMs = (): number => Number(files.readFileSync(path, 'utf8').split(' ', 1)[0]) / 1e6;
    let longestMs = 0;
    let last = readMs();
    const look = (): void => {
      const now = readMs();
      longestMs = Math.max(longestMs, now - last);
      last = now;
    };
    const timer = setInterval(look, 5);
    return {
      stop: () => {
        clearInterval(timer);
        look();
        return longestMs;
      },
    };
  });
  return () => watch.evaluate(({ stop }) => stop());
}
