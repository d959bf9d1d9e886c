// Which processes an exec has certainly not started: a computer with fake processes, and two real ones.
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createLineage } from '../../../../main/adapters/peer/lineage';
import type { ProcessFacts } from '../../../../main/adapters/peer/process-facts';
import { createReadProcess } from '../../../../main/adapters/peer/read-process';

type Given = Pick<ProcessFacts, 'pid' | 'parentPid'> & Partial<ProcessFacts>;

/** Process numbers are in the order of their starts. A terminal (10) with a shell (20), and exec (50) in it. */
const COMMON: readonly Given[] = [
  { pid: 1, parentPid: 0, sessionPid: 1, comm: 'systemd' },
  { pid: 5, parentPid: 1, sessionPid: 5, comm: 'systemd' },
  { pid: 10, parentPid: 5, sessionPid: 10, comm: 'terminal' },
  { pid: 20, parentPid: 10, comm: 'bash' },
  { pid: 50, parentPid: 20, comm: 'axiom-tokens' },
];

function lineage(own: readonly Given[], platform: NodeJS.Platform = 'linux') {
  const all = [...COMMON, ...own].map((each) => ({
    ...{ sessionPid: 20, startTicks: each.pid, comm: 'bot', argv: [], isElsewhere: false },
    ...each,
  }));
  const read = async (pid: number) => all.find((each) => each.pid === pid);
  return createLineage({ credentials: () => ({ pid: 0, uid: 0 }), platform, read });
}

it.each<[string, Given[], boolean]>([
  ['the child', [{ pid: 99, parentPid: 50 }], false],
  [
    'a grandchild',
    [
      { pid: 98, parentPid: 50 },
      { pid: 99, parentPid: 98 },
    ],
    false,
  ],
  [
    'one in a session that the child has begun',
    [
      { pid: 98, parentPid: 50, sessionPid: 98 },
      { pid: 99, parentPid: 98, sessionPid: 98 },
    ],
    false,
  ],
  ['one whose parent has ended', [{ pid: 99, parentPid: 5, sessionPid: 99 }], false],
  ['one whose parent has ended, of the first process', [{ pid: 99, parentPid: 1, sessionPid: 99 }], false],
  ['one whose parent cannot be read', [{ pid: 99, parentPid: 77, sessionPid: 99 }], false],
  ['one in a container', [{ pid: 99, parentPid: 20, isElsewhere: true }], false],
  ['one that has ended', [], false],
  ['one of the same shell', [{ pid: 99, parentPid: 20 }], true],
  ['one that had started before', [{ pid: 99, parentPid: 5, startTicks: 30, sessionPid: 99 }], true],
  [
    'one of another terminal, opened later',
    [
      { pid: 60, parentPid: 10, sessionPid: 60 },
      { pid: 99, parentPid: 60, sessionPid: 60 },
    ],
    true,
  ],
  [
    'one whose parent has ended, of an older session',
    [
      { pid: 30, parentPid: 10, sessionPid: 30 },
      { pid: 99, parentPid: 5, sessionPid: 30 },
    ],
    true,
  ],
])('%s', async (_who, own, expected) => {
  expect(await lineage(own).isStranger(99, 50)).toBe(expected);
  expect(await lineage(own, 'darwin').isStranger(99, 50)).toBe(false);
});

it('reports no process if the system does not', () => {
  expect(lineage([]).pidOf(new Socket())).toBeUndefined();
});

it.runIf(process.platform === 'linux')('of real processes: our own child, and another child', async () => {
  const start = () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child.pid ?? 0;
  };
  const [one, other] = [start(), start()];
  const { isStranger } = createLineage({ credentials: () => undefined, platform: 'linux', read: createReadProcess() });
  expect([await isStranger(one, process.pid), await isStranger(other, one)]).toEqual([false, true]);
});
