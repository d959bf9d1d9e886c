import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { heapFlags, keepHeapSmall } from '../../../../../main/desktop/shell/system/small-heap';

const run = (code: string) => promisify(execFile)(process.execPath, ['-e', `const v8 = require('node:v8'); ${code}`]);

it.each(heapFlags(process.versions.v8))('V8 has %s', async (flag) => {
  const { stderr } = await run(`v8.setFlagsFromString('${flag}');`);
  expect(stderr).toBe('');
  // V8 reports a flag that it does not have.
  expect((await run("v8.setFlagsFromString('--no-such-flag');")).stderr).toContain('no-such-flag');
});

it('a budget before code is optimized is given only to a V8 that has it', () => {
  const hasBudget = (v8: string) => heapFlags(v8).some((flag) => flag.startsWith('--interrupt-budget='));
  expect(['10.8.168.25-electron.0', '11.3.244.8-node.30', '12.4.254.21-node.33', '14.8.1'].map(hasBudget)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('what is held at the start does not enlarge the space for new objects', async () => {
  const flags: string[] = [];
  keepHeapSmall((flag) => flags.push(flag), process.versions.v8);
  const sizeAfter = async (before: readonly string[]) => {
    const set = before.map((flag) => `v8.setFlagsFromString('${flag}');`).join('');
    const hold = 'globalThis.held = Array.from({ length: 400_000 }, (_, at) => ({ at }));';
    const look = "v8.getHeapSpaceStatistics().find((each) => each.space_name === 'new_space').space_size";
    return Number((await run(`${set}${hold} console.log(${look});`)).stdout);
  };
  expect(await sizeAfter(flags)).toBeLessThan((await sizeAfter([])) / 2);
});
