import { realpath } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CommandError, runCommand } from '../../build/run-command.mjs';
import { temporaryFolder } from '../support/temporary-folder';

type Options = Parameters<typeof runCommand>[2];

const run = (program: string, options?: Options) => runCommand(process.execPath, ['-e', program], options);

async function failureOf(work: Promise<unknown>): Promise<CommandError> {
  const error: unknown = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (error instanceof CommandError) return error;
  throw new Error('it did not fail as a command does', { cause: error });
}

describe('a program that is run', () => {
  it('gives what it wrote to stdout, and that alone', async () => {
    expect(await run("console.log('out'); console.error('err');")).toBe('out\n');
  });

  it('does not split characters, wherever its output is cut', async () => {
    const text = `a${'é'.repeat(200_000)}`;
    expect(await run('process.stdin.pipe(process.stdout);', { input: text })).toBe(text);
  });

  it('has the input, the folder and the environment that it is given', async () => {
    const cwd = await realpath(await temporaryFolder());
    const program = "process.stdin.on('data', (text) => console.log(String(text), process.cwd(), process.env.X));";
    expect(await run(program, { input: 'typed', cwd, env: { X: 'x' } })).toBe(`typed ${cwd} x\n`);
  });

  it('may end before it has read its input', async () => {
    expect(await run('process.exit(0);', { input: 'x'.repeat(1_000_000) })).toBe('');
  });

  it('that ends with another code than 0 fails with it, with its last output and with its stdout', async () => {
    const failure = await failureOf(run("console.log('out'); console.error('err'); process.exitCode = 3;"));
    expect(failure).toMatchObject({ name: 'CommandError', stdout: 'out\n' });
    expect(failure.message).toBe(`${process.execPath} ended with exit code 3`);
    expect(failure.output.split('\n').sort()).toEqual(['err', 'out']);
  });

  it('with much output has the end of it in the failure', async () => {
    const failure = await failureOf(run("console.log('x'.repeat(100_000) + ' the end'); process.exitCode = 1;"));
    expect([failure.output.length <= 4000, failure.output.endsWith('x the end')]).toEqual([true, true]);
    expect(failure.stdout).toHaveLength(100_009);
  });

  it('that is killed fails with the signal', async () => {
    const failure = await failureOf(run("process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);"));
    expect(failure.message).toBe(`${process.execPath} ended with SIGKILL`);
  });

  it('that exceeds its time is ended', async () => {
    const failure = await failureOf(run('setInterval(() => {}, 1000);', { timeoutMs: 50 }));
    expect(failure.message).toBe(`${process.execPath} ended with SIGTERM`);
  });

  it('that does not exist fails with its name', async () => {
    const failure = await failureOf(runCommand('/no/such/program', []));
    expect(failure.message).toMatch(/^\/no\/such\/program could not be started: .*ENOENT/);
  });
});
