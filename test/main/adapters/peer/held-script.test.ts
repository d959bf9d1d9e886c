// Scripts without a path of their own: which file is behind a descriptor, and what a process gets that runs one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileBehind, heldScriptPath, pathInProcess } from '../../../../main/adapters/peer/held-script';
import { identify } from '../../../../main/adapters/peer/program-identity';
import { createReadProcess } from '../../../../main/adapters/peer/read-process';
import { temporaryFolder } from '../../../support/temporary-folder';

it.each([
  ['/dev/fd/9', '42/fd/9'],
  ['/dev//fd/./9', '42/fd/9'],
  ['/dev/stdin', '42/fd/0'],
  ['/proc/self/fd/9', '42/fd/9'],
  ['/proc/thread-self/fd/9', '42/fd/9'],
  ['/proc/41/fd/9', '41/fd/9'],
  ['/proc/self/cwd/bot.py', '42/cwd/bot.py'],
  ['/dev/shm/bot.py', undefined],
  ['/home/me/dev/fd/9', undefined],
])('%s of process 42 is %s', (path, expected) => {
  expect(pathInProcess(path, 42)).toBe(expected);
});

it.each([
  ['bash', ['bash', '/dev/fd/9'], '42/fd/9'],
  ['bash', ['bash', '9'], '42/fd/9'],
  ['python3.11', ['python3', '-'], '42/fd/0'],
  ['bash', ['-bash'], '42/fd/0'],
  ['bash', ['bash', '-c', '/dev/fd/9'], undefined],
  ['node', ['node', '/home/me/bot.mjs'], undefined],
  ['bot', ['bot', '/dev/fd/9'], undefined],
])('%s %j runs what is at %s', (name, argv, expected) => {
  expect(heldScriptPath(name, { pid: 42, argv, cwd: '/dev/fd' })).toBe(expected);
});

describe('the file behind a link', () => {
  it('is its real path; none for a folder and for what is not there', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'bot.sh');
    await writeFile(file, '');
    await symlink(file, join(folder, 'link'));
    expect(await fileBehind(join(folder, 'link'))).toBe(file);
    expect(await fileBehind(folder)).toBeUndefined();
    expect(await fileBehind(join(folder, 'none'))).toBeUndefined();
  });
});

describe.runIf(process.platform === 'linux')('a running shell', () => {
  const SCRIPT = 'echo ready; read -r -u 4\n';

  /** What a shell with these arguments is identified as while it waits. `deleted`: a file to delete when it runs. */
  async function identified(
    args: readonly string[],
    [stdin, third]: readonly ['ignore' | number, 'ignore' | number],
    deleted = '',
  ) {
    const child = spawn('bash', [...args], { stdio: [stdin, 'pipe', 'ignore', third, 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    if (!child.stdout) throw new Error('there is no output');
    await once(child.stdout, 'data');
    if (deleted !== '') await rm(deleted);
    const facts = await createReadProcess()(child.pid ?? 0);
    return facts && identify(facts, '/home/me');
  }

  async function openScript(name: string): Promise<{ path: string; fd: number }> {
    const path = join(await temporaryFolder(), name);
    await writeFile(path, SCRIPT);
    const handle = await open(path);
    onTestFinished(() => handle.close());
    return { path, fd: handle.fd };
  }

  it.each(['/dev/fd/3', '/proc/self/fd/3'])('of %s is that of the open file', async (argument) => {
    for (const name of ['sA.sh', 'sB.sh']) {
      const { path, fd } = await openScript(name);
      expect(await identified([argument], ['ignore', fd])).toMatchObject({
        programId: expect.stringMatching(new RegExp(` ${path}$`)),
        script: path,
        role: 'program',
      });
    }
  });

  it.each([[['/dev/stdin']], [['-s']], [[]]])('with %j of a file is that of the file', async (args) => {
    const { path, fd } = await openScript('bot.sh');
    expect(await identified(args, [fd, 'ignore'])).toMatchObject({ script: path });
  });

  it('of a pipe, or of a file that has gone, has no file', async () => {
    const ofPipe = await identified(['-c', `exec bash <(echo '${SCRIPT}')`], ['ignore', 'ignore']);
    const { path, fd } = await openScript('gone.sh');
    const ofGone = await identified(['/dev/fd/3'], ['ignore', fd], path);
    const expected = { name: 'bash running code that is in no file', role: 'wrapper', hasNoFile: true };
    expect([ofPipe, ofGone]).toMatchObject([expected, expected]);
    expect(ofPipe?.script).toBeUndefined();
    expect(ofPipe?.programId).not.toBe(ofGone?.programId);
  });
});
