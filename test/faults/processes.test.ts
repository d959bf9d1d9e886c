import { expect, it } from 'vitest';
import type { Flaw } from '../support/faults/fault-flaws';
import { openFaultProcesses } from '../support/faults/fault-process';
import { openProcessCrowd } from './process-crowd';
import { run } from './processes';

it("P1: programs with many callers at the token's expiry ask the server once, and all get its token", async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged).toEqual(['P1: 14 POSTs for 14 expiries']);
  expect(row).toMatchObject({ id: 'P1', tried: 14, lost: 0, wrong: 0, ok: true });
});

it.each<[what: string, flaw: Flaw, death: string | undefined]>([
  ['take no lock', 'unlocked', undefined],
  ['seal nothing, one of which dies with the answer', 'unsealed', 'store.save:before'],
])('P1 notices programs that %s: they ask more than once, and the server ends the session', async (_, flaw, death) => {
  const processes = await openFaultProcesses();
  const crowd = await openProcessCrowd({ processes, env: process.env, store: 'file', count: 5, flaw });
  try {
    const { posts, problems } = await crowd.expire(0, death);
    expect(posts).toBeGreaterThan(1);
    expect(problems.length).toBeGreaterThan(1);
    expect(await crowd.isSaved()).toBe(false);
  } finally {
    await crowd.dispose();
    await processes.dispose();
  }
});
