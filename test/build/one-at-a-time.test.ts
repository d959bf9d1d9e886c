import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, oneAtATime } from '../../build/one-at-a-time.mjs';
import { createGate } from '../support/gate';
import { runNode } from '../support/processes/run-node';
import { temporaryFolder } from '../support/temporary-folder';

const MODULE = join(import.meta.dirname, '../../build/one-at-a-time.mjs');

describe('one at a time', () => {
  it('the second run waits until the first has ended, and says so once', async () => {
    const lock = join(await temporaryFolder(), '.setup-lock');
    const order: string[] = [];
    const { opened, open } = createGate();
    const first = oneAtATime({ lock, onWait: () => order.push('first waits') }, async () => {
      await opened;
      order.push('first');
    });
    const second = oneAtATime(
      {
        lock,
        onWait: () => {
          order.push('second waits');
          open();
        },
      },
      async () => void order.push('second'),
    );
    await Promise.all([first, second]);
    expect(order).toEqual(['second waits', 'first', 'second']);
  });

  it('several programs never work at the same time', async () => {
    const folder = await temporaryFolder();
    const program = `
      import { oneAtATime } from ${JSON.stringify(MODULE)};
      import { appendFileSync } from 'node:fs';
      import { setTimeout as delay } from 'node:timers/promises';
      for (let round = 0; round < 5; round++) await oneAtATime({ lock: '.lock', onWait() {} }, async () => {
        appendFileSync('log', 'in ' + process.pid + '\\n'); await delay(5); appendFileSync('log', 'out ' + process.pid + '\\n');
      });`;
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => runNode(['--input-type=module', '-e', program], { cwd: folder, env: process.env })),
    );
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([1, 2, 3].map(() => [0, '']));
    const lines = (await readFile(join(folder, 'log'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    for (let at = 0; at < lines.length; at += 2) expect(lines[at + 1]).toBe(lines[at]?.replace('in', 'out'));
    expect(await readdir(folder)).toEqual(['log']);
  });

  it('the lock of a killed run is ignored, and a failure releases the lock', async () => {
    const folder = await temporaryFolder();
    const lock = join(folder, '.setup-lock');
    await symlink(String(2 ** 22 + 1), lock);
    const failure = new Error('no network');
    const failing = oneAtATime({ lock, onWait: () => undefined }, async () => {
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await readdir(folder)).toEqual([]);
  });
});

it('a waiting run says which process it waits for, and what to remove if that is another program', async () => {
  const lock = join(await temporaryFolder(), '.setup-lock');
  await symlink(String(process.pid), lock);
  let told = '';
  const onWait = (hint: string) => {
    told = hint;
    void rm(lock);
  };
  await oneAtATime({ lock, onWait }, async () => undefined);
  expect(told).toBe(`It is process ${process.pid}; if that is something else, remove ${lock}.`);
});

it('a file in the place of the lock is named in the error and kept', async () => {
  const lock = join(await temporaryFolder(), '.setup-lock');
  await writeFile(lock, 'mine');
  await expect(oneAtATime({ lock, onWait: () => undefined }, async () => undefined)).rejects.toMatchObject({
    message: `${lock} is not the link that keeps two runs apart: something else has made it.`,
    remedy: 'Remove it, then run the command again.',
  });
  expect(await readFile(lock, 'utf8')).toBe('mine');
});

it.each([
  [process.pid, true],
  [1, true],
  [2 ** 22 + 1, false],
  [Number.NaN, false],
])('process %d runs: %s', (pid, expected) => {
  expect(isRunning(pid)).toBe(expected);
});
