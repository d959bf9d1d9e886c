import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isProcessAlive } from '../../../build/is-process-alive.mjs';
import { startOwnedProcess, waitUntilReady } from '../../../build/virtual-desktop/owned-process.mjs';
import { processName, processState } from '../../support/processes/process-state';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

const MODULE = join(import.meta.dirname, '../../../build/virtual-desktop/owned-process.mjs');
const { PATH } = process.env;

async function started(
  command: string,
  args: readonly string[],
  more: { extraPipe?: boolean; input?: string; person?: { uid: number; gid: number } } = {},
) {
  const logFile = join(await temporaryFolder(), 'log');
  const owned = startOwnedProcess(command, args, { env: { PATH, GREETING: 'hello' }, logFile, ...more });
  onTestFinished(() => owned.stop('SIGKILL'));
  return { owned, readLog: () => readFile(logFile, 'utf8') };
}

describe('a helper program', () => {
  it('writes its output to its log, and has the environment and the input it is given', async () => {
    const { owned, readLog } = await started('sh', ['-c', 'cat; echo $GREETING; echo trouble >&2'], {
      input: 'typed ',
    });
    await waitUntil('the end of the program', () => !owned.isRunning());
    expect(await readLog()).toBe('typed hello\ntrouble\n');
  });

  it('can write to its owner through a pipe of its own', async () => {
    const { owned } = await started('sh', ['-c', 'echo 99 >&3'], { extraPipe: true });
    expect(await text(owned.child.stdio[3] as NodeJS.ReadableStream & AsyncIterable<Buffer>)).toBe('99\n');
  });

  it('runs as an ordinary user, without rights of root, when root starts it for one', async (context) => {
    if (process.getuid?.() !== 0) context.skip('only root can act in the name of others');
    const person = { uid: 65_534, gid: 65_533 };
    const { owned, readLog } = await started('sh', ['-c', 'id -u; id -g; id -G; grep CapEff /proc/self/status'], {
      person,
    });
    await waitUntil('the end of the program', () => !owned.isRunning());
    expect(await readLog()).toBe('65534\n65533\n65533\nCapEff:\t0000000000000000\n');
  });

  it('as an ordinary user does not outlive its owner either', async (context) => {
    if (process.getuid?.() !== 0) context.skip('only root can act in the name of others');
    const program = `
      import { startOwnedProcess } from ${JSON.stringify(MODULE)};
      const owned = startOwnedProcess('sleep', ['60'], { env: process.env, logFile: '/dev/null', person: { uid: 65534, gid: 65534 } });
      process.stdout.write(String(owned.pid) + '\\n');
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const pid = Number(String(line));
    await waitUntil('it sleeps', async () => (await processName(pid)) === 'sleep');
    owner.kill('SIGKILL');
    await waitUntil('it is gone', async () => !(await isProcessAlive(pid)));
    expect(await isProcessAlive(pid)).toBe(false);
  });

  it('has ended after a stop, and may be stopped twice', async () => {
    const { owned } = await started('sleep', ['60']);
    expect([owned.isRunning(), await isProcessAlive(owned.pid)]).toEqual([true, true]);
    await owned.stop();
    expect([owned.isRunning(), await isProcessAlive(owned.pid)]).toEqual([false, false]);
    await expect(owned.stop()).resolves.toBeUndefined();
  });

  it('is stopped even when it was frozen', async () => {
    const { owned } = await started('sleep', ['60']);
    owned.child.kill('SIGSTOP');
    await waitUntil('a frozen program', async () => (await processState(owned.pid)) === 'T');
    await owned.stop();
    expect([owned.isRunning(), owned.child.signalCode]).toEqual([false, 'SIGTERM']);
  });

  it('is killed when it ignores the request to end', async () => {
    const { owned, readLog } = await started('sh', ['-c', 'trap "" TERM; echo up; while :; do sleep 1; done']);
    await waitUntilReady({ what: 'sh', process: owned, isReady: async () => (await readLog()) === 'up\n', readLog });
    await owned.stop();
    expect([owned.isRunning(), owned.child.signalCode]).toEqual([false, 'SIGKILL']);
  });

  it('does not outlive its owner, however that one ends', async () => {
    const folder = await temporaryFolder();
    const script = join(folder, 'owner.mjs');
    await writeFile(
      script,
      `import { startOwnedProcess } from ${JSON.stringify(MODULE)};
       const { pid } = startOwnedProcess('sleep', ['60'], { env: process.env, logFile: ${JSON.stringify(join(folder, 'log'))} });
       console.log(pid);
       setInterval(() => {}, 1000);`,
    );
    const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed] = (await once(owner.stdout, 'data')) as [Buffer];
    const pid = Number(String(printed));
    await waitUntil('the helper itself', async () => (await processName(pid)) === 'sleep');
    owner.kill('SIGKILL');
    await waitUntil('the end of the helper', async () => !(await isProcessAlive(pid)));
    expect(await isProcessAlive(pid)).toBe(false);
  });
});

describe('waiting for a helper program', () => {
  const readLog = async () => `${'x'.repeat(3000)} the end`;

  it('ends when it is ready', async () => {
    const { owned } = await started('sleep', ['60']);
    let questions = 0;
    await waitUntilReady({ what: 'sleep', process: owned, isReady: async () => ++questions === 3, readLog });
    expect(questions).toBe(3);
  });

  it('fails with the end of its log when it is gone', async () => {
    const { owned, readLog: realLog } = await started('/no/such/program', []);
    const waiting = waitUntilReady({ what: 'it', process: owned, isReady: async () => false, readLog: realLog });
    await expect(waiting).rejects.toThrow(/^it did not start\.\n.*\/no\/such\/program/);
  });

  it('fails with the end of its log when time is up', async () => {
    const { owned } = await started('sleep', ['60']);
    const waiting = waitUntilReady({ what: 'it', process: owned, isReady: async () => false, readLog, timeoutMs: 30 });
    const message = String(await waiting.catch((error: unknown) => error));
    expect(message).toMatch(/^Error: it did not start\.\nx+ the end$/);
    expect(message.length).toBeLessThan(2100);
  });
});
