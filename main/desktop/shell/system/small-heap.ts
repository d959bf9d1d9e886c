// Keeps main's part of V8 small. Called by the composition root before anything else. Windows and child processes
// have their own V8.

const NEWEST_V8_WITH_BUDGET = 11;

/**
 * Flags for a process that works briefly at its start and at each refresh, and is idle in between. ARCHITECTURE ("Speed") says what each flag saves.
 * - The space for new objects stays as small as it is at the start. Otherwise the start enlarges it, and no later garbage collection makes it smaller again.
 * - A garbage collection also compacts pages that are half empty.
 * - Code is compiled a second time, optimized, only when it runs 15 times as long as by default. Otherwise the start alone loads the optimizing compiler. Later versions of V8 count calls instead of a budget, and have a second compiler; no value was measured for them.
 * - V8's baseline compiler ("Sparkplug") is off. In the first hours it would compile, without optimizing, what runs once a minute, and save nothing by it.
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
