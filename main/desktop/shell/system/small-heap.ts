// Keeps main's part of V8 small. Called by the composition root before anything else. Windows and child processes have V8s of their own.

const NEWEST_V8_WITH_BUDGET = 11;

/**
 * What suits a process that works for a moment at its start and at each refresh, and rests in between. ARCHITECTURE ("Speed") has what each of them saves.
 * - The space for new objects stays as small as it is at the start. Otherwise the start enlarges it, and no collection at rest makes it smaller again.
 * - A collection also makes pages whole that are half empty.
 * - Code is compiled a second time, optimized, only when it runs 15 times as long as by default. Otherwise the start alone loads the optimizing compiler. Later V8s
 *   count calls in place of a budget, and have a second compiler; what would suit them was not measured.
 * - Nothing is compiled without optimizing: what runs once a minute would be, after some hours of minutes, for nothing.
 */
export function heapFlags(v8Version: string): readonly string[] {
  const flags = ['--semi-space-growth-factor=1', '--optimize-for-size'];
  const isMeasured = Number.parseInt(v8Version, 10) <= NEWEST_V8_WITH_BUDGET;
  return isMeasured ? [...flags, '--interrupt-budget=2000000', '--no-sparkplug'] : flags;
}

/** `setFlag`: `setFlagsFromString` of `node:v8`. Must run before much is loaded. */
export function keepHeapSmall(setFlag: (flag: string) => void, v8Version: string): void {
  for (const flag of heapFlags(v8Version)) setFlag(flag);
}
