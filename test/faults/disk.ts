// F1: every file system call of each of our writers fails once with every errno of a failing disk, and once from then on. The old
// content stays readable or the new one is complete, the error is typed and names the place, and no other files are left.
import type { DiskCell } from '../support/faults/fault-disk-protocol';
import { openDiskTrials } from '../support/faults/fault-disk-process';
import { judgeDisk, nameOf } from './disk-judge';
import type { Row, RowRun } from './scoreboard';

const ERRNOS = {
  short: ['ENOSPC', 'EIO', 'EROFS', 'short'],
  full: ['ENOSPC', 'EIO', 'EROFS', 'EPERM', 'EACCES', 'short'],
};

/** The row of the scoreboard. In full also on a small disk that is really full or read-only, where one can be mounted. */
export async function run({ scale, log }: RowRun): Promise<Row> {
  const counts = { tried: 0, lost: 0, torn: 0, wrong: 0 };
  const count = (cell: DiskCell): void => {
    const { isLost, isTorn, problems } = judgeDisk(cell);
    counts.tried++;
    if (isLost) counts.lost++;
    if (isTorn) counts.torn++;
    if (problems.length > 0) counts.wrong++;
    if (!isLost && !isTorn && problems.length === 0) return;
    const state = isLost ? 'LOST: ' : isTorn ? 'TORN: ' : '';
    log(`F1: ${nameOf(cell)}: ${state}${problems.join('; ')}`);
  };
  const trials = await openDiskTrials();
  let realDisk = false;
  try {
    await trials.run({ errnos: ERRNOS[scale], isLastingToo: true }, count);
    if (scale === 'full') realDisk = await trials.runOnSmallDisk(count);
  } finally {
    await trials.dispose();
  }
  const goal =
    'a failing disk at every call of every writer: former content readable, error typed and with its place, no leftovers';
  const row: Row = { id: 'F1', ...counts, goal, ok: counts.lost + counts.torn + counts.wrong === 0 };
  if (scale === 'short') return row;
  log(realDisk ? 'F1: also on a small disk, full and read-only' : 'F1: no small disk may be mounted here');
  return { ...row, ...{ realDisk } };
}
