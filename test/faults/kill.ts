// C1: kill -9 at every named point of sign-in, refresh, clear, start and a write in parts, with real keychain, files, lock and HTTP, and a
// server that rotates refresh tokens and ends a session when a used one is sent again. Nothing saved may be lost or torn, and afterwards the
// client has the server's pair, with two named exceptions (see kill-judge.ts) that are counted separately.
import { hashAxiomPassword } from '../../main/adapters/axiom/axiom-password-hash';
import { Secret } from '../../main/core/base/secret';
import { DEMO_ACCOUNT } from '../../main/demo/demo-account';
import { createSeededRandom } from '../axiom-simulator/seeded-random';
import { openDesktopSession } from '../support/desktop-session';
import { openFaultProcesses } from '../support/faults/fault-process';
import type { Verdict } from './kill-judge';
import { openKillLane, type Kill } from './kill-lane';
import { MINOR_POINTS, type KillPoint, nameOf, type Place, PROTOCOL_POINTS } from './kill-points';
import type { Row, RowRun } from './scoreboard';

/**
 * Kills per step. Half of them come from outside, at a random moment after the point. Four is the minimum for killing a step
 * that occurs in two places both ways in each of them.
 */
const TIMES = { short: { protocol: 4, minor: 1 }, full: { protocol: 100, minor: 20 } } as const;
/** About the time of everything after the server's answer. */
const LONGEST_DELAY_MS = 25;
/** The lanes of each place. Most kills are in the keychain, and each of them takes longest. */
const LANES: Readonly<Record<Place, number>> = { keychain: 2, parts: 1, file: 1 };

export async function run({ scale, seed, log }: RowRun): Promise<Row> {
  const counts: Record<Verdict, number> = { held: 0, window: 0, 'unsaved sign-in': 0, lost: 0, torn: 0, wrong: 0 };
  const random = createSeededRandom(seed);
  const times = TIMES[scale];
  const planned = [
    ...planKills(PROTOCOL_POINTS, times.protocol, random),
    ...planKills(MINOR_POINTS, times.minor, random),
  ];
  const kills = shuffled(planned, random);
  const passwordHash = (await hashAxiomPassword(new Secret(DEMO_ACCOUNT.password))).expose();
  const [desktop, processes] = await Promise.all([
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
    openFaultProcesses(),
  ]);
  const runLane = async ({ place, number }: Lane): Promise<void> => {
    const name = `kill-${place}-${number}`;
    const lane = await openKillLane({ processes, env: desktop.env, place, name, passwordHash });
    try {
      const here = kills.filter((each) => each.place === place);
      for (const kill of here.filter((_, index) => index % LANES[place] === number)) {
        const { verdict, found } = await lane.kill(kill);
        counts[verdict]++;
        if (verdict === 'held' || verdict === 'window' || verdict === 'unsaved sign-in') continue;
        log(`C1: ${verdict} after ${nameOf(kill)} + ${kill.afterMs ?? 0} ms in ${place}, seed ${seed}: ${found}`);
      }
      const left = await lane.leftovers();
      if (left.length > 0) log(`C1: wrong, left behind in ${place}, seed ${seed}: ${left.join(', ')}`);
      counts.wrong += left.length;
    } finally {
      await lane.dispose();
    }
  };
  try {
    await Promise.all(lanes().map(runLane));
  } finally {
    await processes.dispose();
    await desktop.dispose();
  }
  const { lost, torn, wrong } = counts;
  const what = `${PROTOCOL_POINTS.length} points x ${times.protocol} kills, ${MINOR_POINTS.length} between x ${times.minor}`;
  log(
    `C1: ${what}; ${counts.window} in the window between answer and seal, ` +
      `${counts['unsaved sign-in']} first sign-ins not yet saved`,
  );
  const goal = `${what}: 0 lost, 0 torn, server's pair = client's outside the window`;
  return {
    ...{ id: 'C1', tried: kills.length, lost, torn, wrong, goal, ok: lost + torn + wrong === 0 },
    ...{ inWindow: counts.window, unsavedSignIns: counts['unsaved sign-in'] },
  };
}

interface Lane {
  readonly place: Place;
  readonly number: number;
}

function lanes(): Lane[] {
  const places = Object.entries(LANES) as [Place, number][];
  return places.flatMap(([place, count]) => Array.from({ length: count }, (_, number) => ({ place, number })));
}

function planKills(
  points: readonly KillPoint[],
  times: number,
  random: () => number,
): (Kill & { readonly place: Place })[] {
  return points.flatMap((point) =>
    Array.from({ length: times }, (_, index) => {
      const place = point.places[(index >> 1) % point.places.length] ?? 'keychain';
      const afterMs = random() * LONGEST_DELAY_MS;
      return index % 2 === 0 ? { ...point, place } : { ...point, place, afterMs };
    }),
  );
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
