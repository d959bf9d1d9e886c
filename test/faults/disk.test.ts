import { expect, it } from 'vitest';
import { openDiskTrials } from '../support/faults/fault-disk-process';
import { run } from './disk';
import { judgeDisk } from './disk-judge';

it('F1: whatever call fails on whatever file, its former content stays readable and the error says where', async () => {
  const logged: string[] = [];
  const row = await run({ scale: 'short', seed: 1, log: (line) => logged.push(line) });
  expect(logged).toEqual([]);
  expect(row).toMatchObject({ id: 'F1', lost: 0, torn: 0, wrong: 0, ok: true });
  expect(row.tried).toBeGreaterThan(600);
});

it('F1 notices a file that is written directly to its place', async () => {
  const trials = await openDiskTrials();
  const verdicts: ReturnType<typeof judgeDisk>[] = [];
  try {
    await trials.run({ errnos: ['ENOSPC'], isLastingToo: false, isNaive: true }, (cell) => {
      verdicts.push(judgeDisk(cell));
    });
  } finally {
    await trials.dispose();
  }
  expect(verdicts).toEqual([
    { isLost: false, isTorn: true, problems: ['it failed with ENOSPC', 'the error does not say where'] },
  ]);
});
