// S1: 25 keychain faults (14 of Linux, 13 of them real; 6 of Windows and 5 of macOS as recorded) x 5 operations. In every cell the right
// storage facet and headline, no crash, no call beyond its deadline, nothing deleted, and everything fine after one retry after the repair.
import { DEADLINE_MS, PATIENT_DEADLINE_MS } from '../../main/adapters/keychain/keychain-client';
import { BUS_LIMIT_MS } from '../../main/adapters/secret-service/shared-session-bus';
import { isPersons, type Operation, OPERATIONS, StoreCell } from '../support/faults/fault-store-cell';
import { openLinuxWorld } from '../support/faults/fault-store-linux';
import { openRecordedWorlds } from '../support/faults/fault-store-recorded';
import { measureStall } from '../support/faults/fault-store-stall';
import type { StoreFault, StoreWorld } from '../support/faults/fault-store-world';
import type { Row, RowRun } from './scoreboard';

/**
 * State check and call, twice, for an operation that looks before it writes. The keychain is asked one call at a time, so all callers with the same
 * timeout wait for each other. The patient first call precedes every cell.
 */
function limitMs(operation: Operation): number {
  const queue = OPERATIONS.filter((other) => isPersons(other) === isPersons(operation)).length;
  return queue * 2 * (BUS_LIMIT_MS + (isPersons(operation) ? PATIENT_DEADLINE_MS : DEADLINE_MS));
}

const ROUNDS = { short: 1, full: 5 } as const;

/** The row of the scoreboard. In full it also reports for how long a hanging keychain blocked this process. */
export async function run({ scale, log }: RowRun): Promise<Row> {
  const counts = { tried: 0, lost: 0, wrong: 0 };
  for (const world of [...openRecordedWorlds(), await openLinuxWorld()]) {
    try {
      for (let round = 0; round < ROUNDS[scale]; round++) {
        for (const fault of world.faults) {
          for (const { cell, problems } of await tryFault(world, fault, round)) {
            counts.tried++;
            if (problems.length === 0) continue;
            counts.wrong++;
            if (problems.some((problem) => problem.startsWith('LOST'))) counts.lost++;
            log(`S1: ${world.name}, ${fault.name}, ${cell.operation}: ${problems.join('; ')}`);
          }
        }
      }
    } finally {
      await world.dispose();
    }
  }
  const row = { id: 'S1', ...counts, torn: 0, goal: '125 cells right, nothing lost', ok: counts.wrong === 0 };
  if (scale === 'short') return row;
  const stall = await measureStall();
  const { stallMs, worstStallMs, readFileMs } = stall;
  log(
    `S1: while a keychain hung, the event loop was late by ${stallMs} to ${worstStallMs} ms, files took ${readFileMs} ms`,
  );
  return { ...row, goal: `${row.goal}, stall <= 20 ms`, ...stall, ok: row.ok && stall.stallMs <= 20 };
}

async function tryFault(world: StoreWorld, fault: StoreFault, round: number) {
  const slug = `${round}-${fault.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 30);
  const cells = OPERATIONS.map((operation) => {
    const keychain = isPersons(operation) ? world.person : world.background;
    return new StoreCell(operation, `${slug}-${operation}`, keychain, world.lookUp);
  });
  await world.finish(Promise.all(cells.map((cell) => cell.prepare())));
  await fault.begin(cells.map(({ profileId }) => profileId));
  if (fault.isInEntries) await Promise.all(cells.map((cell) => cell.noteEntry()));
  const problems = new Map<StoreCell, string[]>(cells.map((cell) => [cell, []]));
  await world.finish(
    Promise.all(
      cells.map(async (cell) => {
        const startedMs = world.nowMs();
        await cell.act();
        if (world.nowMs() - startedMs > limitMs(cell.operation))
          problems.get(cell)?.push('took longer than its deadlines');
      }),
    ),
  );
  for (const cell of cells) cell.judge(fault.expected[cell.operation]);
  await fault.end();
  await world.finish(Promise.all(cells.map((cell) => cell.judgeRepaired(fault.expected[cell.operation]))));
  return cells.map((cell) => ({ cell, problems: [...(problems.get(cell) ?? []), ...cell.end()] }));
}
