// For how long the main process was at work without answering anybody, as seen by a timer of its own.
import type { ElectronApplication } from 'playwright-core';

/** Begins to watch; the result ends it and gives the longest time in milliseconds. */
export async function watchStalls(electronApp: ElectronApplication): Promise<() => Promise<number>> {
  const watch = await electronApp.evaluateHandle(() => {
    // The wall clock alone would count what other programs hold up, the processor alone what other threads do.
    const readMs = (): readonly [wall: number, processor: number] => {
      const { user, system } = process.cpuUsage();
      return [performance.now(), (user + system) / 1000];
    };
    let longestMs = 0;
    let last = readMs();
    const timer = setInterval(() => {
      const now = readMs();
      longestMs = Math.max(longestMs, Math.min(now[0] - last[0], now[1] - last[1]));
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
