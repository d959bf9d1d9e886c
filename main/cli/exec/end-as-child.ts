// Ends this process as its child has ended, so that whoever started us sees what it would have seen of the child.
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { type ChildEnd, dumpsCore, exitCodeOf } from './exit-status';

/** By then a signal that ends us has done so. */
const FALLBACK_MS = 500;

/** Where Linux keeps what of memory goes into a core file. */
const CORE_FILTER = '/proc/self/coredump_filter';

/**
 * The exit code of the child; where a signal has ended it, the same signal ends us, and this does not return. Call it when all else is done. Falls back to
 * 128 and the signal's number where the signal cannot be raised.
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

/** A core file of ours would have the tokens in it. False where that cannot be prevented. */
function keepMemoryOutOfCore(): boolean {
  try {
    writeFileSync(CORE_FILTER, '0');
    return true;
  } catch {
    return false;
  }
}
