// F1's verdict on one writer with one fault. Pure.
import type { DiskCell } from '../support/faults/fault-disk-protocol';

const CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'STORAGE_FULL',
  short: 'STORAGE_FULL',
  EIO: 'STORAGE_UNAVAILABLE',
  EROFS: 'STORAGE_DENIED',
  EPERM: 'STORAGE_DENIED',
  EACCES: 'STORAGE_DENIED',
};

/** After one of these faults the new state is there but might not survive a power cut. */
const COMMITS = new Set(['rename', 'unlink', 'copy']);

export interface DiskVerdict {
  /** Neither the old nor the new state is there. */
  readonly isLost: boolean;
  /** Something else is there. */
  readonly isTorn: boolean;
  /** Other problems. */
  readonly problems: readonly string[];
}

export function judgeDisk(cell: DiskCell): DiskVerdict {
  const { after, start, goal, failure, before } = cell;
  const isOneOfThem = after === start || after === goal;
  const problems: string[] = [];
  if (!cell.wasMet) problems.push('the call that was to fail was not met');
  if (failure) {
    if (!failure.isTyped || failure.code !== CODES[cell.errno]) problems.push(`it failed with ${failure.code}`);
    if (!failure.namesPath) problems.push('the error does not say where');
    if (after === goal && goal !== start && !before.some((step) => COMMITS.has(step)))
      problems.push('it failed before anything was put in place, yet that is there');
  } else if (after !== goal && !cell.isSilent) problems.push('it failed without a word');
  // While everything fails nothing can be removed; and a file whose removal fails stays.
  if (cell.leftovers.length > 0 && !cell.isLasting && cell.step !== 'unlink')
    problems.push(`left behind: ${cell.leftovers.map(withoutChance).join(', ')}`);
  if (cell.again !== goal) problems.push(`done again it came to "${cell.again}"`);
  if (cell.leftoversAgain.length > 0)
    problems.push(`left behind for good: ${cell.leftoversAgain.map(withoutChance).join(', ')}`);
  return { isLost: !isOneOfThem && after === 'none', isTorn: !isOneOfThem && after !== 'none', problems };
}

/** The cell in words. */
export function nameOf({ writer, errno, isLasting, step, before, disk }: DiskCell): string {
  if (disk !== undefined) return `${writer}, on ${disk}`;
  return `${writer}, ${errno}${isLasting ? ' from then on' : ''} at call ${before.length + 1} (${step})`;
}

function withoutChance(name: string): string {
  return name.replace(/[0-9a-f]{6,}|\d+-/g, '*');
}
