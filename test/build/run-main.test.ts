import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runNode } from '../support/processes/run-node';
import { temporaryFolder } from '../support/temporary-folder';

const BUILD = join(import.meta.dirname, '../../build');

/** A command whose main function is `body` with `args`. */
async function command(body: string, ...args: string[]) {
  const script = join(await temporaryFolder(), 'command.mjs');
  await writeFile(
    script,
    `import { runMain } from ${JSON.stringify(join(BUILD, 'run-main.mjs'))};
     import { SetupError } from ${JSON.stringify(join(BUILD, 'setup-error.mjs'))};
     await runMain(async (args) => { ${body} });`,
  );
  return runNode([script, ...args]);
}

describe('a command', () => {
  it.each([
    ['nothing', 'void SetupError;', 0],
    ['zero', 'return 0;', 0],
    ['a number', 'return 3;', 3],
  ])('that resolves to %s says so by its exit code', async (_what, body, code) => {
    expect(await command(body)).toEqual({ code, stdout: '', stderr: '' });
  });

  it('is given the arguments of the command line', async () => {
    const { stdout } = await command('process.stdout.write(JSON.stringify(args));', '--seed', '7');
    expect(stdout).toBe('["--seed","7"]');
  });

  it('that fails with something to act on shows it and the next step, and no stack', async () => {
    expect(await command("throw new SetupError('There is no space.', 'free some.');")).toEqual({
      code: 1,
      stdout: '',
      stderr: '\nThere is no space.\nNext: free some.\n',
    });
  });

  it('with a programming error shows where', async () => {
    const { code, stderr } = await command("throw new TypeError('oh');");
    expect([code, stderr.split('\n')[1]]).toEqual([1, 'TypeError: oh']);
    expect(stderr).toMatch(/\n {4}at /);
  });

  it('that throws a text shows the text', async () => {
    expect(await command("throw 'oh';")).toEqual({ code: 1, stdout: '', stderr: '\noh\n' });
  });
});
