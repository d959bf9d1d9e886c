// P1: many programs of one person at the moment when the access token ends, with many callers in each: exactly one POST per expiry, and all callers get
// the server's new token. Real processes, lock, store and HTTP, with a server that rotates and ends a session when a used refresh token is sent again.
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { openDesktopSession } from '../support/desktop-session';
import { openFaultProcesses } from '../support/faults/fault-process';
import { openProcessCrowd, type Crowd } from './process-crowd';
import type { Row, RowRun } from './scoreboard';

/** Number of expiries in each store: undisturbed, and with the refreshing program killed at each of the points below. */
const SIZES = {
  short: { processes: 5, rounds: 3, deaths: 1 },
  full: { processes: 20, rounds: 100, deaths: 5 },
} as const;
/** Between sealing and the end of a refresh: the waiting programs use the dead program's result, without asking the server. */
const DEATHS = ['journal.writeSealed:after', 'store.save:before', 'store.save:after', 'journal.clear:after'];
const STORES = ['keychain', 'file'] as const;

/** The row of the scoreboard: an expiry is wrong if it took another number of POSTs than one, or if a caller got anything but the server's token. */
export async function run({ scale, seed, log }: RowRun): Promise<Row> {
  const { processes: count, rounds, deaths } = SIZES[scale];
  const plan = [...Array<undefined>(rounds), ...Array.from({ length: deaths }, () => DEATHS).flat()];
  const random = createSeededRandom(seed);
  const totals = { tried: 0, lost: 0, wrong: 0, posts: 0 };
  const [desktop, processes] = await Promise.all([
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
    openFaultProcesses(),
  ]);
  try {
    for (const store of STORES) {
      const crowd = await openProcessCrowd({ processes, env: desktop.env, store, count });
      try {
        await letExpire(crowd, plan, random, totals, (line) => log(`P1: ${store}, seed ${seed}, ${line}`));
      } finally {
        await crowd.dispose();
      }
    }
  } finally {
    await processes.dispose();
    await desktop.dispose();
  }
  const { tried, lost, wrong, posts } = totals;
  log(`P1: ${posts} POSTs for ${tried} expiries`);
  const goal = `1000 callers in one process beside ${count - 1} more with 50: 1 POST an expiry, all get the server's token, also when the one that asked is killed`;
  const row: Row = { id: 'P1', tried, lost, torn: 0, wrong, goal, ok: lost + wrong === 0 };
  return { ...row, ...{ posts, processes: count } };
}

async function letExpire(
  crowd: Crowd,
  plan: readonly (string | undefined)[],
  random: () => number,
  totals: { tried: number; lost: number; wrong: number; posts: number },
  log: (line: string) => void,
): Promise<void> {
  for (const [round, death] of plan.entries()) {
    const { posts, problems } = await crowd.expire(Math.floor(random() * crowd.size), death);
    totals.tried++;
    totals.posts += posts;
    if (problems.length === 0) continue;
    totals.wrong++;
    log(`expiry ${round + 1}${death === undefined ? '' : `, a death at ${death}`}: ${problems.join('; ')}`);
  }
  if (await crowd.isSaved()) return;
  totals.lost++;
  log("a program that is started afterwards does not find the server's tokens");
}
