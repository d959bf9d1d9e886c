// Bounds what a call may carry before anything else looks at it. Pure.

/** Most characters, and most values, in one payload: some ten times what the largest honest call needs. */
export const MAX_PAYLOAD_CHARACTERS = 1_000_000;
const MAX_PAYLOAD_VALUES = 10_000;

/** Whether a payload is plain data within the bounds. A value that holds itself is counted until the bound ends it. */
export function isWithinSize(payload: unknown): boolean {
  let characters = 0;
  let values = 0;
  const open: unknown[] = [payload];
  while (open.length > 0) {
    const value = open.pop();
    values++;
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'object' && value !== null) {
      const prototype: unknown = Object.getPrototypeOf(value);
      // Buffers, maps and the like have no place in the contract, and their size does not show in their keys.
      if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return false;
      for (const key of Object.keys(value)) {
        characters += key.length;
        open.push((value as Record<string, unknown>)[key]);
        if (values + open.length > MAX_PAYLOAD_VALUES) return false;
      }
    }
    if (characters > MAX_PAYLOAD_CHARACTERS) return false;
  }
  return true;
}
