// Limits the size of a call's payload before it is validated. Pure; called in main by register-handlers.ts.

/** Maximum number of characters, and of values, in one payload: about ten times that of the largest legitimate call. */
export const MAX_PAYLOAD_CHARACTERS = 1_000_000;
const MAX_PAYLOAD_VALUES = 10_000;

/** Whether a payload is plain data within the limits. A cyclic value is counted until it exceeds them. */
export function isWithinSize(payload: unknown): boolean {
  let characters = 0;
  let values = 0;
  const pending: unknown[] = [payload];
  while (pending.length > 0) {
    const value = pending.pop();
    values++;
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'object' && value !== null) {
      const prototype: unknown = Object.getPrototypeOf(value);
      // The contract has no buffers, maps and the like; their size is not visible in their keys.
      if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return false;
      for (const key of Object.keys(value)) {
        characters += key.length;
        pending.push((value as Record<string, unknown>)[key]);
        if (values + pending.length > MAX_PAYLOAD_VALUES) return false;
      }
    }
    if (characters > MAX_PAYLOAD_CHARACTERS) return false;
  }
  return true;
}
