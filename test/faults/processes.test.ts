import { expect, it } from 'vitest';
import { openFaultProcesses } from '../support/fault-process';
import { openProcessCrowd } from './process-crowd';
import { run } from './processes';

it("P1: programs with many callers at the token's end ask the server once, and all get its token", async () => {
  const told: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => told.push(line) });
  expect(told).toEqual(['P1: 6 POSTs for 6 expiries']);
  expect(row).toMatchObject({ id: 'P1', tried: 6, lost: 0, wrong: 0, ok: true });
});

it('P1 notices programs that take no lock: they ask more than once, and the server ends the session', async () => {
  const processes = await openFaultProcesses();
  const crowd = await openProcessCrowd({ processes, env: process.env, store: 'file', count: 5, flaw: 'unlocked' });
  try {
    const { posts, problems } = await crowd.expire(0);
    expect(posts).toBeGreaterThan(1);
    expect(problems.length).toBeGreaterThan(1);
    expect(await crowd.isSaved()).toBe(false);
  } finally {
    await crowd.dispose();
    await processes.dispose();
  }
});
