import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startChild } from '../../../../main/cli/exec/child-process';
import { temporaryFolder } from '../../../support/temporary-folder';

const env = { PATH: process.env['PATH'] ?? '', CODE: '7' };
const sh = (script: string) => startChild(['sh', '-c', script], { env });

describe('a program that runs', () => {
  it('has its environment, and returns its exit code', async () => {
    expect(await (await sh('exit $CODE')).ended).toEqual({ code: 7 });
  });

  it('reports the signal that ended it', async () => {
    const child = await startChild(['sleep', '100'], { env });
    expect(child.kill('SIGTERM')).toBe(true);
    expect(await child.ended).toEqual({ signal: 'SIGTERM' });
    expect(child.kill('SIGTERM')).toBe(false);
  });

  it('runs in the folder that was asked for', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'here'), '');
    expect(await (await startChild(['test', '-f', 'here'], { env, cwd })).ended).toEqual({ code: 0 });
  });

  it('ends although what it has started goes on', async () => {
    const child = await sh('sleep 1 & exit 3');
    expect(await child.ended).toEqual({ code: 3 });
  });

  it('may be a script without a first line, as in a shell', async () => {
    const script = join(await temporaryFolder(), 'script');
    await writeFile(script, 'exit 5\n');
    await chmod(script, 0o700);
    expect(await (await startChild([script], { env })).ended).toEqual({ code: 5 });
  });
});

describe('a program that cannot run', () => {
  it('is not there', async () => {
    await expect(startChild(['axiom-no-such-program'], { env })).rejects.toMatchObject({ code: 'EXEC_NOT_FOUND' });
  });

  it('is not found if a folder of the path cannot be read', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'axiom-no-such-program'));
    const path = { ...env, PATH: `${folder}:${env.PATH}` };
    await expect(startChild(['axiom-no-such-program'], { env: path })).rejects.toMatchObject({
      code: 'EXEC_NOT_FOUND',
    });
    await writeFile(join(folder, 'axiom-no-program'), '');
    await expect(startChild(['axiom-no-program'], { env: path })).rejects.toMatchObject({
      code: 'EXEC_NOT_EXECUTABLE',
    });
  });

  it('is no program', async () => {
    const file = join(await temporaryFolder(), 'text');
    await writeFile(file, '');
    await expect(startChild([file], { env })).rejects.toMatchObject({ code: 'EXEC_NOT_EXECUTABLE' });
  });

  it('has arguments that are too long, or impossible', async () => {
    const long = { ...env, LONG: 'x'.repeat(4_000_000) };
    await expect(startChild(['true'], { env: long })).rejects.toMatchObject({ code: 'EXEC_NOT_EXECUTABLE' });
    await expect(startChild(['true', 'a\0b'], { env })).rejects.toMatchObject({ code: 'EXEC_FAILED' });
  });
});
