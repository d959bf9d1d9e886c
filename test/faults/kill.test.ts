import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashAxiomPassword } from '../../main/adapters/axiom/axiom-password-hash';
import { Secret } from '../../main/core/base/secret';
import { DEMO_ACCOUNT } from '../../main/demo/demo-account';
import type { Flaw } from '../support/faults/fault-flaws';
import { type FaultProcesses, openFaultProcesses } from '../support/faults/fault-process';
import { run } from './kill';
import { openKillLane } from './kill-lane';
import { type Deed, MINOR_POINTS, PROTOCOL_POINTS } from './kill-points';

it("C1: a program killed at any named point loses nothing and leaves no half-written file, and the next one has the server's tokens", async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged.slice(0, -1)).toEqual([]);
  const tried = 4 * PROTOCOL_POINTS.length + MINOR_POINTS.length;
  expect(row).toMatchObject({ id: 'C1', tried, lost: 0, torn: 0, wrong: 0, ok: true });
}, 400_000);

const LANE = { place: 'file', name: 'kill-file' } as const;

describe('C1 notices', () => {
  let processes: FaultProcesses;
  let passwordHash: string;

  beforeAll(async () => {
    processes = await openFaultProcesses();
    passwordHash = (await hashAxiomPassword(new Secret(DEMO_ACCOUNT.password))).expose();
  });
  afterAll(() => processes.dispose());

  it.each<[what: string, flaw: Flaw, deed: Deed, point: string, verdict: string]>([
    ['a refresh that is not sealed before it is saved', 'unsealed', 'refresh', 'store.save:before', 'lost'],
    ['a file that is written in place', 'in-place', 'refresh', 'tokens.write:half', 'torn'],
    ['a sign-out that is not finished by the next start', 'unmarked', 'clear', 'store.clear:before', 'wrong'],
  ])('%s', async (_what, flaw, deed, point, verdict) => {
    const lane = await openKillLane({ processes, env: process.env, ...LANE, passwordHash, flaw });
    try {
      expect(await lane.kill({ deed, point, places: ['file'] })).toMatchObject({ verdict });
    } finally {
      await lane.dispose();
    }
  });

  it('a file that stays behind after a sign-out', async () => {
    const lane = await openKillLane({ processes, env: process.env, ...LANE, passwordHash, flaw: 'uncleared' });
    try {
      expect(await lane.leftovers()).toEqual(['tokens.json']);
    } finally {
      await lane.dispose();
    }
  });
});
