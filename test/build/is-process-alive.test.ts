import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isProcessAlive } from '../../build/is-process-alive.mjs';
import { processName, processState } from '../support/processes/process-state';
import { temporaryFolder } from '../support/temporary-folder';
import { waitUntil } from '../support/wait-until';

function started(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, pid: Number(child.pid) };
}

describe('a process', () => {
  it('is alive while it runs, and not after it has ended', async () => {
    expect(await isProcessAlive(process.pid)).toBe(true);
    const { child, pid } = started('sleep', ['60']);
    expect(await isProcessAlive(pid)).toBe(true);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(await isProcessAlive(pid)).toBe(false);
  });

  it('is not alive as a zombie, which its parent has not collected', async () => {
    // The shell becomes a program that never collects its inherited child; then the child is released.
    const parent = started('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60']);
    const [printed] = (await once(parent.child.stdout as Readable, 'data')) as [Buffer];
    const pid = Number(String(printed));
    await waitUntil('the program that the shell becomes', async () => (await processName(parent.pid)) === 'sleep');
    expect(await isProcessAlive(pid)).toBe(true);
    (parent.child.stdio[3] as Writable).end();
    await waitUntil('a dead child that nobody buries', async () => (await processState(pid)) === 'Z');
    expect(await isProcessAlive(pid)).toBe(false);
  });

  it('may have a name that looks like another state', async () => {
    const path = join(await temporaryFolder(), 'x) Z (y');
    await copyFile('/bin/sleep', path);
    const { pid } = started(path, ['60']);
    await waitUntil('the name of the program', async () => (await processName(pid)) === 'x) Z (y');
    expect(await isProcessAlive(pid)).toBe(true);
  });
});
