// Keeps main's part of V8 small. Called by the composition root before anything else. Windows and child processes have V8s of their own.

/**
 * What suits a process that works for a moment at its start and at each refresh, and rests in between. ARCHITECTURE ("Speed") has what each of them saves.
 * - The space for new objects stays as small as it is at the start. Otherwise the start enlarges it, and no collection at rest makes it smaller again.
 * - A collection also makes pages whole that are half empty.
 * - Code is compiled a second time, optimized, only when it runs 15 times as long as by default. Otherwise the start alone loads the optimizing compiler.
 */
export const HEAP_FLAGS = [
  '--semi-space-growth-factor=1',
  '--optimize-for-size',
  '--interrupt-budget=2000000',
] as const;

/** `setFlag`: `setFlagsFromString` of `node:v8`. Must run before much is loaded. */
export function keepHeapSmall(setFlag: (flag: string) => void): void {
  for (const flag of HEAP_FLAGS) setFlag(flag);
}
