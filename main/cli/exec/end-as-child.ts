// Ends this process in the same way as its child, so that the caller of `exec` sees the child's result.
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { type ChildEnd, dumpsCore, exitCodeOf } from './exit-status';

/** A signal that ends this process takes less time than this. */
const FALLBACK_MS = 500;

/** Linux: which parts of memory go into a core dump. */
const CORE_FILTER = '/proc/self/coredump_filter';

/**
 * Returns the child's exit code. When a signal ended the child, raises the same signal here and does not return; if that fails, returns 128 plus the
 * signal's number. Call it last.
 */
export async function endAsChild(end: ChildEnd): Promise<number> {
  if ('code' in end || process.platform === 'win32') return exitCodeOf(end);
  const { signal } = end;
  if (constants.signals[signal] === undefined || (dumpsCore(signal) && !keepMemoryOutOfCore())) return exitCodeOf(end);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  await new Promise((resolve) => {
    setTimeout(resolve, FALLBACK_MS);
  });
  return exitCodeOf(end);
}

/** Keeps the tokens out of a core dump of this process. False when that is not possible. */
function keepMemoryOutOfCore(): boolean {
  try {
    writeFileSync(CORE_FILTER, '0');
    return true;
  } catch {
    return false;
  }
}
