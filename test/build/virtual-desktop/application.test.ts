import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isProcessAlive } from '../../../build/is-process-alive.mjs';
import { startApplication } from '../../../build/virtual-desktop/application.mjs';
import { temporaryFolder } from '../../support/temporary-folder';
import { waitUntil } from '../../support/wait-until';

/** An application that is this shell script, started with `args`. */
async function started(script: string, args: readonly string[] = []) {
  const folder = await temporaryFolder();
  const executable = join(folder, 'application');
  await writeFile(executable, `#!/bin/sh\n${script}\n`);
  await chmod(executable, 0o755);
  const application = startApplication({ executable, args, env: { PATH: process.env['PATH'], FOLDER: folder } });
  onTestFinished(() => application.kill());
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '');
  return { application, read };
}

describe('an application', () => {
  it('has its arguments and its environment; as root the sandbox is off, without which it would not start', async () => {
    const { application } = await started('echo "$@"; echo "$HOME" >&2', ['/app', '--demo']);
    const [out, err] = await Promise.all([text(application.stdout), text(application.stderr)]);
    expect(out).toBe(process.getuid?.() === 0 ? '--no-sandbox /app --demo\n' : '/app --demo\n');
    expect([err, await application.exited]).toEqual(['\n', 0]);
  });

  it.each([
    ['its own code', 'exit 7', 7],
    ['128 when a signal ended it', 'kill -KILL $$', 128],
    ['the code of a program that is not there', 'exec /no/such/program 2>/dev/null', 127],
  ])('ends with %s', async (_what, script, code) => {
    const { application } = await started(script);
    expect(await application.exited).toBe(code);
  });

  it('reports the signal that ended it', async () => {
    const { application } = await started('kill -TRAP $$');
    expect(await application.ended).toEqual({ code: null, signal: 'SIGTRAP' });
  });

  it('is asked to quit, and may save what it has before it ends', async () => {
    const { application, read } = await started(
      'trap "echo saved > $FOLDER/state; exit 4" TERM; echo up > $FOLDER/up; while :; do sleep 0.02; done',
    );
    await waitUntil('the application', async () => (await read('up')) === 'up\n');
    await application.stop();
    expect([await read('state'), await application.exited]).toEqual(['saved\n', 4]);
  });

  it.each(['stop', 'kill'] as const)('takes its children with it on %s', async (way) => {
    const { application, read } = await started('sleep 60 & echo $! > $FOLDER/child; exec sleep 60');
    await waitUntil('a child', async () => (await read('child')).endsWith('\n'));
    const child = Number(await read('child'));
    expect(await isProcessAlive(child)).toBe(true);
    await application[way]();
    await waitUntil('the end of the child', async () => !(await isProcessAlive(child)));
    expect(await isProcessAlive(application.pid)).toBe(false);
    await expect(application[way]()).resolves.toBeUndefined();
  });
});
