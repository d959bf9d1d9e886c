// Linux's data about a process: a real one, one that has ended, and a number that was reused.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReadProcess, readAhead, uptimeTicks } from '../../../../main/adapters/peer/read-process';
import { temporaryFolder } from '../../../support/temporary-folder';

describe.runIf(process.platform === 'linux')('a real process', () => {
  it('is described as it is', async () => {
    const folder = await temporaryFolder();
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()', 'x y'], { cwd: folder });
    onTestFinished(() => void child.kill());
    await once(child, 'spawn');
    const facts = await createReadProcess()(child.pid ?? 0);
    expect(facts).toMatchObject({
      pid: child.pid,
      parentPid: process.pid,
      exe: process.execPath,
      cwd: folder,
      argv: [process.execPath, '-e', 'process.stdin.resume()', 'x y'],
      isElsewhere: false,
      binary: expect.stringMatching(/^\d+:\d+:\d+:\d+$/),
    });
    expect(facts?.startTicks).toBeLessThanOrEqual(uptimeTicks() ?? 0);
  });

  it('that has ended is none', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    expect(await createReadProcess()(child.pid ?? 0)).toBeUndefined();
  });
});

const stat = (start: number) => `42 (bot) S 10 20 30 0 20 1 1 0 0 0 5 2 0 0 20 0 1 0 ${start} 9\n`;

async function fakeProc(): Promise<string> {
  const root = await temporaryFolder();
  await mkdir(join(root, '42/ns'), { recursive: true });
  await mkdir(join(root, 'self/ns'), { recursive: true });
  await writeFile(join(root, '42/stat'), stat(7));
  await symlink('pid:[1]', join(root, '42/ns/pid'));
  await symlink('pid:[1]', join(root, 'self/ns/pid'));
  return root;
}

describe('a process and its parents', () => {
  it('are read together, each once', async () => {
    const root = await temporaryFolder();
    for (const [pid, parent] of [
      [42, 41],
      [41, 40],
      [40, 39],
    ]) {
      await mkdir(join(root, `${pid}`));
      await writeFile(join(root, `${pid}/stat`), stat(7).replace('42', `${pid}`).replace('10', `${parent}`));
    }
    const asked: number[] = [];
    const read = readAhead(
      async (pid) => {
        asked.push(pid);
        return undefined;
      },
      42,
      root,
    );
    expect(asked).toEqual([42, 41, 40]);
    await Promise.all([read(42), read(40), read(39), read(39)]);
    expect(asked).toEqual([42, 41, 40, 39]);
  });

  it('are read one by one later if the process has ended', async () => {
    const asked: number[] = [];
    const read = readAhead(async (pid) => void asked.push(pid), 42, await temporaryFolder());
    await read(42);
    expect(asked).toEqual([42]);
  });
});

describe('what may be missing or odd', () => {
  it('only the number is known if nothing else may be read', async () => {
    const facts = await createReadProcess(await fakeProc())(42);
    expect(facts).toEqual({
      pid: 42,
      comm: 'bot',
      parentPid: 10,
      sessionPid: 30,
      startTicks: 7,
      argv: [],
      isElsewhere: false,
    });
  });

  it('a file that was replaced is named by its path', async () => {
    const root = await fakeProc();
    await symlink('/usr/bin/bot (deleted)', join(root, '42/exe'));
    expect((await createReadProcess(root)(42))?.exe).toBe('/usr/bin/bot');
  });

  it('one of another namespace is reported as that', async () => {
    const root = await fakeProc();
    await mkdir(join(root, '43/ns'), { recursive: true });
    await writeFile(join(root, '43/stat'), stat(7).replace('42', '43'));
    await symlink('pid:[2]', join(root, '43/ns/pid'));
    expect((await createReadProcess(root)(43))?.isElsewhere).toBe(true);
  });

  it('a number that belongs to another process by then gives nothing', async () => {
    const root = await fakeProc();
    // It is opened after the first reading, and delays the second one.
    const pipe = join(root, '42/cmdline');
    execFileSync('mkfifo', [pipe]);
    const asked = createReadProcess(root)(42);
    const writer = await open(pipe, 'w');
    await writeFile(join(root, '42/stat'), stat(8));
    await writer.close();
    expect(await asked).toBeUndefined();
  });

  it('without a clock there is no time', async () => {
    expect(uptimeTicks(await temporaryFolder())).toBeUndefined();
  });
});
